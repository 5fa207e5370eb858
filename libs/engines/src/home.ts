import { chmod, chown, mkdir, mkdtemp, readdir, readlink, realpath, rm, rmdir, stat, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve, sep } from 'node:path';
import { type Account, accountCan, isRoot, unprivilegedAccount } from './account.ts';
import { EngineError, systemCode } from './engineError.ts';

/**
 * Where an engine lives. Under root `folder` stays root's, and `data` alone is the account's, so that a server gone
 * bad cannot trick root into writing through a link it has planted.
 */
export interface Home {
  folder: string;
  /** What the server itself writes. */
  data: string;
  /** Who runs the server; undefined: we ourselves. */
  account: Account | undefined;
}

/** Root's folders for data that has to lie where an account without root's rights can reach it. */
const ROOTS_SHELF = '/var/lib/purser';
/** In the folder the caller named: where the data really is. */
const LINK = 'elsewhere';

/**
 * Makes or opens an engine's folder. Root's home and the like are closed to the account the servers run as; then the
 * data is put on a shelf that is not (`/var/lib/purser`, or the temporary folder if `dir` is in it), and `dir` holds a
 * link named `elsewhere` to it.
 * @throws EngineError `foreign` when the data there belongs to another user, or cannot be reached
 */
export async function openHome(dir: string, log: (line: string) => void): Promise<Home> {
  const named = resolve(dir);
  await mkdir(named, { recursive: true, mode: 0o700 });
  const folder = (await linked(named)) ?? named;
  await mustExist(folder, named);
  const data = join(folder, 'data');
  if (!isRoot()) {
    await ownData(data);
    return { folder, data, account: undefined };
  }
  const account = (await ownerOf(data)) ?? (await unprivilegedAccount());
  await giveData(folder, account);
  if (await accountCan(account, ['-w', data])) return { folder, data, account };
  if ((await readdir(data)).length > 0)
    throw new EngineError(
      'foreign',
      `user ${account.uid}, whose data ${data} is, can no longer reach it: move it, or open its parents with chmod o+x`,
    );
  const shelf = await placeOnShelf(named);
  await giveData(shelf, account);
  log(`${named} is closed to user ${account.uid}, who runs the server: its data goes to ${shelf}`);
  return { folder: shelf, data: join(shelf, 'data'), account };
}

/** Deletes an engine's folder and, if it was put elsewhere, its data there. The engine must be down. */
export async function deleteHome(dir: string): Promise<void> {
  const named = resolve(dir);
  const elsewhere = await linked(named);
  if (elsewhere) await rm(elsewhere, { recursive: true, force: true });
  await rm(named, { recursive: true, force: true });
}

/** Where an engine's files are, if `dir` is one already. */
export async function folderOf(dir: string): Promise<string> {
  const named = resolve(dir);
  return (await linked(named)) ?? named;
}

async function ownData(data: string): Promise<void> {
  await mkdir(data, { recursive: true, mode: 0o700 });
  const { uid } = await stat(data);
  if (uid === process.getuid?.()) return;
  throw new EngineError(
    'foreign',
    `${data} belongs to user ${uid} (was it started as root before?): use another folder, or chown it`,
  );
}

async function giveData(folder: string, account: Account): Promise<void> {
  const data = join(folder, 'data');
  await mkdir(data, { recursive: true, mode: 0o700 });
  await chown(data, account.uid, account.gid);
  await chmod(folder, ((await stat(folder)).mode & 0o777) | 0o011);
}

async function ownerOf(data: string): Promise<Account | undefined> {
  try {
    const { uid, gid } = await stat(data);
    return uid === 0 ? undefined : { uid, gid };
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

async function linked(named: string): Promise<string | undefined> {
  try {
    return await readlink(join(named, LINK));
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** A link to nothing means lost data, which nobody should learn from an empty database. */
async function mustExist(folder: string, named: string): Promise<void> {
  try {
    await stat(folder);
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error;
    throw new EngineError(
      'foreign',
      `${join(named, LINK)} leads to ${folder}, which is gone: delete ${named} to start anew`,
    );
  }
}

async function placeOnShelf(named: string): Promise<string> {
  const temporary = await realpath(tmpdir());
  const isTemporary = (await realpath(named)).startsWith(temporary + sep);
  const shelf = isTemporary ? temporary : ROOTS_SHELF;
  if (!isTemporary) {
    await mkdir(shelf, { recursive: true });
    await chmod(shelf, 0o711);
  }
  const place = await mkdtemp(join(shelf, 'purser-'));
  await rm(join(named, 'data'), { recursive: true, force: true });
  try {
    await symlink(place, join(named, LINK));
    return place;
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw error;
    // Another start was quicker, and holds the folder or is about to.
    await rmdir(place);
    return readlink(join(named, LINK));
  }
}
