/** What imports what, as dependency-cruiser sees it. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { productFolders, toolFolders } from './levels.ts';
import { runTool } from './tools.ts';

interface Dependency {
  resolved: string;
  module: string;
}

interface Violation {
  from: string;
  to: string;
  comment?: string;
  rule: { name: string };
  cycle?: { name: string }[];
}

export interface Cruise {
  modules: { source: string; dependencies: Dependency[] }[];
  summary: { violations: Violation[] };
}

export const cruisedFolders = [...productFolders, ...toolFolders];

/** Throws when the tool fails; a broken rule is no failure of the tool and is told in `summary.violations`. */
export async function cruise(root: string): Promise<Cruise> {
  const folders = cruisedFolders.filter((folder) => existsSync(join(root, folder)));
  const said = await runTool(root, 'depcruise', [
    '--config',
    '.dependency-cruiser.js',
    '--output-type',
    'json',
    ...folders,
  ]);
  // With json as output the exit code is that of the tool alone.
  if (said.code !== 0)
    throw new Error(`dependency-cruiser failed (${said.code}): ${said.stderr}${said.stdout.slice(0, 2000)}`);
  return JSON.parse(said.stdout);
}
