import { chmod, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isRoot } from './account.ts';
import { EngineError, systemCode } from './engineError.ts';
import { readIfThere } from './files.ts';
import { run } from './run.ts';

/** `debian-12-x64` and the like, where apt-get and dpkg are at hand: programs fetched for one release may not run on another. */
export async function debianRelease(): Promise<string | undefined> {
  const [apt, dpkg] = await Promise.all([run('apt-get', ['--version']), run('dpkg', ['--version'])]);
  if (apt.code !== 0 || dpkg.code !== 0) return undefined;
  const release = (await readIfThere('/etc/os-release')) ?? '';
  const field = (name: string) => new RegExp(`^${name}="?([\\w.-]*)`, 'm').exec(release)?.[1] ?? 'unknown';
  return `${field('ID')}-${field('VERSION_ID')}-${process.arch}`;
}

const underWay = new Map<string, Promise<void>>();

/**
 * Unpacks packages, with whatever they need that the system lacks, into a folder. Installs nothing, runs none of the
 * packages' scripts, needs no root. Does nothing when the folder exists.
 * @throws EngineError `missing` with apt's own words
 */
export async function fetchFromDebian(
  packages: readonly string[],
  { into, log }: { into: string; log: (line: string) => void },
): Promise<void> {
  const fetching = underWay.get(into) ?? fetchOnce(packages, into, log).finally(() => underWay.delete(into));
  underWay.set(into, fetching);
  await fetching;
}

async function fetchOnce(packages: readonly string[], into: string, log: (line: string) => void): Promise<void> {
  if (await isThere(into)) return;
  log(`fetching ${packages.join(', ')} as packages into ${into}`);
  const cache = dirname(into);
  await mkdir(cache, { recursive: true });
  // In the same folder as the goal, so that a rename makes it whole at once.
  const work = await mkdtemp(join(cache, '.fetching-'));
  try {
    const unpacked = await unpack(work, await download(work, packages));
    await rename(unpacked, into);
  } catch (error) {
    // Another process was quicker: its copy is as good.
    if (systemCode(error) !== 'ENOTEMPTY' && systemCode(error) !== 'EEXIST') throw error;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function download(work: string, packages: readonly string[]): Promise<string[]> {
  const lists = join(work, 'lists');
  const cache = join(work, 'cache');
  const debs = join(work, 'debs');
  await Promise.all([
    mkdir(join(lists, 'partial'), { recursive: true }),
    mkdir(join(cache, 'archives', 'partial'), { recursive: true }),
    mkdir(debs),
  ]);
  // Lists and cache of our own, as the system's are root's.
  const ours = ['-o', `Dir::State::Lists=${lists}`, '-o', `Dir::Cache=${cache}`, '-o', 'Debug::NoLocking=1'];
  // Under root apt would download as a user who cannot reach our folder.
  const options = isRoot() ? [...ours, '-o', 'APT::Sandbox::User=root'] : ours;
  await must('apt-get', [...options, '-qq', 'update'], work);
  // What an installation would bring: the packages (even where installed) and those they need that are not.
  const plan = ['-qq', '--print-uris', '--yes', '--reinstall', '--no-install-recommends', 'install', ...packages];
  const uris = await must('apt-get', [...options, ...plan], work);
  await must('apt-get', [...options, '-qq', 'download', ...packageNames(uris)], debs);
  return (await readdir(debs)).filter((name) => name.endsWith('.deb')).map((name) => join(debs, name));
}

/** From lines like `'http://…/redis-tools_7.0.15-1_amd64.deb' redis-tools_5%3a7.0.15-1_amd64.deb 98 SHA256:…`. */
export function packageNames(uris: string): string[] {
  return [...uris.matchAll(/^'[^']+' ([a-z0-9][a-z0-9+.-]+)_\S+\.deb /gm)].flatMap(([, name]) => name ?? []);
}

async function unpack(work: string, debs: readonly string[]): Promise<string> {
  const root = join(work, 'root');
  await mkdir(root);
  for (const deb of debs) await must('dpkg', ['--extract', deb, root], work);
  // Under root the servers run as another user, and root's files may be closed by default.
  await chmod(root, 0o755);
  if (isRoot()) await chmod(dirname(work), 0o755);
  return root;
}

async function must(file: string, args: readonly string[], cwd: string): Promise<string> {
  const { code, stdout, stderr } = await run(file, args, { cwd, timeout_ms: 300_000 });
  if (code === 0) return stdout;
  throw new EngineError('missing', `"${file} ${args.join(' ')}" failed: ${stderr.trim() || stdout.trim()}`);
}

async function isThere(folder: string): Promise<boolean> {
  try {
    return (await readdir(folder)).length > 0;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return false;
    throw error;
  }
}
