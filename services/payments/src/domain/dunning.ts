import { addDays, type DunningPolicy, dunningTimeline, mostTries, nextWait } from '@purser/billing';

/** What a bank's refusal asks for: nothing more from this card; its holder's new details or another card; its holder; or patience. */
export type Verdict = 'never' | 'ask' | 'authenticate' | 'retry';
/** Why a bill is not tried by itself: what the bank said, that the tries are used up, or somebody's will. */
export type Stopped = Exclude<Verdict, 'retry'> | 'exhausted' | 'noCard' | 'refused' | 'staff';

export type Refusal = { code: string | null; declineCode: string | null; adviceCode: string | null };

const authenticate = new Set([
  'authentication_required',
  'authentication_not_handled',
  'payment_intent_authentication_failure',
]);

/**
 * What no bank grants at a second try with the same card (facts of the networks, and Stripe's own list): asking again costs fees and
 * standing.
 */
const never = new Set([
  ...['lost_card', 'stolen_card', 'pickup_card', 'restricted_card', 'fraudulent', 'highest_risk_level'],
  ...['revocation_of_authorization', 'revocation_of_all_authorizations', 'stop_payment_order', 'do_not_try_again'],
  ...[
    'transaction_not_allowed',
    'card_not_supported',
    'currency_not_supported',
    'invalid_account',
    'merchant_blacklist',
  ],
  ...['security_violation', 'pin_try_exceeded', 'testmode_decline', 'new_account_information_available'],
  // Of bank accounts.
  ...['account_closed', 'bank_account_closed', 'debit_not_authorized', 'no_account', 'bank_account_unusable'],
]);

/** What its holder can put right: another date, another number, another card. */
const ask = new Set([
  ...['expired_card', 'incorrect_number', 'invalid_number', 'incorrect_cvc', 'invalid_cvc', 'incorrect_zip'],
  ...['invalid_expiry_month', 'invalid_expiry_year', 'incorrect_address', 'incorrect_pin', 'invalid_pin'],
  // It is not there any more: taken off at Stripe, or never fit to be charged again.
  ...[
    'resource_missing',
    'payment_method_unactivated',
    'payment_method_not_available',
    'payment_method_invalid_parameter',
  ],
]);

/** How a refusal is taken. What nobody has heard of yet may pass, and the number of tries bounds it. */
export function verdictOf({ code, declineCode, adviceCode }: Refusal): Verdict {
  const said = (codes: ReadonlySet<string>) => codes.has(declineCode ?? '') || codes.has(code ?? '');
  if (said(authenticate)) return 'authenticate';
  if (said(never) || adviceCode === 'do_not_try_again') return 'never';
  if (said(ask) || adviceCode === 'confirm_card_data') return 'ask';
  return 'retry';
}

/** What a card was refused for on an invoice before, since it was last renewed. */
type Before = readonly Verdict[];

/** Whether a card may be asked (again) for an invoice at all, whoever wishes it: not where it was final, and never beyond the cap. */
export function mayAsk(before: Before): boolean {
  return before.length < mostTries && !before.some((verdict) => verdict === 'never' || verdict === 'ask');
}

export type AfterRefusal = { nextOn: string } | { stopped: Stopped; endsOn: string };

/**
 * What follows the refusal number `refused` of a series that began on `firstOn`. Whatever waits for the customer comes to its end when
 * the schedule does.
 */
export function afterRefusal(
  policy: DunningPolicy,
  { verdict, refused, firstOn, on }: { verdict: Verdict; refused: number; firstOn: string; on: string },
): AfterRefusal {
  const wait = verdict === 'retry' ? nextWait(policy, refused) : null;
  if (wait !== null) return { nextOn: addDays(on, wait) };
  if (verdict !== 'retry') return { stopped: verdict, endsOn: endOf(policy, { firstOn, on }) };
  return { stopped: 'exhausted', endsOn: addDays(on, Math.max(1, policy.grace_days)) };
}

/** How long what has stopped waits for its customer: to the end of the schedule that it would have had, and a day at the least. */
export function endOf(policy: DunningPolicy, { firstOn, on }: { firstOn: string; on: string }): string {
  const lastTry = dunningTimeline(policy, firstOn).findLast(({ what }) => what === 'lastNotice')?.on ?? on;
  return addDays(lastTry < on ? on : lastTry, Math.max(1, policy.grace_days));
}
