import type { Context } from '@purser/bus';
import { payments as contract } from '@purser/contracts';
import { newId } from '@purser/message';
import type { Exchange } from '../domain/exchange.ts';
import { insertExchange } from '../store/exchanges.ts';

/** What was settled in another currency is told once for each balance transaction; in the same currency there is nothing to tell. */
export async function noteExchange(ctx: Context, exchange: Exchange, at: string): Promise<void> {
  const { balanceTransactionId, thing, thingId, rate } = exchange;
  if (exchange.fromCurrency === exchange.intoCurrency) return;
  const exchangeId = newId();
  if (!(await insertExchange(ctx, exchangeId, exchange, at))) return;
  ctx.stage.send(contract.moneyExchanged, {
    ...{ exchangeId, balanceTransactionId, thing, thingId, rate, at },
    from: { currency: exchange.fromCurrency, amount: exchange.fromAmount },
    into: { currency: exchange.intoCurrency, amount: exchange.intoAmount },
  });
}
