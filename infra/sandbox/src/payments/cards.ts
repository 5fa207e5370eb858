import { createHash } from 'node:crypto';
import type { DeclineName } from './declines.ts';

/** When the bank wants the payer to authenticate. */
export type Authentication =
  /** Never; 3D Secure is at most tried when asked for. */
  | 'never'
  /** Every time, also off session. */
  | 'always'
  /** On session always; off session unless the card was set up for it. */
  | 'unless_set_up'
  /** On session only. */
  | 'on_session'
  /** Only when the merchant asks for it. */
  | 'on_request';

export interface TestCard {
  number: string;
  /** Names as in `pm_card_<name>` and `tok_<name>`. */
  names: string[];
  brand: string;
  funding: 'credit' | 'debit' | 'prepaid';
  authentication: Authentication;
  threeDSecure: 'supported' | 'not_supported' | 'frictionless';
  /** How every charge of it fails. */
  decline: DeclineName | null;
  /** Declines only when a CVC was given. */
  declineNeedsCvc: boolean;
  /** The bank refuses to let it be attached to a customer. */
  attachDeclined: boolean;
  riskLevel: 'normal' | 'elevated' | 'highest';
  checks: { address_line1_check: string; address_postal_code_check: string; cvc_check: string };
  /** How a refund to it goes: at once for good, pending first, or seemingly well and then not. */
  refund: 'succeeds' | 'pending' | 'fails';
  /** What comes of a payment with it some time later. */
  trouble: 'fraud_dispute' | 'not_received_dispute' | 'inquiry' | 'fraud_warning' | null;
  /** Its money is available at once. */
  bypassPending: boolean;
}

type Traits = Partial<Omit<TestCard, 'number' | 'names'>>;

const passed = { address_line1_check: 'pass', address_postal_code_check: 'pass', cvc_check: 'pass' };

const card = (number: string, names: string, traits: Traits = {}): TestCard => ({
  number,
  names: names.split(' ').filter((name) => name !== ''),
  brand: 'visa',
  funding: 'credit',
  authentication: 'never',
  threeDSecure: 'supported',
  decline: null,
  declineNeedsCvc: false,
  attachDeclined: false,
  riskLevel: 'normal',
  checks: passed,
  refund: 'succeeds',
  trouble: null,
  bypassPending: false,
  ...traits,
});

const refused = (number: string, names: string, decline: DeclineName, traits: Traits = {}): TestCard =>
  card(number, names, { decline, attachDeclined: true, ...traits });

const mastercard: Traits = { brand: 'mastercard' };

/** The test cards of docs.stripe.com/testing. */
export const testCards: TestCard[] = [
  card('4242424242424242', 'visa'),
  card('4000056655665556', 'visa_debit', { funding: 'debit' }),
  card('5555555555554444', 'mastercard', mastercard),
  card('2223003122003222', '', mastercard),
  card('5200828282828210', 'mastercard_debit', { ...mastercard, funding: 'debit' }),
  card('5105105105105100', 'mastercard_prepaid', { ...mastercard, funding: 'prepaid' }),
  card('378282246310005', 'amex', { brand: 'amex', threeDSecure: 'not_supported' }),
  card('6011111111111117', 'discover', { brand: 'discover' }),
  card('3056930009020004', 'diners', { brand: 'diners' }),
  card('3566002020360505', 'jcb', { brand: 'jcb' }),
  card('6200000000000005', 'unionpay', { brand: 'unionpay' }),
  refused('4000000000000002', 'visa_chargeDeclined chargeDeclined', 'generic'),
  refused(
    '4000000000009995',
    'visa_chargeDeclinedInsufficientFunds chargeDeclinedInsufficientFunds',
    'insufficientFunds',
  ),
  refused('4000000000009987', 'visa_chargeDeclinedLostCard chargeDeclinedLostCard', 'lostCard'),
  refused('4000000000009979', 'visa_chargeDeclinedStolenCard chargeDeclinedStolenCard', 'stolenCard'),
  refused('4000000000000069', 'chargeDeclinedExpiredCard visa_chargeDeclinedExpiredCard', 'expiredCard'),
  refused('4000000000000127', 'chargeDeclinedIncorrectCvc visa_chargeDeclinedIncorrectCvc', 'incorrectCvc', {
    declineNeedsCvc: true,
  }),
  refused('4000000000000119', 'chargeDeclinedProcessingError visa_chargeDeclinedProcessingError', 'processingError'),
  refused(
    '4000000000006975',
    'visa_chargeDeclinedVelocityLimitExceeded chargeDeclinedVelocityLimitExceeded',
    'velocity',
  ),
  card('4000000000000341', 'chargeCustomerFail visa_chargeCustomerFail', { decline: 'generic' }),
  card('4000002500003155', 'authenticationRequiredOnSetup', { authentication: 'unless_set_up' }),
  card('4000002760003184', 'authenticationRequired', { authentication: 'always' }),
  card('4000003800000446', 'authenticationRequiredSetupForOffSession', { authentication: 'on_session' }),
  card('4000008260003178', 'authenticationRequiredChargeDeclinedInsufficientFunds', {
    authentication: 'always',
    decline: 'insufficientFunds',
  }),
  card('4000000000003220', 'threeDSecure2Required', { authentication: 'always' }),
  card('4000008400001629', 'threeDSecureRequiredChargeDeclined', { authentication: 'always', decline: 'generic' }),
  card('4000008400001280', 'threeDSecureRequiredProcessingError', { decline: 'generic' }),
  card('4000000000003055', 'threeDSecureOptional', { authentication: 'on_request' }),
  card('4000000000003097', 'threeDSecureOptionalProcessingError'),
  card('4000000032200000', '', { threeDSecure: 'frictionless' }),
  card('4100000000000019', 'radarBlock', { decline: 'blocked', riskLevel: 'highest' }),
  card('4000000000004954', 'riskLevelHighest', { decline: 'blocked', riskLevel: 'highest' }),
  card('4000000000009235', 'riskLevelElevated', { riskLevel: 'elevated' }),
  card('4000000000000101', 'cvcCheckFail', { checks: { ...passed, cvc_check: 'fail' } }),
  card('4000000000000036', 'avsZipFail', { checks: { ...passed, address_postal_code_check: 'fail' } }),
  card('4000000000000028', 'avsLine1Fail', { checks: { ...passed, address_line1_check: 'fail' } }),
  card('4000000000000010', 'avsFail', {
    checks: { ...passed, address_line1_check: 'fail', address_postal_code_check: 'fail' },
  }),
  card('4000000000000044', 'avsUnchecked', {
    checks: { ...passed, address_line1_check: 'unavailable', address_postal_code_check: 'unavailable' },
  }),
  card('4000000000000259', 'createDispute', { trouble: 'fraud_dispute' }),
  card('4000000000002685', 'createDisputeProductNotReceived', { trouble: 'not_received_dispute' }),
  card('4000000000001976', 'createDisputeInquiry', { trouble: 'inquiry' }),
  card('4000000000005423', 'createIssuerFraudRecord', { trouble: 'fraud_warning' }),
  card('4000000000007726', 'pendingRefund', { refund: 'pending' }),
  card('4000000000005126', 'refundFail', { refund: 'fails' }),
  card('4000000000000077', 'bypassPending', { bypassPending: true }),
  card('4000003720000278', 'bypassPendingInternational', { bypassPending: true }),
];

const byNumber = new Map(testCards.map((entry) => [entry.number, entry]));
const byName = new Map(testCards.flatMap((entry) => entry.names.map((name) => [name, entry] as const)));

export const cardByNumber = (number: string): TestCard | undefined => byNumber.get(number);

/** The card behind a server-side test name: `pm_card_visa` or `tok_visa`. */
export const cardByToken = (token: string): TestCard | undefined => byName.get(token.replace(/^(pm_card_|tok_)/, ''));

/** Whether the last digit of a card number fits the others. */
export function passesLuhn(number: string): boolean {
  if (!/^\d{12,19}$/.test(number)) return false;
  const digits = [...number].reverse().map(Number);
  const sum = digits.reduce(
    (total, digit, i) => total + (i % 2 === 0 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2),
    0,
  );
  return sum % 10 === 0;
}

/** The same card has the same fingerprint within an account. */
export const fingerprint = (account: string, number: string): string =>
  createHash('sha256')
    .update(`${account}:${number}`)
    .digest('base64')
    .replaceAll(/[^A-Za-z0-9]/g, '')
    .slice(0, 16);
