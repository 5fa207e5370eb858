import { spawn } from 'node:child_process';
import { chmod, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import postgres from 'postgres';
import { expect, test } from 'vitest';
import { isRoot } from './account.ts';
import { type Death, type PostgresEngine, removeEngine, startPostgres } from './index.ts';
import { anyFreePort } from './ports.ts';
import { identify, signal } from './processes.ts';
import { temporaryFolder } from './temporaryFolder.ts';
import { until } from './until.ts';

const quick = { superuserPassword: 'a \'quoted" pass/word', settings: { fsync: 'off' } };

async function ask<T>(engine: PostgresEngine, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(engine.url, { max: 1, onnotice: () => {} });
  try {
    return await work(sql);
  } finally {
    await sql.end();
  }
}

const keep = (engine: PostgresEngine) =>
  ask(engine, async (sql) => {
    await sql`create table if not exists kept (id int)`;
    await sql`insert into kept values (1)`;
  });
const count = (engine: PostgresEngine) => ask(engine, async (sql) => (await sql`select id from kept`).length);

test('a second start of a folder keeps the data and the port', async () => {
  await using folder = await temporaryFolder();
  const dir = join(folder.path, 'postgres');
  const first = await startPostgres({ dir, ...quick });
  await keep(first);
  await first.stop();
  expect(first.isRunning).toBe(false);
  expect(await first.exited).toEqual({ code: 0, signal: null });

  const second = await startPostgres({ dir, ...quick });
  expect(second.port).toBe(first.port);
  expect(await count(second)).toBe(1);
  await second.stop();
});

test('text is UTF-8 sorted by code point, sums are checked, time is UTC, and only the password opens', async () => {
  await using folder = await temporaryFolder();
  const engine = await startPostgres({ dir: join(folder.path, 'postgres'), ...quick });
  const shown = await ask(engine, async (sql) =>
    Promise.all(
      ['server_encoding', 'data_checksums', 'timezone', 'listen_addresses'].map(
        async (name) => (await sql`select current_setting(${name}) as value`)[0]?.value,
      ),
    ),
  );
  expect(shown).toEqual(['UTF8', 'on', 'UTC', '127.0.0.1']);
  expect(await ask(engine, (sql) => sql`select upper('é') as up, 'Z' < 'a' as sorted`)).toEqual([
    { up: 'É', sorted: true },
  ]);
  const stranger = postgres({ host: '127.0.0.1', port: engine.port, user: 'postgres', password: 'wrong', max: 1 });
  await expect(stranger`select 1`).rejects.toMatchObject({ code: '28P01' });
  await stranger.end();
  await engine.stop();
});

test('fsync is on unless it is put off', async () => {
  await using folder = await temporaryFolder();
  const { superuserPassword } = quick;
  const engine = await startPostgres({ dir: join(folder.path, 'postgres'), superuserPassword });
  expect(await ask(engine, (sql) => sql`select current_setting('fsync') as fsync`)).toEqual([{ fsync: 'on' }]);
  await engine.stop();
});

test('a wished port is used, and one that is taken is avoided', async () => {
  await using folder = await temporaryFolder();
  const wished = await anyFreePort();
  const lucky = await startPostgres({ dir: join(folder.path, 'lucky'), port: wished, ...quick });
  const said: string[] = [];
  const other = await startPostgres({
    dir: join(folder.path, 'other'),
    port: wished,
    log: (l) => said.push(l),
    ...quick,
  });
  expect(lucky.port).toBe(wished);
  expect(other.port).not.toBe(wished);
  expect(said.join()).toContain(`not ${wished}`);
  await Promise.all([lucky.stop(), other.stop()]);
});

test('after SIGKILL of the whole tree nothing of it runs, and a restart has what was committed', async () => {
  await using folder = await temporaryFolder();
  const engine = await startPostgres({ dir: join(folder.path, 'postgres'), ...quick });
  await keep(engine);
  // A child that is busy does not notice by itself that its postmaster is gone.
  const busy = postgres(engine.url, { max: 1, onnotice: () => {} });
  const [backend] = await busy<{ pid: number }[]>`select pg_backend_pid() as pid`;
  const cutOff = expect(busy.unsafe('do $$ begin loop end loop; end $$')).rejects.toMatchObject({
    code: 'CONNECTION_CLOSED',
  });
  const watch = () =>
    ask(engine, (sql) => sql`select 1 from pg_stat_activity where pid = ${backend?.pid ?? 0} and state = 'active'`);
  expect(await until(async () => (await watch()).length === 1, { timeout_ms: 5_000 })).toBe(true);
  const before = engine.pid;
  await engine.kill();
  expect(await engine.exited).toEqual({ code: null, signal: 'SIGKILL' });
  expect([identify(before), identify(backend?.pid ?? 0)]).toEqual([undefined, undefined]);
  await cutOff;
  await busy.end({ timeout: 0 });

  await engine.restart();
  expect(engine.pid).not.toBe(before);
  expect(await count(engine)).toBe(1);
  await engine.stop();
});

test('a stale postmaster.pid that names a living stranger does not keep it from starting', async () => {
  await using folder = await temporaryFolder();
  const dir = join(folder.path, 'postgres');
  const engine = await startPostgres({ dir, ...quick });
  const lockFile = join(dir, 'data', 'postmaster.pid');
  const lock = await readFile(lockFile, 'utf8');
  await engine.kill();
  // Of the same user: PostgreSQL itself sees through a number that has gone to another one's process.
  const { uid, gid } = await stat(join(dir, 'data'));
  const stranger = spawn('sleep', ['20'], { uid, gid });
  await writeFile(lockFile, lock.replace(/^\d+/, String(stranger.pid)));
  await engine.restart();
  await engine.stop();
  expect(stranger.kill()).toBe(true);
});

test("a second start over a running one is refused with the holder's number, and the first goes on", async () => {
  await using folder = await temporaryFolder();
  const dir = join(folder.path, 'postgres');
  const engine = await startPostgres({ dir, ...quick });
  await expect(startPostgres({ dir, ...quick })).rejects.toMatchObject({
    code: 'inUse',
    message: expect.stringContaining(`runs server ${engine.pid} in ${dir}`),
  });
  await expect(removeEngine(dir)).rejects.toMatchObject({ code: 'inUse' });
  await keep(engine);
  await engine.stop();
  await removeEngine(dir);
  expect(await readdir(folder.path)).toEqual([]);
});

test("an end by a stranger's hand is told once with its signal; stop, kill and restart are not told", async () => {
  await using folder = await temporaryFolder();
  const deaths: Death[] = [];
  const dir = join(folder.path, 'postgres');
  const engine = await startPostgres({ dir, ...quick, onDeath: (death) => deaths.push(death) });
  await engine.restart();
  await engine.kill();
  await engine.restart();
  expect(deaths).toEqual([]);
  signal(engine.pid, 'SIGKILL');
  expect(await until(() => deaths.length > 0, { timeout_ms: 5_000 })).toBe(true);
  expect(deaths).toMatchObject([{ engine: 'postgres', code: null, signal: 'SIGKILL' }]);
  await engine.restart();
  await engine.stop();
  expect(deaths).toHaveLength(1);
});

test("a setting the server does not know is refused in the server's own words", async () => {
  await using folder = await temporaryFolder();
  const dir = join(folder.path, 'postgres');
  const start = startPostgres({ dir, superuserPassword: 'x', settings: { fsync: 'off', no_such_setting: '1' } });
  await expect(start).rejects.toMatchObject({ code: 'failed', message: expect.stringContaining('no_such_setting') });
  await (await startPostgres({ dir, ...quick })).stop();
});

test.runIf(isRoot())(
  'under root the server is not root, and a folder closed to it has its data put elsewhere',
  async () => {
    await using folder = await temporaryFolder();
    await chmod(folder.path, 0o700);
    const dir = join(folder.path, 'postgres');
    const said: string[] = [];
    const first = await startPostgres({ dir, ...quick, log: (line) => said.push(line) });
    expect((await stat(`/proc/${first.pid}`)).uid).not.toBe(0);
    expect(said.join()).toMatch(/closed to user \d+.*its data goes to/);
    await keep(first);
    await first.stop();
    const second = await startPostgres({ dir, ...quick });
    expect(await count(second)).toBe(1);
    await second.stop();
    await removeEngine(dir);
    await expect(stat(said[0]?.split(' ').at(-1) ?? '')).rejects.toMatchObject({ code: 'ENOENT' });
  },
);

test('a port that another program takes while the server is down is named at restart', async () => {
  await using folder = await temporaryFolder();
  const engine = await startPostgres({ dir: join(folder.path, 'postgres'), ...quick });
  await engine.stop();
  const thief = createServer();
  await new Promise<void>((resolve) => thief.listen(engine.port, '127.0.0.1', resolve));
  await expect(engine.restart()).rejects.toMatchObject({ code: 'portTaken' });
  await new Promise((resolve) => thief.close(resolve));
  await engine.restart();
  await engine.stop();
});
