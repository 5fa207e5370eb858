import { type Envelope, fullName } from '@purser/message';
import type { BatchItem, BatchReaction, Reaction } from '../handlers.ts';
import { newStage, type Written } from '../outbox/stage.ts';
import type { Runtime } from '../runtime.ts';
import { traceFrom } from '../trace.ts';
import type { Delivery } from '../transport/transport.ts';
import { readEnvelope, readPayload } from './read.ts';
import { receiveEvent } from './receive.ts';
import { afterCommit } from './transact.ts';

const largest = 200;
type Waiting = { delivery: Delivery; settled: () => void };
type Item = BatchItem<unknown> & { version: number; envelope: Envelope; waiting: Waiting };

/**
 * Takes what has come in for a batch reaction and handles it a tenant at a time, each in one transaction with one
 * multi-row claim. Whatever goes wrong with a batch is found out one message at a time, so that a bad one stands alone.
 */
export function batchConsumer(rt: Runtime, reaction: BatchReaction): (delivery: Delivery) => Promise<void> {
  const queue: Waiting[] = [];
  let working = false;
  const work = async () => {
    working = true;
    while (queue.length > 0) await handleBatch(rt, reaction, queue.splice(0, largest));
    working = false;
  };
  return (delivery) =>
    new Promise((settled) => {
      queue.push({ delivery, settled });
      if (!working) void work();
    });
}

async function handleBatch(rt: Runtime, reaction: BatchReaction, waiting: Waiting[]): Promise<void> {
  const alone: Waiting[] = [];
  const items: Item[] = [];
  for (const one of waiting) {
    const item = await readItem(rt, reaction, one).catch(() => undefined);
    if (!item) alone.push(one);
    else items.push(item);
  }
  const byTenant = Map.groupBy(items, ({ envelope }) => envelope.tenant);
  for (const [tenant, batch] of byTenant) {
    try {
      await commitBatch(rt, reaction, tenant, batch);
      for (const { waiting: one } of batch) finish(one);
    } catch (error) {
      const facts = { reaction: reaction.name, size: batch.length, error: String(error) };
      rt.log.debug(facts, 'a batch is taken one by one');
      alone.push(...batch.map((item) => item.waiting));
    }
  }
  for (const one of alone) await handleAlone(rt, reaction, one);
}

async function readItem(rt: Runtime, reaction: BatchReaction, waiting: Waiting): Promise<Item | undefined> {
  const envelope = readEnvelope(waiting.delivery.data, fullName(reaction.spec));
  if (!envelope) return undefined;
  const read = await readPayload(rt, reaction.spec, envelope);
  if (read.outcome !== 'ok') return undefined;
  const { id, version, at } = read.envelope;
  return { payload: read.input, messageId: id, at: new Date(at), version, envelope: read.envelope, waiting };
}

async function commitBatch(rt: Runtime, reaction: BatchReaction, tenant: string, items: Item[]): Promise<void> {
  const handler = `${rt.service}.${reaction.name}`;
  const at = rt.clock.machine().toISOString();
  const now = rt.clock.business();
  const [first] = items;
  if (!first) return;
  // What follows from many messages is put down to the first of them.
  const staged = newStage(rt, { ...first.envelope, trace: traceFrom(first.envelope.trace) }, now);
  let written: Written | undefined;
  await rt.runtime.tenantTx({ tenant }, async (tx) => {
    const claimed = await tx.sql<{ message_id: string }[]>`
      insert into ledger (tenant_id, handler, message_id, kind, status, version, sender, principal, created_at, updated_at)
      select ${tenant}, ${handler}, u.id, 'reaction', 'done', u.version, ${reaction.spec.service}, ${`service:${reaction.spec.service}`}, ${at}, ${at}
      from unnest(${items.map((i) => i.messageId)}::uuid[], ${items.map((i) => i.version)}::int[]) as u(id, version)
      on conflict do nothing returning message_id`;
    const fresh = new Set(claimed.map((row) => row.message_id));
    const mine = items.filter((item) => fresh.delete(item.messageId));
    if (mine.length === 0) return;
    await reaction.run(
      { tx, stage: staged.stage, tenant, now, log: rt.log, keys: (subject) => rt.vault.ready(tenant, subject ?? '') },
      mine,
    );
    written = await staged.write(tx.sql);
  });
  if (written) afterCommit(rt, tenant, written);
}

function finish({ delivery, settled }: Waiting): void {
  delivery.ack();
  settled();
}

/** A batch reaction as one that takes a single event; also how a stored one is tried again. */
export function asSingle(reaction: BatchReaction): Reaction {
  return {
    kind: 'reaction',
    spec: reaction.spec,
    name: reaction.name,
    run: (ctx, payload) => reaction.run(ctx, [{ payload, messageId: ctx.messageId, at: ctx.at }]),
  };
}

async function handleAlone(rt: Runtime, reaction: BatchReaction, waiting: Waiting): Promise<void> {
  try {
    await receiveEvent(rt, asSingle(reaction), waiting.delivery);
    waiting.delivery.ack();
  } catch (error) {
    rt.log.warn({ reaction: reaction.name, error: String(error) }, 'left in the stream');
    waiting.delivery.later(1000);
  }
  waiting.settled();
}
