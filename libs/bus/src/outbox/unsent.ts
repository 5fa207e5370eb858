import type { Envelope } from '@purser/message';
import { VaultError } from '@purser/vault';
import { openSealed, subjectOf, wireText } from '../codec.ts';
import { raiseAlarm } from '../ledger/alarms.ts';
import type { Committed, Runtime } from '../runtime.ts';

type Row = { tenant_id: string; id: string; name: string; subject: string; envelope: string; replays: number };

/**
 * Unsent rows older than `before`: the oldest of each tenant up to `perTenant`, so that nobody's backlog hides another's.
 * Tenants are found by skipping through the index, which costs one probe a tenant, however long the backlog.
 */
export async function readUnsent(rt: Runtime, limit: number, perTenant: number, before: Date): Promise<Committed[]> {
  const rows = await rt.relay.sql<Row[]>`
    with recursive tenants as (
      (select tenant_id from outbox where sent_at is null order by tenant_id limit 1)
      union all
      select (select o.tenant_id from outbox o where o.sent_at is null and o.tenant_id > t.tenant_id order by o.tenant_id limit 1)
      from tenants t where t.tenant_id is not null
    )
    select r.tenant_id, r.id, r.name, r.subject, r.envelope, r.replays
    from tenants t cross join lateral (
      select *, row_number() over (order by seq) as turn from (
        select * from outbox o where o.tenant_id = t.tenant_id and o.sent_at is null and o.created_at < ${before.toISOString()}
        order by o.seq limit ${perTenant}) firsts) r
    where t.tenant_id is not null
    order by r.turn, r.seq limit ${limit}`;
  const ready: Committed[] = [];
  for (const row of rows) {
    try {
      ready.push(await readRow(rt, row));
    } catch (error) {
      await giveUp(rt, row, error);
    }
  }
  return ready;
}

/** A stored row as it travels: sealed for the wire anew. A replay goes out under an id of its own, or the stream would drop it. */
async function readRow(rt: Runtime, row: Row): Promise<Committed> {
  const envelope: Envelope = JSON.parse(row.envelope);
  const spec = rt.outgoing.get(envelope.name);
  if (!spec) throw new Error(`${rt.service} does not name ${envelope.name} among what it sends`);
  let text = row.envelope;
  if (spec.sealed?.length) {
    const ring = await rt.vault.ready(row.tenant_id, subjectOf(spec, envelope.payload));
    const payload = openSealed(rt.wire, ring, row.tenant_id, row.id, envelope.name, spec.sealed, envelope.payload);
    text = wireText(rt.wire, spec, { ...envelope, payload });
  }
  const id = row.replays > 0 ? `${row.id}.${row.replays}` : row.id;
  return {
    tenant: row.tenant_id,
    id: row.id,
    streamId: id,
    subject: row.subject,
    data: new TextEncoder().encode(text),
  };
}

/**
 * One row that cannot be made into a message must not keep the others back. Where its person was erased it can never go, and
 * counts as sent; otherwise it stays, since the fault may be ours. Either way somebody is told.
 */
async function giveUp(rt: Runtime, row: Row, error: unknown): Promise<void> {
  const erased = isErased(error);
  const key = { tenant: row.tenant_id, handler: row.name, messageId: row.id };
  await raiseAlarm(rt, key, erased ? 'not sent: the person it is about was erased' : 'cannot be sent');
  rt.log.debug({ message: row.id, subject: row.subject, error: String(error) }, 'a stored message cannot be sent');
  if (!erased) return;
  await rt.relay.sql`update outbox set sent_at = ${rt.clock.machine().toISOString()}
    where tenant_id = ${row.tenant_id} and id = ${row.id}`;
}

function isErased(error: unknown): boolean {
  if (error instanceof VaultError) return error.code === 'destroyed';
  return error instanceof Error && 'code' in error && error.code === 'erased';
}
