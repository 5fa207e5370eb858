import type Stripe from 'stripe';
import type { MethodFact } from '../domain/method.ts';

/** As plain JSON, with when it was asked for. */
export type MethodJson = MethodFact & { askedAt: string };

const idOf = (thing: string | { id: string } | null): string | null =>
  typeof thing === 'string' ? thing : (thing?.id ?? null);

export function methodJson(method: Stripe.PaymentMethod, askedAt: Date): MethodJson {
  const { card } = method;
  const account = accountOf(method);
  return {
    id: method.id,
    type: method.type,
    brand: card?.brand ?? account?.bank ?? null,
    last4: card?.last4 ?? account?.last4 ?? null,
    expMonth: card?.exp_month ?? null,
    expYear: card?.exp_year ?? null,
    fingerprint: card?.fingerprint ?? account?.fingerprint ?? null,
    stripeCustomer: idOf(method.customer),
    askedAt: askedAt.toISOString(),
  };
}

type Account = { bank: string | null; last4: string | null; fingerprint: string | null };

/** The bank account behind a debit. */
function accountOf({ sepa_debit, us_bank_account, bacs_debit }: Stripe.PaymentMethod): Account | undefined {
  const found = sepa_debit ?? us_bank_account ?? bacs_debit;
  if (!found) return undefined;
  const bank = us_bank_account?.bank_name ?? sepa_debit?.bank_code ?? null;
  return { bank, last4: found.last4 ?? null, fingerprint: found.fingerprint ?? null };
}

export type SetupJson = { id: string; status: string; method: MethodJson | null; mandateId?: string | null };

/** With its payment method expanded. */
export function setupJson(intent: Stripe.SetupIntent, askedAt: Date): SetupJson {
  const { payment_method: method } = intent;
  return {
    id: intent.id,
    status: intent.status,
    method: method === null || typeof method === 'string' ? null : methodJson(method, askedAt),
    mandateId: idOf(intent.mandate),
  };
}
