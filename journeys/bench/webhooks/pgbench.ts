import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { connect } from '@purser/db';
import type { Program } from '@purser/engines';
import { runToEnd } from '../children.ts';
import { type PgbenchReport, readPgbench } from '../output.ts';
import { clients, window_s } from './window.ts';

const table = 'bench.webhook_events';

/**
 * Makes a table like the one intake writes to, and returns what has pgbench insert the same row into it one by one: same
 * columns, indexes and fill, payload of the same size and as hard to compress, sent along as any client would.
 */
export async function pgbenchInserts(
  program: Program,
  { adminUrl, folder }: { adminUrl: string; folder: string },
  payload_bytes: number,
): Promise<() => Promise<PgbenchReport>> {
  const { sql, close } = connect({ url: adminUrl, max: 1, name: 'bench' });
  await sql.unsafe(`create schema bench;
    create table ${table} (like payments.webhook_events including all) with (fillfactor = 90)`);
  await close();
  const script = join(folder, 'insert.sql');
  await writeFile(script, insert);
  const { hostname, port, username, password, pathname } = new URL(adminUrl);
  const args = [
    ...['--no-vacuum', '--protocol=prepared', `--client=${clients}`, '--jobs=1', `--time=${window_s}`],
    ...['--file', script, '--define', `payload=\\x${randomBytes(payload_bytes).toString('hex')}`],
    ...['--host', hostname, '--port', port, '--username', username, pathname.slice(1)],
  ];
  return async () =>
    readPgbench(await runToEnd(program.path, args, { ...program.env, PGPASSWORD: decodeURIComponent(password) }));
}

const insert = `\\set n random(1000000000000, 9999999999999)
insert into ${table} (tenant_id, event_id, endpoint_id, mode, type, object_id, payload, status, next_at, received_at)
values ('0192d3a4-5b6c-7d8e-9fa0-b1c2d3e4f506', 'evt_1PabcdefgAB' || :n, '0192d3a4-5b6c-7d8e-9fa0-b1c2d3e4f507', 'test',
  'payment_intent.succeeded', 'pi_3PabcdefgABC' || :n, :payload, 'received', now(), now());
`;
