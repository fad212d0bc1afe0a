import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const web = new URL('../src/web/', import.meta.url);

/** The offline verifier as one HTML file: script, style and tokens inside, and a policy that lets nothing else run. */
export async function buildVerifier(): Promise<string> {
  const bundled = await build({
    entryPoints: [fileURLToPath(new URL('verify/main.ts', web))],
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    target: 'es2022',
    charset: 'utf8',
    legalComments: 'none',
  });
  const script = bundled.outputFiles[0]?.text.trim() ?? '';
  if (script === '' || /<\/script|<style/i.test(script)) throw new Error('the script cannot stand inside the page');
  const style = `${readText('tokens.css')}\n${readText('verify/verify.css')}`;
  const policy = `default-src 'none'; script-src '${digest(script)}'; style-src '${digest(style)}'; connect-src 'self'; base-uri 'none'; form-action 'none'`;
  // Functions, because a replacement text may not be read for $ signs.
  return readText('verify/verify.html')
    .replace('%CSP%', () => policy)
    .replace('%STYLE%', () => style)
    .replace('%SCRIPT%', () => script);
}

function readText(name: string): string {
  return readFileSync(new URL(name, web), 'utf8');
}

function digest(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
