import type Stripe from 'stripe';
import type { Stored } from '../kinds.ts';
import { insert } from '../store/objects.ts';
import { invalidParam } from '../transport/errors.ts';
import { oneOf, type Parse, type Read, shape, text } from '../transport/params.ts';
import type { Scope } from '../world.ts';
import { bankAccountByNumber, type DebitType, isDebit, type TestBankAccount } from './bankAccounts.ts';
import { fingerprint } from './cards.ts';

const compact: Parse<string> = (raw, name) => text(raw, name).replaceAll(/[\s-]/g, '').toUpperCase();

/** The bank account part of a new payment method, by type. */
export const bankParams = {
  sepa_debit: shape({ iban: compact }, {}),
  us_bank_account: shape(
    { account_number: compact, routing_number: compact },
    { account_holder_type: oneOf('company', 'individual'), account_type: oneOf('checking', 'savings') },
  ),
  bacs_debit: shape({ account_number: compact, sort_code: compact }, {}),
};
type Given = Read<typeof bankParams>;

/** What a bank wants to know of the payer. */
const needed: Record<DebitType, ('name' | 'email')[]> = {
  sepa_debit: ['name', 'email'],
  us_bank_account: ['name'],
  bacs_debit: ['name', 'email'],
};

/**
 * The bank account a caller gave.
 * @throws ApiError 400 for an account that is not there, or a payer whose bank would want to know more.
 */
export function givenAccount(
  type: DebitType,
  given: Given,
  billing: Stripe.PaymentMethod.BillingDetails,
): TestBankAccount {
  const part = given[type];
  if (!part) throw invalidParam(type, `Missing required param: ${type}.`, 'parameter_missing');
  for (const name of needed[type]) {
    const param = `billing_details[${name}]`;
    if (billing[name] === null) throw invalidParam(param, `Missing required param: ${param}.`, 'parameter_missing');
  }
  if ('iban' in part) {
    const account = bankAccountByNumber(type, part.iban);
    if (account) return account;
    throw invalidParam('sepa_debit[iban]', 'The IBAN you entered is invalid.', 'invalid_bank_account_iban');
  }
  const code = 'routing_number' in part ? part.routing_number : part.sort_code;
  if (code !== (type === 'us_bank_account' ? '110000000' : '108800')) {
    const param = type === 'us_bank_account' ? 'us_bank_account[routing_number]' : 'bacs_debit[sort_code]';
    throw invalidParam(param, 'The bank of this account could not be found.', 'routing_number_invalid');
  }
  const account = bankAccountByNumber(type, part.account_number);
  if (account) return account;
  throw invalidParam(`${type}[account_number]`, 'The account number is invalid.', 'account_number_invalid');
}

/** What an account shows of itself in a payment method and, with its mandate, in a charge. */
export function accountShown(account: string, { type, number }: TestBankAccount) {
  const shown = { fingerprint: fingerprint(account, `${type} ${number}`), last4: number.slice(-4) };
  switch (type) {
    case 'sepa_debit':
      return { sepa_debit: { ...shown, bank_code: number.slice(4, 9), branch_code: '', country: number.slice(0, 2) } };
    case 'us_bank_account':
      return {
        us_bank_account: {
          ...shown,
          account_holder_type: 'individual',
          account_type: 'checking',
          bank_name: 'STRIPE TEST BANK',
          routing_number: '110000000',
        },
      };
    case 'bacs_debit':
      return { bacs_debit: { ...shown, sort_code: '108800' } };
  }
}

function shownInMethod(scope: Scope, account: TestBankAccount): Partial<Stripe.PaymentMethod> {
  const { sepa_debit, us_bank_account, bacs_debit } = accountShown(scope.account, account);
  if (sepa_debit) return { sepa_debit: { ...sepa_debit, generated_from: null } };
  if (bacs_debit) return { bacs_debit };
  if (!us_bank_account) return {};
  const networks = { preferred: 'ach', supported: ['ach'] };
  return { us_bank_account: { ...us_bank_account, financial_connections_account: null, networks, status_details: {} } };
}

/** Stores a new payment method for a bank account; it belongs to nobody yet. */
export function createBankMethod(
  scope: Scope,
  account: TestBankAccount,
  details: Pick<Stripe.PaymentMethod, 'billing_details' | 'metadata' | 'allow_redisplay'>,
): Stored<'payment_method'> {
  const body: Stripe.PaymentMethod = {
    id: scope.world.ids.next('pm_'),
    object: 'payment_method',
    ...details,
    ...shownInMethod(scope, account),
    created: scope.now,
    customer: null,
    customer_account: null,
    livemode: false,
    type: account.type,
  };
  const secret = { number: account.number, cvcGiven: false, setUp: false, consumed: false, mandate: null };
  insert(scope, 'payment_method', body, secret);
  return { body, secret };
}

/** The bank account behind a payment method. */
export function bankAccountOf(method: Stored<'payment_method'>): TestBankAccount {
  const { type } = method.body;
  const account = isDebit(type) ? bankAccountByNumber(type, method.secret.number) : undefined;
  if (!account) throw new Error(`${method.body.id} holds an account that is not in the table`);
  return account;
}
