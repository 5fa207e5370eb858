import { payments } from '@purser/contracts';
import { prove } from '@purser/local';
import { until } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { live } from './lives/live.ts';
import type { Bill, Liver } from './lives/people.ts';
import { type Life, lifeOf, seedsFrom } from './lives/plan.ts';
import { type State, stateOf } from './lives/state.ts';
import { ownAccount } from './ownAccount.ts';
import { type Payers, payersOf } from './payers.ts';
import { startTown, type Town } from './town.ts';

let town: Town;
let payers: Payers;
beforeAll(async () => {
  town = await startTown();
  payers = payersOf(town);
  await town.admin('POST', '/settings', { refund_delay_ms: 300, dispute_delay_ms: 300 });
});
afterAll(async () => {
  await payers?.stop();
  await town?.stop();
});

const client = () => town.platform.client;
const today = () => town.platform.clock.business().toISOString().slice(0, 10);
const counts = z.object({ deliveries: z.record(z.string(), z.number()), tasks: z.number() });

/** Banks have decided, charges have settled, and Stripe has told whatever it tells. */
async function untilTold({ own }: Liver): Promise<void> {
  await until('Stripe has told everything', async () => {
    const { deliveries, tasks } = counts.parse(await town.admin('GET', '/counts'));
    return (deliveries.pending ?? 0) === 0 && tasks === 0;
  });
  await payers.untilDone(own);
}

async function reconcile({ own }: Liver): Promise<void> {
  for (const what of ['events', 'objects'] as const) {
    const look = async () => (await client().query(payments.getReconciliation, {}, own.staff)).accounts[0]?.[what];
    const before = (await look())?.lastAt;
    await client().command(payments.runReconciliation, { what }, own.staff);
    await until(`${what} are looked at`, async () => {
      const now = await look();
      return now !== undefined && !now.running && now.lastAt !== before;
    });
    await own.settled();
  }
}

/** The whole life in a tenant of its own; `deaf`: its events fare as its weather says, and Stripe is reconciled instead. */
async function lived(life: Life, deaf: boolean): Promise<{ liver: Liver; bills: Bill[] }> {
  const liver = { town, own: await ownAccount(town) };
  if (deaf) await town.admin('POST', '/webhook-faults', life.weather);
  const hear = async () => {
    await untilTold(liver);
    // An event may wait for one that is lost: only where all come they are all applied.
    await (deaf ? reconcile(liver) : liver.own.settled());
    await payers.untilDone(liver.own);
  };
  const bills = await live(liver, life, payers, hear).finally(() => town.admin('DELETE', '/webhook-faults'));
  return { liver, bills };
}

/** Each tenant begins with an endpoint at the account that all share, of which Stripe allows sixteen; those who lived need none there. */
async function endEndpoints(): Promise<void> {
  for (const { id } of (await town.stripe.webhookEndpoints.list({ limit: 100 })).data)
    await town.stripe.webhookEndpoints.del(id);
}

/** How it stands once it does not move any more. */
async function atRest({ liver, bills }: { liver: Liver; bills: Bill[] }): Promise<State> {
  let last = await stateOf(liver, bills);
  await until('it is still', async () => {
    const now = await stateOf(liver, bills);
    const isSame = JSON.stringify(now) === JSON.stringify(last);
    last = now;
    return isSame;
  });
  return last;
}

/** From the first day of the life, since a night may have passed. */
const proved = ({ own }: Liver, from: string) =>
  prove(client(), { tenant: own.id, from, to: today() }, { patience_ms: 60_000 });

const replay = (seed: string) => `PURSER_LIFE=${seed} scripts/test spine/loss lives it again`;

test.each(seedsFrom(process.env))(
  'life %s: after reconciliation the state and the books are as if every event had come, once and in order',
  async (seed) => {
    const life = lifeOf(seed);
    const from = today();
    try {
      const heard = await lived(life, false);
      const wanted = await atRest(heard);
      town.platform.clock.setOffset(0);
      const lossy = await lived(life, true);
      await until('it is the same', async () => {
        const now = await stateOf(lossy.liver, lossy.bills);
        return JSON.stringify(now) === JSON.stringify(wanted);
      }).catch(() => undefined);
      const told = `${replay(seed)}: ${JSON.stringify(life)}`;
      expect(await stateOf(lossy.liver, lossy.bills), told).toEqual(wanted);
      for (const { liver } of [heard, lossy]) {
        const { proof, findings } = await proved(liver, from);
        expect(
          findings.filter(({ severity }) => severity === 'breach'),
          told,
        ).toEqual([]);
        expect(proof.verdict, told).toBe('proved');
      }
    } catch (error) {
      console.error(replay(seed), JSON.stringify(life));
      throw error;
    } finally {
      town.platform.clock.setOffset(0);
      await endEndpoints();
    }
  },
  180_000,
);
