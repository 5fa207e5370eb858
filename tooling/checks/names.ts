import { sourceFiles } from '../sources.ts';

/** Words that name no idea: what is inside has a name of its own. */
const empty = new Set(['util', 'utils', 'helper', 'helpers', 'manager', 'processor', 'misc']);

/** `index` stands only at the root of a package that others import. */
const mayBeIndex = /^(libs|infra)\/[^/]+\/src\/index\.ts$/;

/** Files and folders are named for what they hold. */
export async function names(root: string): Promise<string[]> {
  return (await sourceFiles(root)).flatMap((file) => {
    const word = words(file).find((each) => empty.has(each));
    if (word !== undefined) return [`${file}: "${word}" says nothing of what it holds`];
    if (/(^|\/)index\.(ts|tsx|js|mjs)$/.test(file) && !mayBeIndex.test(file))
      return [`${file}: index stands only at a lib's root`];
    return [];
  });
}

function words(file: string): string[] {
  return file
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/);
}
