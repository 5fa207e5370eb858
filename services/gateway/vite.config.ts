import { readFileSync } from 'node:fs';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig, type HtmlTagDescriptor, type Plugin } from 'vite';

const web = new URL('./web/', import.meta.url).pathname;

/**
 * The pages, built into web/dist. Each html file is a template: the gateway puts a nonce for `__NONCE__` and JSON for `"__BOOT__"` at each
 * request (for the JSON string, its quotes included). Everything else carries its hash in its name and is served under /ui/ to be kept for ever.
 */
export default defineConfig({
  root: web,
  base: '/ui/',
  plugins: [
    react(),
    tailwindcss(),
    inHead('shared/beforePaint.js'),
    inHead('portal/entry/openEarly.js', 'portal.html'),
    fontEarly(),
  ],
  html: { cspNonce: '__NONCE__' },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // Files of their own, since the policy allows no data: but for images.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // A group is named after every page that uses it; its first word will do.
        chunkFileNames: ({ name }) => `assets/${name.split('~')[0]}-[hash].js`,
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules\/(?:react|react-dom|scheduler)\// },
            // What both pages start with stands together, and what only the staff's starts with apart from it: the pay page waits for no menu.
            {
              name: 'base',
              tags: ['$initial'],
              minShareCount: 2,
              entriesAware: true,
              entriesAwareMergeThreshold: 40_000,
            },
          ],
        },
      },
      input: { admin: `${web}admin.html`, portal: `${web}portal.html` },
      // Our libraries only declare things, so what a page does not use of them is left out of it: the pay page carries no charts.
      treeshake: { moduleSideEffects: [{ test: /\/libs\/[^/]+\/src\/.*\.tsx?$/, sideEffects: false }] },
    },
  },
});

/** A few lines in the page itself, under its nonce, which run before anything is painted or fetched; `page` has them alone where it is told. */
function inHead(file: string, page?: string): Plugin {
  return {
    name: `purser:${file}`,
    transformIndexHtml(_html, { filename }) {
      if (page && !filename.endsWith(`/${page}`)) return [];
      const source = readFileSync(`${web}${file}`, 'utf8').replace(/^\s*\/\/.*\n/gm, '');
      return [{ tag: 'script', children: source, attrs: { nonce: '__NONCE__' }, injectTo: 'head' }];
    },
  };
}

/** The one font file that every page needs is asked for with the page, not after its styles. */
function fontEarly(): Plugin {
  return {
    name: 'purser:font-early',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle }) {
        const font = Object.keys(bundle ?? {}).find((name) => name.includes('inter-latin-wght-normal'));
        if (!font) return [];
        const attrs = { rel: 'preload', as: 'font', type: 'font/woff2', href: `/ui/${font}`, crossorigin: true };
        return [{ tag: 'link', attrs, injectTo: 'head-prepend' } satisfies HtmlTagDescriptor];
      },
    },
  };
}
