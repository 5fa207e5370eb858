/**
 * Exits 0 when node_modules holds what package-lock.json asks for, 1 when it must be installed (again).
 * npm writes node_modules/.package-lock.json last, so an interrupted install counts as none.
 */
import { readFileSync } from 'node:fs';

interface LockEntry {
  version?: string;
  optional?: boolean;
}

function packagesOf(file: string): Record<string, LockEntry> {
  return JSON.parse(readFileSync(file, 'utf8')).packages;
}

/** Optional packages are for one platform or another: only a wrong version of one counts. */
function isInstalled(wanted: LockEntry, found: LockEntry | undefined): boolean {
  if (found === undefined) return wanted.optional === true;
  return found.version === wanted.version;
}

function upToDate(): boolean {
  const wanted = packagesOf('package-lock.json');
  const found = packagesOf('node_modules/.package-lock.json');
  return Object.entries(wanted).every(([path, entry]) => path === '' || isInstalled(entry, found[path]));
}

try {
  process.exitCode = upToDate() ? 0 : 1;
} catch (error) {
  if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  process.exitCode = 1;
}
