import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Folder, openFolder } from './folder.ts';
import { openKeys } from './keysFile.ts';
import { Refusal } from './refusal.ts';

let folder: Folder;
beforeEach(async () => {
  folder = await openFolder(await mkdtemp(join(tmpdir(), 'purser-keys-')));
});
afterEach(() => rm(folder.root, { recursive: true }));

const open = (services = ['invoicing'], users = ['gateway', 'invoicing']) => openKeys(folder, services, users);
const pretendData = async () => {
  await mkdir(join(folder.postgres, 'data'), { recursive: true });
  await writeFile(join(folder.postgres, 'data', 'PG_VERSION'), '18\n');
};

describe('the keys of a new stack', () => {
  test('are written before anything else, in a file for its owner alone', async () => {
    const { isNew, keys } = await open();
    expect(isNew).toBe(true);
    expect((await stat(folder.keys)).mode & 0o777).toBe(0o600);
    expect(JSON.parse(await readFile(folder.keys, 'utf8'))).toEqual(keys);
  });

  test('are all different, and those for Stripe are test keys', async () => {
    const { keys } = await open(['invoicing', 'payments']);
    const { user: _, ...mail } = keys.mail;
    const secrets = { ...keys, mail };
    const flat = Object.values(secrets).flatMap((one) =>
      typeof one === 'string' ? [one] : Object.values<object | string>(one),
    );
    const all = flat.flatMap((one) => (typeof one === 'string' ? [one] : Object.values(one)));
    expect(new Set(all).size).toBe(all.length);
    expect(keys.stripe.secretKey).toMatch(/^sk_test_/);
    expect(keys.stripe.publishableKey).toMatch(/^pk_test_/);
  });
});

describe('the keys of a stack with data', () => {
  test('are the same at every start', async () => {
    const first = await open();
    await pretendData();
    expect((await open()).keys).toEqual(first.keys);
  });

  test('cannot be made anew: data without keys refuses to start', async () => {
    await pretendData();
    await expect(open()).rejects.toThrow(/keys\.json is missing/);
    await expect(open()).rejects.toBeInstanceOf(Refusal);
    await expect(stat(folder.keys)).rejects.toThrow(/ENOENT/);
  });

  test('are refused while others can read them', async () => {
    await open();
    await chmod(folder.keys, 0o640);
    await expect(open()).rejects.toThrow(/can be read by other users/);
  });

  test('are refused when the file is damaged, without a word of what is in it', async () => {
    await open();
    const text = await readFile(folder.keys, 'utf8');
    await writeFile(folder.keys, text.replace(/"wire".*\n/, ''));
    const { wire } = JSON.parse(text);
    const refusal = await open().catch((error: unknown) => String(error));
    expect(refusal).toMatch(/not a whole keys file/);
    expect(refusal).not.toContain(wire);
  });

  test('get a password for a new user of the bus, and keep the others', async () => {
    const { keys: first } = await open();
    const { keys, saveAdded } = await open(['invoicing'], ['gateway', 'invoicing', 'keeper']);
    expect(keys).toEqual({ ...first, nats: { ...first.nats, keeper: expect.stringMatching(/^[\w-]{43}$/) } });
    await saveAdded();
    expect(JSON.parse(await readFile(folder.keys, 'utf8'))).toEqual(keys);
  });

  test('of an older file get what is kept today and was not then', async () => {
    await open();
    const { session, files, ...older } = JSON.parse(await readFile(folder.keys, 'utf8'));
    await writeFile(folder.keys, JSON.stringify(older));
    const { keys } = await open();
    expect(keys).toMatchObject(older);
    expect(keys.session).not.toBe(session);
    expect(keys.files.runtime).not.toBe(files.runtime);
  });

  test('get new ones for a new service, written only when told to', async () => {
    const first = await open();
    const { keys, saveAdded } = await open(['invoicing', 'licensing']);
    expect(keys.masters.invoicing).toBe(first.keys.masters.invoicing);
    expect(keys.masters.licensing).toMatch(/^[\w-]{43}$/);
    expect(JSON.parse(await readFile(folder.keys, 'utf8'))).toEqual(first.keys);
    await saveAdded();
    expect(JSON.parse(await readFile(folder.keys, 'utf8'))).toEqual(keys);
  });
});
