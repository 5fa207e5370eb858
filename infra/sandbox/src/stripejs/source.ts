import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';

const folder = new URL('./browser/', import.meta.url);

/** A file of `browser/` as a browser takes it. */
export function browserSource(path: string): string {
  const source = readFileSync(new URL(path, folder), 'utf8');
  return path.endsWith('.ts') ? stripTypeScriptTypes(source) : source;
}

/** The merchant page's part, each file after those it imports. */
const pageFiles = [
  'shared/protocol.ts',
  'shared/intents.ts',
  'shared/appearance.ts',
  'page/integrationError.js',
  'page/line.js',
  'page/backstage.js',
  'page/look.js',
  'page/elementOptions.js',
  'page/paymentElement.js',
  'page/elementsOptions.js',
  'page/elements.js',
  'page/challenge.js',
  'page/confirm.js',
  'page/stripe.js',
];

const importing = /^import\s+\{([^}]*)\}\s+from\s+'([^']+)';$/gm;
const exporting = /^export (?=(?:async )?(?:function|class|const) (\w+))/gm;

/** One file as an expression of what it exports; what it imports is taken from the files before it. */
function asExpression(path: string): string {
  const source = browserSource(path);
  const names = [...source.matchAll(exporting)].map(([, name]) => name);
  const linked = source
    .replaceAll(importing, (_line, imported: string, from: string) => {
      const file = new URL(from, `file:///${path}`).pathname.slice(1);
      return `const {${imported.replaceAll(' as ', ': ')}} = files['${file}'];`;
    })
    .replaceAll(exporting, '');
  return `files['${path}'] = (() => {\n${linked}\nreturn { ${names.join(', ')} };\n})();`;
}

/** `stripe.js`: a classic script, because `window.Stripe` must be there when the next script runs. */
export const stripeScript = (): string =>
  ["(() => {\n'use strict';\nconst files = {};", ...pageFiles.map(asExpression), '})();\n'].join('\n');
