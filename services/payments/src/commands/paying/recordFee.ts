import type { Ask, Context, MessageFacts, Next } from '@purser/bus';
import { payments as contract } from '@purser/contracts';
import { fault } from '@purser/fault';
import { fromStripe } from '@purser/money';
import type { z } from 'zod';
import { noteExchange } from '../../applying/noteExchange.ts';
import type { Outside } from '../../outside.ts';
import { chargedOf, homeOfPayment, setFee } from '../../store/payments.ts';
import { askStripe, type StripeAnswer } from '../../stripe/answer.ts';
import { rateOf } from '../../stripe/balanceMoves.ts';
import { applicationPart } from '../../stripe/fees.ts';
import type { Home } from '../../stripe/home.ts';

type Input = z.output<typeof contract.recordFee.input>;
type Output = z.input<typeof contract.recordFee.output>;
type Request = Input & Home;
type Settlement = {
  amount: number;
  fee: number;
  /** Of the fee, the platform's; absent in what was asked before there were any. */
  applicationFee?: number;
  net: number;
  currency: string;
  /** Absent in what was asked before it was read. */
  rate?: string | null;
  created?: number;
  availableOn: number;
};

/** What Stripe kept of a payment, asked for once its balance transaction exists. */
export function recordFee({ accounts, runtime }: Outside) {
  return {
    gather: async ({ tenant }: MessageFacts & { ask: Ask }, { paymentId }: Input): Promise<Home> => {
      const home = await runtime.tenantTx({ tenant }, (tx) => homeOfPayment(tx, paymentId));
      if (!home) throw fault('notFound', 'payment_not_found', 'There is no such payment.');
      await accounts.ofTenant(tenant, home.mode, home.account);
      return home;
    },
    plan: async (_ctx: Context, input: Input, home: Home): Promise<Next<Output>> => ({
      step: 'ask',
      request: { ...input, ...home } satisfies Request,
    }),
    steps: {
      ask: {
        call: async (raw: unknown, { tenant }: MessageFacts): Promise<StripeAnswer<Settlement>> => {
          const { balanceTransactionId, mode, account } = raw as Request;
          const { stripe } = await accounts.ofTenant(tenant, mode, account);
          return askStripe(async () => {
            const { amount, fee, fee_details, net, currency, exchange_rate, created, available_on } =
              await stripe.balanceTransactions.retrieve(balanceTransactionId);
            const applicationFee = applicationPart(fee_details);
            return {
              ...{ amount, fee, applicationFee, net, currency, rate: rateOf(exchange_rate), created },
              availableOn: available_on,
            };
          });
        },
        record: async (ctx: Context, raw: unknown, answer: unknown): Promise<Next<Output>> => {
          const { paymentId, balanceTransactionId } = raw as Input;
          const said = answer as StripeAnswer<Settlement>;
          if (said.said === 'no')
            throw fault('external', 'balance_transaction_not_found', 'The payment service does not know this fee.', {
              internal: said.text,
            });
          const { amount, fee, applicationFee = 0, net, currency, availableOn } = said.value;
          const minor = (units: number) =>
            Number(fromStripe({ amount: Math.abs(units), currency }).amount) * Math.sign(units);
          const code = currency.toUpperCase();
          const ofPlatform = minor(applicationFee);
          const settled = { fee: minor(fee), applicationFee: ofPlatform, net: minor(net), currency: code };
          if (await setFee(ctx.tx, paymentId, balanceTransactionId, settled)) {
            ctx.stage.send(contract.paymentFeeKnown, {
              paymentId,
              currency: code,
              gross: minor(amount),
              fee: minor(fee),
              ...(ofPlatform !== 0 && { applicationFee: ofPlatform }),
              net: minor(net),
              balanceTransactionId,
              availableAt: new Date(availableOn * 1000).toISOString(),
            });
          }
          await exchanged(ctx, { paymentId, balanceTransactionId }, said.value, minor(amount));
          return { done: { paymentId } };
        },
      },
    },
  };
}

/** Said whether or not the fee was known: payments of before this was kept are put right by the night. */
async function exchanged(
  ctx: Context,
  { paymentId, balanceTransactionId }: Input,
  { currency, rate = null, created }: Settlement,
  intoAmount: number,
): Promise<void> {
  const charged = await chargedOf(ctx.tx, paymentId);
  if (!charged) return;
  const into = { intoCurrency: currency.toUpperCase(), intoAmount, rate };
  const from = { fromCurrency: charged.currency, fromAmount: charged.amount };
  const at = created === undefined ? ctx.now : new Date(created * 1000);
  const of = { balanceTransactionId, thing: 'payment' as const, thingId: paymentId };
  await noteExchange(ctx, { ...of, ...from, ...into }, at.toISOString());
}
