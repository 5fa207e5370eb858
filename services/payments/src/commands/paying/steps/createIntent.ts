import type { CallFacts, Context, Next } from '@purser/bus';
import type { Tx } from '@purser/db';
import { fault } from '@purser/fault';
import { currency, type Money, MoneyError, money, toStripe } from '@purser/money';
import { applyIntent, factOf } from '../../../applying/applyIntent.ts';
import { applicationFee } from '../../../domain/applicationFee.ts';
import { isOpen } from '../../../domain/attempt.ts';
import { intentKey, keyExpired } from '../../../domain/janitor.ts';
import type { Outside } from '../../../outside.ts';
import { feeTerms, setApplicationFee } from '../../../store/applicationFees.ts';
import { findAttempt, lockAttempt, moveAttempt, type NewAttempt } from '../../../store/attempts.ts';
import { askStripe, type IntentJson, intentJson, type StripeAnswer } from '../../../stripe/answer.ts';
import { askOrLook, ifSeen } from '../../../stripe/askOrLook.ts';
import { findIntent } from '../../../stripe/findIntent.ts';
import { type Home, own } from '../../../stripe/home.ts';
import type { PrepareOutput as Output, PrepareRequest } from '../prepare.ts';
import type { ConfirmRequest } from './confirmAway.ts';
import { endAttempt } from './endAttempt.ts';

type IntentParams = {
  amount: number;
  currency: string;
  customer: string;
  automatic_payment_methods: { enabled: true; allow_redirects?: 'never' };
  description: string;
  application_fee_amount?: number;
  metadata: Record<string, string>;
};
type IntentRequest = Home & {
  attemptId: string;
  amount: number;
  currency: string;
  publishableKey: string;
  connectedAccount: string | null;
  bornAt: string;
  invoiceId: string;
  away: string | null;
  params: IntentParams;
};

/** The exact request, decided once: what is sent later is this and nothing recomputed. */
export async function intentRequest(ctx: Context, request: PrepareRequest, customer: string): Promise<Next<Output>> {
  const { attempt, amount, number, publishableKey, connectedAccount, away = null } = request;
  if (amount === null) throw fault('bug', 'no_amount', 'Something went wrong on our side.');
  try {
    const due = money(BigInt(amount), currency(attempt.currency));
    const charge = toStripe(due);
    const fee = await decideFee(ctx, attempt, due);
    const params: IntentParams = {
      ...charge,
      customer,
      // Nobody is there whom a bank could lead away and back.
      automatic_payment_methods: { enabled: true, ...(away !== null && { allow_redirects: 'never' as const }) },
      description: `Invoice ${number ?? ''}`.trim(),
      ...(fee > 0n && { application_fee_amount: toStripe(money(fee, due.currency)).amount }),
      metadata: { tenant_id: ctx.tenant, invoice_id: attempt.invoiceId, attempt_id: attempt.attemptId },
    };
    const { attemptId, currency: code, mode, account, invoiceId } = attempt;
    const born = { bornAt: ctx.now.toISOString(), invoiceId, away };
    const keys = { mode, account, publishableKey, connectedAccount };
    return {
      step: 'createIntent',
      request: { attemptId, amount, currency: code, ...keys, ...born, params } satisfies IntentRequest,
    };
  } catch (error) {
    if (!(error instanceof MoneyError)) throw error;
    return endAttempt(ctx, attempt.attemptId, { code: error.code, text: error.message });
  }
}

/** Nobody would pay the intent any more. */
const givenUp = { said: 'no', code: 'given_up', text: 'it was given up before' } as const;

async function isStillOpen(tx: Tx, attemptId: string): Promise<boolean> {
  const attempt = await findAttempt(tx, attemptId);
  return attempt !== undefined && isOpen(attempt.status);
}

const endedMeanwhile = () =>
  fault('conflict', 'payment_ended', 'This payment was given up. Nothing was charged; it can be begun again.');

/** What the platform takes of a payment at an account connected to it, written down with the attempt. */
async function decideFee({ tx }: Context, { attemptId, account = own }: NewAttempt, due: Money): Promise<bigint> {
  if (account === own) return 0n;
  const fee = applicationFee(due, await feeTerms(tx));
  await setApplicationFee(tx, attemptId, fee);
  return fee;
}

/** Made unconfirmed: an intent that nobody confirms charges nobody, so that asking again is safe whatever was lost. */
export function createIntentStep({ accounts, newSecrets, runtime }: Outside) {
  return {
    call: async (raw: unknown, { tenant, now, again }: CallFacts): Promise<StripeAnswer<IntentJson>> => {
      const { attemptId, mode, account, params, bornAt, away } = raw as IntentRequest;
      if (again && !(await runtime.tenantTx({ tenant }, (tx) => isStillOpen(tx, attemptId)))) return givenUp;
      const { stripe } = await accounts.ofTenant(tenant, mode, account);
      const born = new Date(bornAt);
      const idempotencyKey = intentKey(attemptId, born, now);
      // Under another key than the first Stripe makes another intent: what the first has made is looked for before.
      if (idempotencyKey !== intentKey(attemptId, born, born)) {
        const found = await askStripe(async () => findIntent(stripe, params.customer, attemptId));
        if (found.said === 'no') return found;
        if (found.value) return { said: 'yes', value: found.value };
        if (keyExpired(born, now)) return { said: 'no', code: 'key_too_old', text: 'never made' };
      }
      return askOrLook(
        async () => {
          const made = await stripe.paymentIntents.create(params, { idempotencyKey });
          if (away === null && made.client_secret) newSecrets.keep(made.id, made.client_secret);
          return intentJson(made);
        },
        () => ifSeen(() => findIntent(stripe, params.customer, attemptId)),
      );
    },
    record: async (ctx: Context, raw: unknown, answer: unknown): Promise<Next<Output>> => {
      const { attemptId, mode, account, amount, currency: code, invoiceId, away } = raw as IntentRequest;
      const { publishableKey, connectedAccount } = raw as IntentRequest;
      const said = answer as StripeAnswer<IntentJson>;
      if (said.said === 'no' && said.code === givenUp.code) return { refused: endedMeanwhile() };
      if (said.said === 'no') return endAttempt(ctx, attemptId, said);
      const attempt = await lockAttempt(ctx.tx, attemptId);
      if (!attempt) throw fault('bug', 'attempt_lost', 'Something went wrong on our side.');
      if (attempt.status === 'planned')
        await moveAttempt(ctx.tx, attemptId, { status: 'created', paymentIntentId: said.value.id }, ctx.now);
      else if ((await applyIntent(ctx, attempt, factOf(said.value))).did === 'superseded')
        ctx.log.warn({ attempt: attemptId, status: attempt.status }, 'the attempt went another way meanwhile');
      // It was given up, or whoever looked meanwhile has found an intent of it: that one stands, and no other is paid.
      if (!isOpen(attempt.status)) return { refused: endedMeanwhile() };
      const paymentIntentId = attempt.paymentIntentId ?? said.value.id;
      const done = { attemptId, paymentIntentId, amount, currency: code, publishableKey, connectedAccount };
      if (!away) return { done };
      return {
        step: 'confirmAway',
        request: {
          attemptId,
          mode,
          account,
          invoiceId,
          paymentIntentId,
          stripeMethodId: away,
          done,
        } satisfies ConfirmRequest,
      };
    },
  };
}
