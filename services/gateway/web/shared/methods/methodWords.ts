import type { PaymentMethodModel } from '../../../src/api/models/paymentMethod.ts';

const brands: Record<string, string> = {
  amex: 'American Express',
  diners: 'Diners Club',
  discover: 'Discover',
  eftpos_au: 'Eftpos',
  jcb: 'JCB',
  mastercard: 'Mastercard',
  unionpay: 'UnionPay',
  visa: 'Visa',
};
const types: Record<string, string> = {
  card: 'Card',
  sepa_debit: 'SEPA direct debit',
  bacs_debit: 'Bacs direct debit',
  us_bank_account: 'Bank account',
  link: 'Link',
};

/** What people call it: `Visa •••• 4242`. */
export function methodName({ type, brand, last4 }: Pick<PaymentMethodModel, 'type' | 'brand' | 'last4'>): string {
  const kind = types[type] ?? type.replaceAll('_', ' ');
  const name = type === 'card' ? ((brand && brands[brand]) ?? kind) : kind;
  return last4 === null ? name : `${name} •••• ${last4}`;
}

/** `Expires 04/28`; null for what does not. `today` as YYYY-MM-DD. */
export function expiryWords(
  { expMonth, expYear }: Pick<PaymentMethodModel, 'expMonth' | 'expYear'>,
  today: string,
): { words: string; expired: boolean } | null {
  if (expMonth === null || expYear === null) return null;
  const month = `${expYear}-${String(expMonth).padStart(2, '0')}`;
  const expired = month < today.slice(0, 7);
  const written = `${String(expMonth).padStart(2, '0')}/${String(expYear).slice(-2)}`;
  return { words: expired ? `Expired ${written}` : `Expires ${written}`, expired };
}
