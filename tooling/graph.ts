/** docs/graph.txt: the packages and their arrows, as they really are. */
import { cruise } from './cruise.ts';
import { libraries } from './levels.ts';
import { isTest } from './sources.ts';

const packagePath = /^((?:libs|services|infra)\/[^/]+|journeys)\//;

function packageOf(path: string): string | undefined {
  return packagePath.exec(path)?.[1];
}

function levelOf(name: string): number {
  const [folder, last] = name.split('/');
  if (folder === 'libs' && last !== undefined) return libraries[last]?.level ?? Number.NaN;
  return folder === 'services' ? 4 : 5;
}

/** Packages and what the code of each imports; tests do not count, journeys are nothing but tests. */
async function packageArrows(root: string): Promise<Map<string, Set<string>>> {
  const found = new Map<string, Set<string>>();
  for (const { source, dependencies } of (await cruise(root)).modules) {
    const from = packageOf(source);
    if (from === undefined) continue;
    const targets = found.get(from) ?? new Set();
    found.set(from, targets);
    if (isTest(source) && from !== 'journeys') continue;
    for (const { resolved } of dependencies) {
      const to = packageOf(resolved);
      if (to !== undefined && to !== from) targets.add(to);
    }
  }
  return found;
}

export async function graph(root: string): Promise<string> {
  const found = await packageArrows(root);
  const byLevel = Map.groupBy([...found.keys()].sort(), levelOf);
  const lines = [...byLevel.entries()]
    .sort(([a], [b]) => a - b)
    .flatMap(([level, names]) => [
      '',
      `level ${level}`,
      ...names.map((name) => line(name, found.get(name) ?? new Set())),
    ]);
  return ['Who imports whom. Written by scripts/generate.', ...lines, ''].join('\n');
}

function line(name: string, targets: Set<string>): string {
  if (targets.size === 0) return `  ${name}`;
  const short = [...targets].sort().map((target) => target.replace(/^libs\//, ''));
  return `  ${name} → ${short.join(' ')}`;
}
