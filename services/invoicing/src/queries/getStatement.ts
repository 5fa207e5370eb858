import type { Context } from '@purser/bus';
import { ageingOut } from '../domain/ageingOut.ts';
import { safeAmount } from '../domain/safeAmount.ts';
import { readStatement, type StatementAsked } from '../statement.ts';

/** What moved between the tenant and a customer, and how they stand. */
export async function getStatement(ctx: Pick<Context, 'tx' | 'tenant' | 'now'>, asked: StatementAsked) {
  const { opening, closing, entries, ageing, creditAvailable, ...rest } = await readStatement(ctx, asked);
  return {
    ...rest,
    opening: safeAmount(opening),
    entries: entries.map(({ debit, credit, balance, ...entry }) => ({
      ...entry,
      debit: safeAmount(debit),
      credit: safeAmount(credit),
      balance: safeAmount(balance),
    })),
    closing: safeAmount(closing),
    ageing: ageingOut(ageing),
    creditAvailable: safeAmount(creditAvailable),
  };
}
