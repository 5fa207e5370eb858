import type { Context } from '@purser/bus';
import type { Tx } from '@purser/db';
import type { Exchange } from '../domain/exchange.ts';

/** @returns false where it was known */
export async function insertExchange(
  { tx, tenant }: Pick<Context, 'tx' | 'tenant'>,
  exchangeId: string,
  exchange: Exchange,
  at: string,
): Promise<boolean> {
  const { balanceTransactionId, thing, thingId, fromCurrency, fromAmount, intoCurrency, intoAmount, rate } = exchange;
  const made = await tx.sql`
    insert into exchanges (tenant_id, exchange_id, balance_transaction_id, thing, thing_id, from_currency, from_amount, into_currency,
      into_amount, rate, exchanged_at)
    values (${tenant}, ${exchangeId}, ${balanceTransactionId}, ${thing}, ${thingId}, ${fromCurrency}, ${fromAmount}, ${intoCurrency},
      ${intoAmount}, ${rate}, ${at})
    on conflict (tenant_id, balance_transaction_id) do nothing`;
  return made.count === 1;
}

type Row = Omit<Exchange, 'fromAmount' | 'intoAmount'> & { fromAmount: bigint; intoAmount: bigint };

/** All exchanges of some payments, refunds or disputes. */
export async function exchangesOf({ sql }: Tx, thingIds: readonly string[]): Promise<Exchange[]> {
  const rows = await sql<Row[]>`
    select balance_transaction_id as "balanceTransactionId", thing, thing_id as "thingId", from_currency as "fromCurrency",
      from_amount as "fromAmount", into_currency as "intoCurrency", into_amount as "intoAmount", rate
    from exchanges where thing_id = any(${[...thingIds]}::uuid[])`;
  return rows.map((row) => ({ ...row, fromAmount: Number(row.fromAmount), intoAmount: Number(row.intoAmount) }));
}
