import type { Ask, Context, MessageFacts, Next } from '@purser/bus';
import { payments as contract } from '@purser/contracts';
import { fault } from '@purser/fault';
import { fromStripe } from '@purser/money';
import type { z } from 'zod';
import type { Outside } from '../outside.ts';
import { isPayment, setFee } from '../store/payments.ts';
import { askStripe, type StripeAnswer } from '../stripe/answer.ts';

type Input = z.output<typeof contract.recordFee.input>;
type Output = z.input<typeof contract.recordFee.output>;
type Settlement = { amount: number; fee: number; net: number; currency: string; availableOn: number };

/** What Stripe kept of a payment, asked for once its balance transaction exists. */
export function recordFee({ accounts, runtime }: Outside) {
  return {
    gather: async ({ tenant }: MessageFacts & { ask: Ask }, { paymentId }: Input) => {
      const known = await runtime.tenantTx({ tenant }, (tx) => isPayment(tx, paymentId));
      if (!known) throw fault('notFound', 'payment_not_found', 'There is no such payment.');
      await accounts.ofTenant(tenant);
    },
    plan: async (_ctx: Context, input: Input): Promise<Next<Output>> => ({ step: 'ask', request: input }),
    steps: {
      ask: {
        call: async (raw: unknown, { tenant }: MessageFacts): Promise<StripeAnswer<Settlement>> => {
          const { stripe } = await accounts.ofTenant(tenant);
          return askStripe(async () => {
            const { amount, fee, net, currency, available_on } = await stripe.balanceTransactions.retrieve(
              (raw as Input).balanceTransactionId,
            );
            return { amount, fee, net, currency, availableOn: available_on };
          });
        },
        record: async (ctx: Context, raw: unknown, answer: unknown): Promise<Next<Output>> => {
          const { paymentId, balanceTransactionId } = raw as Input;
          const said = answer as StripeAnswer<Settlement>;
          if (said.said === 'no')
            throw fault('external', 'balance_transaction_not_found', 'The payment service does not know this fee.', {
              internal: said.text,
            });
          const { amount, fee, net, currency, availableOn } = said.value;
          const minor = (units: number) =>
            Number(fromStripe({ amount: Math.abs(units), currency }).amount) * Math.sign(units);
          const code = currency.toUpperCase();
          if (
            await setFee(ctx.tx, paymentId, balanceTransactionId, { fee: minor(fee), net: minor(net), currency: code })
          ) {
            ctx.stage.send(contract.paymentFeeKnown, {
              paymentId,
              currency: code,
              gross: minor(amount),
              fee: minor(fee),
              net: minor(net),
              balanceTransactionId,
              availableAt: new Date(availableOn * 1000).toISOString(),
            });
          }
          return { done: { paymentId } };
        },
      },
    },
  };
}
