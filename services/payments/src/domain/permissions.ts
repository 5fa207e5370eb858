import type { payments } from '@purser/contracts';

type Verdict = payments.StripeVerdict;

/** What a restricted key must be let do, by the names of Stripe's dashboard, and what does not work without it. */
type Permission = {
  item: PermissionItem;
  name: string;
  level: 'Read' | 'Write';
  /** How Stripe's refusals name it. */
  key: string;
  without: string;
  /** Whether no payment can be taken at all without it. */
  vital: boolean;
};

export type PermissionItem = Extract<Verdict['item'], `permission${string}`>;

export const permissions: readonly Permission[] = [
  {
    item: 'permissionCustomers',
    name: 'Customers',
    level: 'Write',
    key: 'rak_customer_write',
    without: 'nobody can pay for the first time',
    vital: true,
  },
  {
    item: 'permissionPayments',
    name: 'PaymentIntents',
    level: 'Write',
    key: 'rak_payment_intent_write',
    without: 'nobody can pay',
    vital: true,
  },
  {
    item: 'permissionSetups',
    name: 'SetupIntents',
    level: 'Write',
    key: 'rak_setup_intent_write',
    without: 'nobody can put a card on file',
    vital: true,
  },
  {
    item: 'permissionCards',
    name: 'PaymentMethods',
    level: 'Write',
    key: 'rak_payment_method_write',
    without: 'cards on file are neither followed nor taken off at Stripe',
    vital: true,
  },
  {
    item: 'permissionRefunds',
    name: 'Charges and Refunds',
    level: 'Write',
    key: 'rak_charge_write',
    without: 'nothing can be refunded, and fees are not known',
    vital: true,
  },
  {
    item: 'permissionBalance',
    name: 'Balance',
    level: 'Read',
    key: 'rak_balance_read',
    without: 'Stripe’s fees are not known and do not get into the books',
    vital: true,
  },
  {
    item: 'permissionDisputes',
    name: 'Disputes',
    level: 'Write',
    key: 'rak_dispute_write',
    without: 'disputes are not followed and cannot be answered here',
    vital: false,
  },
  {
    item: 'permissionPayouts',
    name: 'Payouts',
    level: 'Read',
    key: 'rak_payout_read',
    without: 'payouts are not matched',
    vital: false,
  },
  {
    item: 'permissionEvents',
    name: 'Events',
    level: 'Read',
    key: 'rak_event_read',
    without: 'what a webhook missed is not fetched by the hour',
    vital: false,
  },
  {
    item: 'permissionEndpoints',
    name: 'Webhook Endpoints',
    level: 'Write',
    key: 'rak_webhook_write',
    without: 'endpoints cannot be made or looked at here; make them in Stripe’s dashboard',
    vital: false,
  },
];

/** Whether a restricted key has each of them, as far as it was tried. A key without restrictions has all, and is tried for none. */
export type Granted = readonly { item: PermissionItem; granted: boolean }[];

/** A verdict per permission, in words that say what to grant and why. */
export function ofPermissions(granted: Granted): Verdict[] {
  return granted.flatMap(({ item, granted: has }): Verdict[] => {
    const wanted = permissions.find((each) => each.item === item);
    if (!wanted) return [];
    const { name, level, key, without, vital } = wanted;
    if (has) return [{ item, verdict: 'ok', text: `The key has “${name}: ${level}”.` }];
    const text = `The key lacks “${name}: ${level}” (${key}). Without it ${without}. Edit the key in Stripe’s dashboard, Developers, API keys; then test the connection again.`;
    return [{ item, verdict: vital ? 'bad' : 'warning', text }];
  });
}

/** The permission that a refusal of Stripe's names, as staff find it in the dashboard; what Stripe calls it where we do not know it. */
export function permissionIn(message: string): string | undefined {
  const [, named] = /'(rak_\w+)'/.exec(message) ?? [];
  const known = permissions.find(({ key }) => key === named);
  return known ? `${known.name}: ${known.level}` : named;
}
