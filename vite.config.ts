import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

/** The web page. Served by our own server; `npm run dev` proxies the API so that the page reloads while it is written. */
const server = process.env['QINGDAN_URL'] ?? 'http://127.0.0.1:4180';

/** Compressed once here, so that the server sends files and spends nothing: a phone on a slow network waits for 131 kB instead of 400. */
const precompress: Plugin = {
  name: 'precompress',
  apply: 'build',
  // After everything: vite writes the names of preloaded files into the chunks last.
  writeBundle({ dir = '' }, bundle) {
    for (const fileName of Object.keys(bundle)) {
      if (!/\.(js|css|svg)$/u.test(fileName)) continue;
      const file = join(dir, fileName);
      const bytes = readFileSync(file);
      writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
      writeFileSync(`${file}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }));
    }
  },
};

/** Character maps of Chinese PDFs whose fonts are not embedded; the page's worker fetches the one that a file names. */
const cmaps: Plugin = {
  name: 'cmaps',
  apply: 'build',
  generateBundle() {
    const folder = fileURLToPath(new URL('cmaps/', import.meta.resolve('pdfjs-dist/package.json')));
    for (const name of readdirSync(folder)) {
      if (!/^(?:GB|UniGB|Adobe-GB1|UniCNS|Adobe-CNS1|B5|ETen|LICENSE)/u.test(name)) continue;
      this.emitFile({ type: 'asset', fileName: `assets/cmaps/${name}`, source: readFileSync(join(folder, name)) });
    }
  },
};

export default defineConfig({
  plugins: [precompress, cmaps],
  root: 'src/web',
  publicDir: false,
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    // WebView of the government DingTalk and WeCom stays behind by years.
    target: ['chrome87', 'firefox78', 'safari14'],
    cssTarget: ['chrome87', 'firefox78', 'safari14'],
    // `style-src 'self'` and `font-src 'self'`: nothing may become a data: address.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: {
      // React libraries mark files for servers that we do not have.
      onwarn: (warning, warn) => {
        if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') warn(warning);
      },
      input: { index: 'src/web/index.html', sw: 'src/web/sw.ts' },
      output: { entryFileNames: (chunk) => (chunk.name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js') },
    },
  },
  worker: { format: 'es' },
  server: { port: 4181, proxy: { '/api': server, '/log': server, '/health': server, '/verify.html': server } },
});
