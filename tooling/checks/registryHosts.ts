import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { sourceFiles } from '../sources.ts';

const lockfile = /(^|\/)(package-lock|npm-shrinkwrap)\.json$/;
const readable =
  /\.(ts|tsx|js|mjs|cjs|json|jsonc|md|txt|ya?ml|toml|sh|html|css|sql|env)$|(^|\/)(\.[a-z]+rc|Dockerfile|[a-z]+)$/;

/** A host in the lockfile, whatever its name; elsewhere a registry's host or an npm configuration that names one. */
const resolvedFromHost = /"resolved":\s*"[a-z+]+:\/\/[^"]*"/;
const registryHost =
  /\bregistry\.(?!example\b)[a-z0-9-]+\.[a-z]{2,}|\bnpm\.pkg\.github\.com|\bhttps?:\/\/[a-z0-9.-]*\b(?:debian|ubuntu)\.(?:org|com)\b|https?:\/\/[^\s"'`]*\/(?:artifactory|nexus|verdaccio|npm-proxy)\b/i;
const npmConfiguration = /^\s*(?:@[\w-]+:)?registry\s*=|^\s*\/\/.*:_(?:authToken|auth|password)/;

/** Where packages come from is the reader's choice: no file of the repository names a registry. */
export async function registryHosts(root: string): Promise<string[]> {
  const files = (await sourceFiles(root)).filter((file) => readable.test(file));
  const faults = await Promise.all(
    files.map(async (file) => {
      const lines = (await readFile(join(root, file), 'utf8')).split('\n');
      const patterns = patternsFor(file);
      return lines.flatMap((line, at) => {
        const found = patterns.map((pattern) => pattern.exec(line)?.[0]).find((match) => match !== undefined);
        return found === undefined ? [] : [`${file}:${at + 1}: names a registry: ${found.trim()}`];
      });
    }),
  );
  return faults.flat();
}

function patternsFor(file: string): RegExp[] {
  if (lockfile.test(file)) return [resolvedFromHost, registryHost];
  if (basename(file).endsWith('npmrc')) return [npmConfiguration, registryHost];
  return [registryHost];
}
