import { moneyText, type Tone } from '@purser/ui';
import type { FeeTermsModel, StripeConnectModel } from '../../../../src/api/models/stripeConnect.ts';

export type ConnectionModel = StripeConnectModel['connections'][number];

/** Why the way to Stripe ended in nothing. */
export const problems: Readonly<Record<string, string>> = {
  consent_denied: 'Leave was not given at Stripe. Connect again and choose “Connect”.',
  state_unknown: 'It took too long, or somebody else began it. Connect again.',
  account_taken: 'This Stripe account is connected to another company here.',
  connection_begun: 'Another account is connected. Stop using that one first.',
  connect_not_offered: 'Connecting is not set up on this installation. Ask whoever runs it.',
};

/** How an account stands, in a word. */
export function standingOf({ status, charges, payouts, due }: ConnectionModel): { tone: Tone; word: string } {
  if (status === 'disconnected') return { tone: 'danger', word: 'Disconnected' };
  if (status === 'left') return { tone: 'neutral', word: 'No longer used' };
  if (charges === 'active' && payouts === 'active' && due.length === 0) return { tone: 'success', word: 'Ready' };
  if (charges === 'active') return { tone: 'warning', word: 'Wants something' };
  return charges === 'pending' ? { tone: 'info', word: 'Stripe is looking' } : { tone: 'warning', word: 'Not ready' };
}

export const abilityWords = { active: 'Yes', pending: 'Once Stripe has looked', inactive: 'Not yet' } as const;

const known: Readonly<Record<string, string>> = {
  external_account: 'A bank account for payouts',
  business_type: 'What kind of company you are',
  'business_profile.mcc': 'What you sell',
  'business_profile.url': 'Your website',
  'representative.first_name': 'The first name of who represents you',
  'representative.last_name': 'The last name of who represents you',
  'tos_acceptance.date': 'Your agreement to Stripe’s terms',
  'tos_acceptance.ip': 'Your agreement to Stripe’s terms',
  'individual.verification.document': 'A document that says who you are',
};

/** What Stripe asks for, in words; of what nobody has put into words, Stripe's own, made readable. */
export function requirementWords(fields: readonly string[]): string[] {
  const words = fields.map((field) => known[field] ?? readable(field));
  return [...new Set(words)];
}

function readable(field: string): string {
  const last = field.split('.').slice(-2).join(' ').replaceAll('_', ' ').trim();
  return last === '' ? field : `${last[0]?.toUpperCase()}${last.slice(1)}`;
}

/** 2.5 % + £0.30 or JP¥30, a payment has one currency; null where nothing is taken. */
export function feeWords({ basisPoints, fixed }: FeeTermsModel): string | null {
  const percent =
    basisPoints > 0 ? `${(basisPoints / 100).toLocaleString('en-GB', { maximumFractionDigits: 2 })} %` : '';
  const amounts = fixed
    .filter(({ amount }) => amount > 0)
    .map(({ amount, currency }) => moneyText(amount, currency, 'en-GB'))
    .join(' or ');
  return [percent, amounts].filter((part) => part !== '').join(' + ') || null;
}
