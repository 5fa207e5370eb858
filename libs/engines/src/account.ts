import { run } from './run.ts';

/** A user of the machine, without root's rights, that the servers run as. */
export interface Account {
  uid: number;
  gid: number;
}

/** The name under which a user is made where `postgres` is unknown. */
const OWN_NAME = 'purser';

export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/**
 * Whom the servers run as when we are root: PostgreSQL refuses to run as root, and the others need none of it.
 * An existing `postgres` first, then a user of our own, made if the machine can, and `nobody` at last.
 * It has to be in the user list: initdb looks its own name up.
 */
export async function unprivilegedAccount(): Promise<Account> {
  const known = (await lookUp('postgres')) ?? (await lookUp(OWN_NAME));
  if (known) return known;
  await addUser(OWN_NAME);
  const found = (await lookUp(OWN_NAME)) ?? (await lookUp('nobody'));
  if (!found)
    throw new Error('root cannot run the servers itself, and this machine knows no postgres, purser or nobody');
  return found;
}

/** Leaves the failure to the caller's next look: there may be no useradd, or a read-only user list. */
async function addUser(name: string): Promise<void> {
  const home = ['--no-create-home', '--home-dir', '/nonexistent', '--shell', '/usr/sbin/nologin'];
  await run('/usr/sbin/useradd', ['--system', '--user-group', ...home, name]);
}

async function lookUp(name: string): Promise<Account | undefined> {
  const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
  return uid.code === 0 && gid.code === 0 ? { uid: Number(uid.stdout), gid: Number(gid.stdout) } : undefined;
}

/** @returns whether the account can do what `test(1)` is asked about, e.g. `['-w', folder]`; its parents count */
export async function accountCan(account: Account | undefined, test: readonly string[]): Promise<boolean> {
  return (await run('test', test, { as: account })).code === 0;
}
