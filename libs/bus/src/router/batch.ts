import { type Envelope, fullName } from '@purser/message';
import type { BatchItem, BatchReaction, Context, Reaction } from '../handlers.ts';
import { newStage, type Written } from '../outbox/stage.ts';
import type { Runtime } from '../runtime.ts';
import { traceFrom } from '../trace.ts';
import type { Delivery } from '../transport/transport.ts';
import { incoming } from './incoming.ts';
import { readEnvelope, readPayload } from './read.ts';
import { receiveEvent } from './receive.ts';
import { afterCommit, factsOf } from './transact.ts';

/** Events in one transaction. */
const largest = 200;
/** Tenants whose batches are in a transaction at once: a lock that one of them waits for is nobody else's. */
const tenantsAtOnce = 4;
type Read = { envelope: Envelope; payload: unknown };
type Item = Read & { delivery: Delivery; settled: () => void };

/**
 * Takes what has come in for a batch reaction and handles it a tenant at a time, each in one transaction with one
 * multi-row claim. Whatever goes wrong with a batch is found out one message at a time, so that a bad one stands alone.
 */
export function batchConsumer(rt: Runtime, reaction: BatchReaction): (delivery: Delivery) => Promise<void> {
  const queues = new Map<string, Item[]>();
  const idle: string[] = [];
  let working = 0;
  const work = async () => {
    working += 1;
    for (let tenant = idle.shift(); tenant !== undefined; tenant = idle.shift()) {
      const queue = queues.get(tenant) ?? [];
      await handleBatch(rt, reaction, tenant, queue.splice(0, largest));
      // Whoever has more goes to the end of the line.
      if (queue.length > 0) idle.push(tenant);
      else queues.delete(tenant);
    }
    working -= 1;
  };
  return async (delivery) => {
    const read = await readEvent(rt, reaction, delivery).catch(() => undefined);
    if (!read) return handleAlone(rt, reaction, delivery);
    const { tenant } = read.envelope;
    await new Promise<void>((settled) => {
      const item = { ...read, delivery, settled };
      const queue = queues.get(tenant);
      if (queue) {
        queue.push(item);
        return;
      }
      queues.set(tenant, [item]);
      idle.push(tenant);
      if (working < tenantsAtOnce) void work();
    });
  };
}

async function handleBatch(rt: Runtime, reaction: BatchReaction, tenant: string, items: Item[]): Promise<void> {
  try {
    await commitBatch(rt, reaction, tenant, items);
    for (const { delivery } of items) delivery.ack();
  } catch (error) {
    const facts = { reaction: reaction.name, size: items.length, error: String(error) };
    rt.log.debug(facts, 'a batch is taken one by one');
    for (const { delivery } of items) await handleAlone(rt, reaction, delivery);
  }
  for (const { settled } of items) settled();
}

async function readEvent(rt: Runtime, reaction: BatchReaction, { data }: Delivery): Promise<Read | undefined> {
  const envelope = readEnvelope(data, fullName(reaction.spec));
  if (!envelope) return undefined;
  const read = await readPayload(rt, reaction.spec, envelope);
  return read.outcome === 'ok' ? { envelope: read.envelope, payload: read.input } : undefined;
}

async function commitBatch(rt: Runtime, reaction: BatchReaction, tenant: string, items: Item[]): Promise<void> {
  const handler = `${rt.service}.${reaction.name}`;
  const sender = reaction.spec.service;
  const at = rt.clock.machine().toISOString();
  const now = rt.clock.business();
  const [first] = items;
  if (!first) return;
  // What follows from many messages is put down to the first of them.
  const staged = newStage(rt, { ...first.envelope, trace: traceFrom(first.envelope.trace) }, now);
  const single = asSingle(reaction);
  let written: Written | undefined;
  await rt.runtime.tenantTx({ tenant }, async (tx) => {
    const ids = items.map(({ envelope }) => envelope.id);
    const versions = items.map(({ envelope }) => envelope.version);
    const claimed = await tx.sql<{ message_id: string }[]>`
      insert into ledger (tenant_id, handler, message_id, kind, status, version, sender, principal, created_at, updated_at)
      select ${tenant}, ${handler}, u.id, 'reaction', 'done', u.version, ${sender}, ${`service:${sender}`}, ${at}, ${at}
      from unnest(${ids}::uuid[], ${versions}::int[]) as u(id, version)
      on conflict do nothing returning message_id`;
    const fresh = new Set(claimed.map((row) => row.message_id));
    const contextOf = ({ envelope }: Item): Context => {
      const key = { tenant, handler, messageId: envelope.id };
      const message = incoming({ envelope, handler: single, key, sender });
      return { ...factsOf(rt, message), now, tx, stage: staged.stageOf({ ...envelope, trace: message.trace }) };
    };
    const mine = items
      .filter(({ envelope }) => fresh.delete(envelope.id))
      .map((item) => itemOf(contextOf(item), item.payload));
    if (mine.length === 0) return;
    await reaction.run(
      { tx, stage: staged.stage, tenant, now, log: rt.log, keys: (subject) => rt.vault.ready(tenant, subject ?? '') },
      mine,
    );
    written = await staged.write(tx.sql);
  });
  if (written) afterCommit(rt, tenant, written);
}

function itemOf(ctx: Context, payload: unknown): BatchItem<unknown> {
  return { payload, messageId: ctx.messageId, at: ctx.at, ctx };
}

/** A batch reaction as one that takes a single event; also how a stored one is tried again. */
export function asSingle(reaction: BatchReaction): Reaction {
  return {
    kind: 'reaction',
    spec: reaction.spec,
    name: reaction.name,
    run: (ctx, payload) => reaction.run(ctx, [itemOf(ctx, payload)]),
  };
}

async function handleAlone(rt: Runtime, reaction: BatchReaction, delivery: Delivery): Promise<void> {
  try {
    await receiveEvent(rt, asSingle(reaction), delivery);
    delivery.ack();
  } catch (error) {
    rt.log.warn({ reaction: reaction.name, error: String(error) }, 'left in the stream');
    delivery.later(1000);
  }
}
