import { type Cruise, cruise, cruisedFolders } from '../cruise.ts';
import { sourceFiles } from '../sources.ts';

/** Arrows between packages and cycles between files. */
export async function arrows(root: string): Promise<string[]> {
  const seen = await cruise(root);
  return [...(await unread(root, seen)), ...violations(seen)];
}

/** A tool that cannot read TypeScript finds no fault in it: every file must have been seen, and there must be some. */
async function unread(root: string, seen: Cruise): Promise<string[]> {
  const sources = new Set(seen.modules.map((module) => module.source));
  const files = (await sourceFiles(root, cruisedFolders)).filter((file) => /\.(ts|tsx|js|mjs)$/.test(file));
  if (files.length === 0 || sources.size === 0) return [`${sources.size} modules were read of ${files.length} files`];
  return files.filter((file) => !sources.has(file)).map((file) => `${file}: was not read`);
}

function violations(seen: Cruise): string[] {
  return seen.summary.violations.map(({ from, to, rule, cycle, comment }) => {
    const path = cycle ? cycle.map((step) => step.name).join(' → ') : to;
    return `${rule.name}: ${from} → ${path}${comment ? ` (${comment})` : ''}`;
  });
}
