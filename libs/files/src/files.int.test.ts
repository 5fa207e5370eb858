import { fork } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { type Connection, connect } from '@purser/db';
import { type FileRef, fileRef } from '@purser/document';
import { masterKey, memoryKeyStore, openVault, randomToken } from '@purser/vault';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { at, filesDatabase } from './database.fixture.ts';
import type { Files } from './files.ts';
import { MAX_FILE_BYTES } from './files.ts';
import { postgresFiles } from './postgresFiles.ts';

let database: Awaited<ReturnType<typeof filesDatabase>>;
let connection: Connection;
let files: Files;
const pdf = 'application/pdf';

beforeAll(async () => {
  database = await filesDatabase(inject('postgres').adminUrl);
  connection = connect({ url: database.url, max: 4, name: 'files' });
  files = postgresFiles({ connection, now: () => at });
});
afterAll(async () => {
  await connection?.close();
  await database?.drop();
});

const bytesOf = (text: string) => Buffer.from(text, 'utf8');

test.each([0, 1, 65_537, MAX_FILE_BYTES])('a file of %d bytes comes back as it went', async (size) => {
  const tenant = randomUUID();
  const content = randomBytes(size);
  const ref = await files.put(tenant, content, pdf);
  expect(fileRef.parse(ref)).toEqual(ref);
  expect(ref.size).toBe(size);
  expect(content.equals(await files.get(tenant, ref))).toBe(true);
});

test('a byte more than 25 MB is refused, and so is what names no media type', async () => {
  const tenant = randomUUID();
  const tooMuch = files.put(tenant, Buffer.alloc(MAX_FILE_BYTES + 1), pdf);
  await expect(tooMuch).rejects.toMatchObject({ kind: 'invalid', code: 'file_too_large' });
  const untyped = files.put(tenant, bytesOf('x'), 'text/html; <script>');
  await expect(untyped).rejects.toMatchObject({ kind: 'invalid', code: 'file_type_invalid' });
  expect(await rowsOf(tenant)).toEqual([]);
});

test("another tenant's reference leads to nothing", async () => {
  const [owner, stranger] = [randomUUID(), randomUUID()];
  const ref = await files.put(owner, bytesOf('for the owner'), pdf);
  await expect(files.get(stranger, ref)).rejects.toMatchObject({ kind: 'notFound', code: 'file_not_found' });
  // Nor when its row has been copied over.
  await database.admin`insert into files.blobs select ${stranger}::uuid, address, bytes, size, type, created_at
    from files.blobs where tenant_id = ${owner}`;
  await expect(files.get(stranger, ref)).rejects.toMatchObject({ code: 'file_reference_wrong' });
  expect(await files.get(owner, ref)).toEqual(bytesOf('for the owner'));
});

test('the same bytes twice are two files that nobody can see are the same', async () => {
  const tenant = randomUUID();
  const [one, other] = [await files.put(tenant, bytesOf('same'), pdf), await files.put(tenant, bytesOf('same'), pdf)];
  expect(one.hash).toBe(other.hash);
  expect(one.address).not.toBe(other.address);
  expect(one.key).not.toBe(other.key);
  for (const ref of [one, other]) expect(await files.get(tenant, ref)).toEqual(bytesOf('same'));
});

test('a changed byte is refused, by the database and by the reader', async () => {
  const tenant = randomUUID();
  const ref = await files.put(tenant, bytesOf('pay 100'), pdf);
  const change = () => database.admin`
    update files.blobs set bytes = set_byte(bytes, 15, get_byte(bytes, 15) # 1) where tenant_id = ${tenant}`;
  await expect(change()).rejects.toThrow('address_is_of_bytes');
  await database.admin`alter table files.blobs drop constraint address_is_of_bytes`;
  try {
    await change();
    await expect(files.get(tenant, ref)).rejects.toMatchObject({ kind: 'external', code: 'file_damaged' });
    await change();
    expect(await files.get(tenant, ref)).toEqual(bytesOf('pay 100'));
  } finally {
    await database.admin`alter table files.blobs add constraint address_is_of_bytes check (address = sha256(bytes))`;
  }
});

test('a reference with another key, hash, size or type opens nothing', async () => {
  const tenant = randomUUID();
  const ref = await files.put(tenant, bytesOf('<b>not a page</b>'), 'text/plain');
  const other = await files.put(tenant, bytesOf('other'), 'text/plain');
  const wrong: Partial<FileRef>[] = [{ key: other.key }, { hash: other.hash }, { size: 5 }, { type: 'text/xhtml' }];
  for (const change of [...wrong, { key: ref.key.slice(1) }]) {
    const get = files.get(tenant, { ...ref, ...change });
    await expect(get, JSON.stringify(change)).rejects.toMatchObject({ kind: 'bug', code: 'file_reference_wrong' });
  }
});

test('the store holds nothing that opens a file or tells what is in it', async () => {
  const tenant = randomUUID();
  const content = bytesOf('Ada Lovelace, 12 St James Square');
  const ref = await files.put(tenant, content, pdf);
  const [row] = await rowsOf(tenant);
  expect(Object.keys(row ?? {}).sort()).toEqual(['address', 'bytes', 'created_at', 'size', 'tenant_id', 'type']);
  expect(row?.address.toString('hex')).toBe(ref.address);
  for (const secret of [content, Buffer.from(ref.key, 'base64url'), Buffer.from(ref.hash, 'hex')])
    expect(row?.bytes.includes(secret)).toBe(false);
});

test('who stores and reads files can neither change nor remove one', async () => {
  const tenant = randomUUID();
  await files.put(tenant, bytesOf('kept'), pdf);
  const attempt = (text: string) => connection.tenantTx({ tenant }, ({ sql }) => sql.unsafe(text));
  await expect(attempt('delete from blobs')).rejects.toThrow('permission denied');
  await expect(attempt("update blobs set type = 'text/html'")).rejects.toThrow('permission denied');
  await expect(attempt('truncate blobs')).rejects.toThrow('permission denied');
});

test('erasing a person makes their files unreadable, and nobody else’s', async () => {
  const tenant = randomUUID();
  const vault = openVault({ masters: [masterKey('k1', randomToken())], store: memoryKeyStore(), now_ms: () => 0 });
  const file = async (subject: string) => {
    const ref = await files.put(tenant, bytesOf(`invoice of ${subject}`), pdf);
    return (await vault.ready(tenant, subject)).seal('file', subject, JSON.stringify(ref));
  };
  const read = async (subject: string, sealed: Buffer) => {
    const keys = await vault.ready(tenant, subject);
    return files.get(tenant, fileRef.parse(JSON.parse(keys.openText('file', subject, sealed))));
  };
  const [ada, bob] = [await file('ada'), await file('bob')];
  expect(await read('ada', ada)).toEqual(bytesOf('invoice of ada'));
  await vault.destroySubject(tenant, 'ada', at);
  await expect(read('ada', ada)).rejects.toMatchObject({ code: 'destroyed' });
  expect(await read('bob', bob)).toEqual(bytesOf('invoice of bob'));
  // The sealed bytes stay, and are noise.
  expect(await rowsOf(tenant)).toHaveLength(2);
});

test('a process killed while it stores leaves whole files or none', async () => {
  for (const after of [1, 2, 3, 4]) {
    const tenant = randomUUID();
    const env = { PATH: process.env.PATH, FILES_URL: database.url, FILES_TENANT: tenant };
    const child = fork(new URL('putUntilKilled.fixture.ts', import.meta.url), { env });
    const said: FileRef[] = [];
    child.on('message', (ref: FileRef) => {
      said.push(ref);
      if (said.length === after) child.kill('SIGKILL');
    });
    await once(child, 'close');
    expect(said.length).toBeGreaterThanOrEqual(after);
    // What was said to be stored is stored, the last one too.
    for (const ref of said) expect(await files.get(tenant, ref)).toHaveLength(2_000_000);
    const rows =
      await database.admin`select address = sha256(bytes) as whole from files.blobs where tenant_id = ${tenant}`;
    expect(rows.every(({ whole }) => whole === true)).toBe(true);
  }
});

function rowsOf(tenant: string) {
  return database.admin<{ address: Buffer; bytes: Buffer }[]>`select * from files.blobs where tenant_id = ${tenant}`;
}
