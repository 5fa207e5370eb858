import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Where the installed SDK keeps its declarations, and which version it is. */
export interface Sdk {
  readonly version: string;
  /** The folder with `stripe.core.d.ts`, `resources/` and their `.js` twins. */
  readonly folder: string;
}

/**
 * Finds the installed `stripe` package.
 *
 * Its `exports` hide package.json, so we walk up from the entry file instead.
 * @throws Error when the package or its ES-module declarations are not there.
 */
export function findSdk(root = installedRoot()): Sdk {
  const manifest: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const folder = join(root, 'esm');
  if (!existsSync(join(folder, 'stripe.core.d.ts'))) throw new Error(`no declarations of the Stripe SDK in ${folder}`);
  if (typeof manifest !== 'object' || manifest === null || !('version' in manifest)) {
    throw new Error(`${root}/package.json names no version`);
  }
  return { version: String(manifest.version), folder };
}

function installedRoot(): string {
  let folder = dirname(createRequire(import.meta.url).resolve('stripe'));
  while (!existsSync(join(folder, 'package.json')) || !existsSync(join(folder, 'esm'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error('the stripe package is not installed');
    folder = parent;
  }
  return folder;
}
