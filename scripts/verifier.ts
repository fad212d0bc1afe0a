/** Writes dist/web/verify.html; the build runs it after the page. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { buildVerifier } from './verifier-page.ts';

const file = new URL('../dist/web/verify.html', import.meta.url);
mkdirSync(new URL('.', file), { recursive: true });
writeFileSync(file, await buildVerifier());
