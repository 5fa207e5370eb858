import type Stripe from 'stripe';
import { numberOf, textOf, transaction } from '../store/open.ts';
import { scopeOf } from '../store/scope.ts';
import { emit } from '../webhooks/emit.ts';
import type { Scope, World } from '../world.ts';

/** What an account has: to pay out now, and not yet. */
export function balanceOf(scope: Pick<Scope, 'world' | 'account'>): Stripe.Balance {
  const rows = scope.world.db
    .sql(
      `SELECT json_extract(body, '$.currency') AS currency, json_extract(body, '$.status') AS status, sum(json_extract(body, '$.net')) AS net
       FROM objects WHERE account = ? AND kind = 'balance_transaction' GROUP BY 1, 2 ORDER BY 1`,
    )
    .all(scope.account);
  const currencies = [...new Set(rows.map((row) => textOf(row.currency)))];
  if (currencies.length === 0) currencies.push('usd');
  const of = (status: string) =>
    currencies.map((currency) => {
      const row = rows.find((one) => one.currency === currency && one.status === status);
      const amount = row ? numberOf(row.net) : 0;
      return { amount, currency, source_types: { card: amount } };
    });
  return { object: 'balance', available: of('available'), livemode: false, pending: of('pending') };
}

const waiting = `kind = 'balance_transaction' AND json_extract(body, '$.status') = 'pending' AND json_extract(body, '$.available_on') <= ?`;

/** Makes available what has waited long enough, and tells the accounts. */
export function mature(world: World): void {
  const now = world.clock.now();
  const accounts = world.db.sql(`SELECT DISTINCT account FROM objects WHERE ${waiting}`).all(now);
  if (accounts.length === 0) return;
  transaction(world.db, () => {
    world.db.sql(`UPDATE objects SET body = json_set(body, '$.status', 'available') WHERE ${waiting}`).run(now);
    for (const row of accounts) {
      const scope = scopeOf(world, textOf(row.account));
      emit(scope, 'balance.available', balanceOf(scope));
    }
    world.ids.save();
  });
}
