import type { Context } from '@purser/bus';
import type { reporting as contract } from '@purser/contracts';
import type { z } from 'zod';
import { addsUpToZero } from '../domain/balances.ts';
import { safeAmount } from '../domain/safeAmount.ts';
import { planAnew } from '../store/planAnew.ts';

type Row = { currency: string; account: contract.Account; amount: bigint };

/**
 * What each account moved by, over a period of effective dates with both ends in it.
 * @throws Fault rejected amount_out_of_range when a sum is beyond what JSON carries exactly; a shorter period is not.
 */
export async function getTrialBalance(
  { tx }: Pick<Context, 'tx'>,
  { from, to }: z.output<typeof contract.getTrialBalance.input>,
) {
  await planAnew({ tx });
  const rows = await tx.sql<Row[]>`
    select currency, account, sum(amount)::bigint as amount from journal
    where effective_on between ${from ?? '-infinity'} and ${to ?? 'infinity'}
    group by currency, account order by currency, account`;
  return {
    balances: rows.map(({ currency, account, amount }) => ({ currency, account, amount: safeAmount(amount) })),
    balanced: addsUpToZero(rows),
  };
}
