import { defineConfig } from 'vite';

/** The web page. Served by our own server; `npm run dev` proxies the API so that the page reloads while it is written. */
const server = process.env['QINGDAN_URL'] ?? 'http://127.0.0.1:4180';

export default defineConfig({
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
