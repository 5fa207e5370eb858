import { payments, reporting } from '@purser/contracts';
import { type Proved, prove } from '@purser/local';
import { until } from '@purser/testing';
import { expect } from 'vitest';
import { z } from 'zod';
import type { OwnAccount } from './ownAccount.ts';
import type { Town } from './town.ts';

const made = z.array(z.object({ id: z.string(), amount: z.number() }));

/** What the books and Stripe say of the money of a tenant whose account is its own. */
export function moneyAtStripe(town: Town) {
  const { client } = town.platform;
  const balances = async ({ staff }: OwnAccount, currency = 'GBP'): Promise<Record<string, number>> => {
    await town.platform.quiet();
    const { balances: all, balanced } = await client.query(reporting.getTrialBalance, {}, staff);
    expect(balanced).toBe(true);
    const moved = all.filter((each) => each.amount !== 0 && each.currency === currency);
    return Object.fromEntries(moved.map(({ account, amount }) => [account, amount]));
  };
  return {
    balances,
    /** What Stripe says lies there, available or not. */
    atStripe: async ({ stripe }: OwnAccount, currency = 'gbp'): Promise<number> => {
      const { available, pending } = await stripe.balance.retrieve();
      const parts = [...available, ...pending].filter((each) => each.currency === currency);
      return parts.reduce((sum, { amount }) => sum + amount, 0);
    },
    proof: ({ id: tenant }: OwnAccount): Promise<Proved> => {
      const today = town.platform.clock.business().toISOString().slice(0, 10);
      return prove(client, { tenant, from: today, to: today }, { patience_ms: 60_000 });
    },
    /** The night's look at Stripe, now; done when all that follows is. */
    review: async ({ staff }: OwnAccount): Promise<void> => {
      const done = async () => {
        const { proofs } = await client.query(payments.listProofs, {}, staff);
        const daily = proofs.filter(({ purpose }) => purpose === 'daily');
        return daily.every(({ verdict }) => verdict !== 'running') ? daily.length : 0;
      };
      const before = await done();
      await client.command(payments.runReconciliation, { what: 'objects' }, staff);
      await until('the review is over', async () => (await done()) > before);
      await town.platform.quiet();
    },
    /** Pays out what is available, and lets the bank have it; done when its parts are known. */
    payOut: async ({ accountId, staff }: OwnAccount) => {
      const [payout] = made.parse(await town.admin('POST', '/payouts', { account: accountId }));
      if (!payout) throw new Error('nothing was paid out');
      await town.admin('POST', `/payouts/${payout.id}/settle`, { outcome: 'paid' });
      const known = await until('it arrived', async () => {
        const { payouts } = await client.query(payments.listPayouts, {}, staff);
        const found = payouts.find(({ stripePayoutId }) => stripePayoutId === payout.id);
        return found?.status === 'paid' && found.partsState !== 'open' && found;
      });
      await town.platform.quiet();
      return known;
    },
  };
}
