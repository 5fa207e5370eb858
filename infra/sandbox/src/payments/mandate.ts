import type Stripe from 'stripe';
import type { Stored } from '../kinds.ts';
import { find, insert, load, save } from '../store/objects.ts';
import { scheduleTask } from '../store/tasks.ts';
import { invalidParam, invalidRequest, noSuch } from '../transport/errors.ts';
import { flag, integer, oneOf, optional, type Parse, shape, text } from '../transport/params.ts';
import { emit } from '../webhooks/emit.ts';
import type { Call, Scope } from '../world.ts';
import { type DebitType, isDebit } from './bankAccounts.ts';
import { bankAccountOf } from './bankMethod.ts';

interface Acceptance {
  type: 'online' | 'offline';
  accepted_at?: number;
  online?: { ip_address?: string; user_agent?: string };
}

/** How the payer agreed to be debited. */
export const mandateData: Parse<Acceptance> = (raw, name) => {
  const online = optional({ ip_address: text, user_agent: text, infer_from_client: flag });
  const acceptance = shape(
    { type: oneOf('online', 'offline') },
    { accepted_at: integer, offline: optional({}), online },
  );
  return shape({ customer_acceptance: acceptance }, {})(raw, name).customer_acceptance;
};

export interface MandateAsked {
  mandate?: string | undefined;
  mandate_data?: Acceptance | undefined;
}

function detailsOf(scope: Scope, type: DebitType): Stripe.Mandate.PaymentMethodDetails {
  const reference = scope.world.ids.next('', 16).toUpperCase();
  const url = `${scope.world.baseUrl()}/_sandbox/mandates/${reference}`;
  switch (type) {
    case 'sepa_debit':
      return { type, sepa_debit: { reference, url } };
    case 'us_bank_account':
      return { type, us_bank_account: {} };
    case 'bacs_debit':
      return {
        type,
        bacs_debit: {
          display_name: null,
          network_status: 'pending',
          reference,
          revocation_reason: null,
          service_user_number: null,
          url,
        },
      };
  }
}

function newMandate(scope: Scope, method: Stored<'payment_method'>, accepted: Acceptance): Stripe.Mandate {
  const { type } = bankAccountOf(method);
  const mandate: Stripe.Mandate = {
    id: scope.world.ids.next('mandate_'),
    object: 'mandate',
    customer_acceptance: {
      accepted_at: accepted.accepted_at ?? scope.now,
      type: accepted.type,
      ...(accepted.type === 'offline'
        ? { offline: {} }
        : {
            online: {
              ip_address: accepted.online?.ip_address ?? null,
              user_agent: accepted.online?.user_agent ?? null,
            },
          }),
    },
    livemode: false,
    multi_use: {},
    payment_method: method.body.id,
    payment_method_details: detailsOf(scope, type),
    status: type === 'bacs_debit' ? 'pending' : 'active',
    type: 'multi_use',
  };
  insert(scope, 'mandate', mandate, null);
  if (mandate.status === 'pending') scheduleTask(scope, 'mandate', mandate.id, scope.world.settings.debitDelayMs);
  return mandate;
}

/**
 * The mandate under which a bank account is debited: one that is named, a new one, or what the account has.
 * Undefined for what needs none.
 * @throws ApiError 400 when there is none, or it is not valid any more.
 */
export function mandateFor(call: Call, method: Stored<'payment_method'>, asked: MandateAsked): string | undefined {
  if (!isDebit(method.body.type)) return undefined;
  const fromBrowser = call.access === 'publishable' ? { type: 'online' as const } : undefined;
  const accepted = asked.mandate_data ?? (method.secret.mandate ? undefined : fromBrowser);
  if (accepted) return newMandate(call, method, accepted).id;
  const id = asked.mandate ?? method.secret.mandate;
  if (!id) {
    throw invalidParam(
      'mandate_data',
      `A payment method of type ${method.body.type} needs a mandate: provide mandate_data, or the mandate it was set up with.`,
      'parameter_missing',
    );
  }
  const mandate = find(call, 'mandate', id)?.body;
  if (!mandate || mandate.payment_method !== method.body.id) throw noSuch('mandate', id, 'mandate');
  if (mandate.status !== 'inactive') return id;
  throw invalidRequest('The mandate is no longer active: ask the payer for a new one.', {
    code: 'payment_intent_mandate_invalid',
    param: 'mandate',
  });
}

function changeMandate(scope: Scope, id: string, status: Stripe.Mandate.Status, network: string): boolean {
  const { body: before } = load(scope, 'mandate', id);
  if (before.status === status || before.status === 'inactive') return false;
  const bacs = before.payment_method_details.bacs_debit;
  const details = bacs
    ? { payment_method_details: { type: 'bacs_debit', bacs_debit: { ...bacs, network_status: network } } }
    : {};
  const after: Stripe.Mandate = { ...before, ...details, status };
  save(scope, 'mandate', after, null);
  emit(scope, 'mandate.updated', after, before);
  return true;
}

/** The payer or their bank takes the mandate back. False when it had none of it left. */
export const revokeMandate = (scope: Scope, id: string): boolean => changeMandate(scope, id, 'inactive', 'revoked');

/** What the payer's bank says of a new mandate. */
export function answerMandate(scope: Scope, id: string): void {
  const { body: mandate } = load(scope, 'mandate', id);
  const account = bankAccountOf(load(scope, 'payment_method', mandate.payment_method));
  if (account.mandateRefused) changeMandate(scope, id, 'inactive', 'refused');
  else changeMandate(scope, id, 'active', 'accepted');
}
