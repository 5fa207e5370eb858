import { payments, plumbingOf } from '@purser/contracts';
import { prove } from '@purser/local';
import { newId } from '@purser/message';
import { until } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OwnAccount, ownAccount } from './ownAccount.ts';
import { startTown, type Town } from './town.ts';

let town: Town;
beforeAll(async () => {
  town = await startTown({ attempts: 3 });
});
afterAll(() => town?.stop());

const { listMessages, retryMessage } = plumbingOf('payments');
const client = () => town.platform.client;
const today = () => town.platform.clock.business().toISOString().slice(0, 10);
const text = 'The payment service did not answer for certain.';

/** Stripe answers nobody who reads a list of this kind. */
async function away<T>(list: string, work: () => Promise<T>): Promise<T> {
  await town.admin('POST', '/faults', { method: 'GET', path: `/v1/${list}`, status: 500, count: 1000 });
  try {
    return await work();
  } finally {
    await town.admin('DELETE', '/faults');
  }
}

async function prepared() {
  const own = await ownAccount(town);
  await own.paid();
  await own.settled();
  return own;
}
const proofOf = ({ staff }: OwnAccount, proofId: string) => client().query(payments.getProof, { proofId }, staff);
const standing = async ({ staff }: OwnAccount) => {
  const [account] = (await client().query(payments.getReconciliation, {}, staff)).accounts;
  if (!account) throw new Error('the account has no timers');
  return account;
};

test('a proof ends as failed when Stripe is away past every retry, says why, and staff can start again', async () => {
  const own = await prepared();
  const period = { tenant: own.id, from: today(), to: today() };
  const failed = await away('refunds', () => prove(client(), period, { patience_ms: 30_000 }));
  expect(failed.proof).toMatchObject({ verdict: 'failed', phase: 'refunds', problem: text });
  expect(failed.proof.finishedAt).not.toBeNull();
  expect(failed.proof.counts).toMatchObject({ chargesAtStripe: 1, breaches: 0 });
  const again = await prove(client(), period);
  expect(again.proof).toMatchObject({ verdict: 'proved', problem: null });
});

test('the message that failed, tried again, takes the proof on from where it stopped', async () => {
  const own = await prepared();
  const proofId = newId();
  await away('disputes', async () => {
    await client().command(payments.startProof, { proofId, from: today(), to: today() }, own.staff);
    await until('it is given up', async () => (await proofOf(own, proofId)).verdict === 'failed', 30_000);
  });
  const failed = async () => (await client().query(listMessages, { status: 'failed' }, own.staff)).messages;
  const [message] = await until('it counts as failed', async () => (await failed()).length > 0 && failed());
  expect(message?.handler).toBe('payments.continueProof');
  const retried = { handler: 'payments.continueProof', messageId: message?.messageId ?? '' };
  await client().command(retryMessage, retried, own.staff);
  const proof = await until('it is proved', async () => {
    const now = await proofOf(own, proofId);
    return now.verdict === 'proved' && now;
  });
  // What it had looked at it did not look at again.
  expect(proof.counts).toMatchObject({ chargesAtStripe: 1, paymentsHere: 1 });
});

test('the nightly look that is given up says so, is no last look, and can be run again', async () => {
  const own = await prepared();
  const run = () => client().command(payments.runReconciliation, { what: 'objects' }, own.staff);
  await away('charges', async () => {
    await run();
    await until('it is given up', async () => (await standing(own)).objects.problem !== null, 30_000);
  });
  expect((await standing(own)).objects).toMatchObject({ running: false, lastAt: null, proofId: null, problem: text });
  await run();
  await until('it is over', async () => (await standing(own)).objects.lastAt !== null);
  expect((await standing(own)).objects).toMatchObject({ running: false, problem: null, breaches: 0 });
});

test('the hourly look that is given up says so, and staff need not wait for the next hour', async () => {
  const own = await prepared();
  const run = () => client().command(payments.runReconciliation, { what: 'events' }, own.staff);
  await away('events', async () => {
    await run();
    await until('it is given up', async () => (await standing(own)).events.problem !== null, 30_000);
  });
  expect((await standing(own)).events).toMatchObject({ running: false, problem: text });
  await run();
  const after = await until('it is over', async () => {
    const { events } = await standing(own);
    return events.problem === null && !events.running && events;
  });
  expect(after.seen).toBeGreaterThan(0);
});
