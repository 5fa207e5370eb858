/** Ways to debit a bank account. */
export type DebitType = 'sepa_debit' | 'us_bank_account' | 'bacs_debit';
export const debitTypes = ['sepa_debit', 'us_bank_account', 'bacs_debit'] as const satisfies DebitType[];
export const isDebit = (type: string): type is DebitType => debitTypes.some((one) => one === type);

/** The one currency each of them pays. */
export const debitCurrency: Record<DebitType, string> = {
  sepa_debit: 'eur',
  us_bank_account: 'usd',
  bacs_debit: 'gbp',
};

/** A bank account of docs.stripe.com's pages on testing debits. */
export interface TestBankAccount {
  type: DebitType;
  /** The IBAN, or the account number. */
  number: string;
  /** Names as in `pm_<name>`. */
  names: string[];
  /** How a debit of it ends: `disputed` succeeds first, `stays` never ends by itself. */
  course: 'succeeds' | 'fails' | 'disputed' | 'stays';
  failure?: Failure;
  /** The payer's bank refuses the mandate. */
  mandateRefused?: true;
}

export interface Failure {
  code: string;
  message: string;
}

const failures = {
  account_closed: 'The bank account has been closed.',
  charge_exceeds_source_limit: 'This payment would take the account over its weekly limit of volume.',
  charge_exceeds_weekly_limit: 'This payment would take the account over its weekly limit of payments.',
  charge_exceeds_transaction_limit: 'This payment is more than the account may pay at once.',
  debit_not_authorized: 'The payer has told their bank that they did not agree to this payment.',
  generic_could_not_process: 'This payment could not be processed.',
  insufficient_funds: "The payer's account has insufficient funds to cover this payment.",
  invalid_currency: 'The bank account does not take this currency.',
  no_account: 'The bank account could not be found.',
};

const fails = (code: keyof typeof failures): Pick<TestBankAccount, 'course' | 'failure'> => ({
  course: 'fails',
  failure: { code, message: failures[code] },
});

const sepaCourses: [string, Pick<TestBankAccount, 'course' | 'failure'>][] = [
  ['success', { course: 'succeeds' }],
  ['successDelayed', { course: 'succeeds' }],
  ['failed', fails('generic_could_not_process')],
  ['failedDelayed', fails('generic_could_not_process')],
  ['disputed', { course: 'disputed' }],
  ['exceedsWeeklyVolumeLimit', fails('charge_exceeds_source_limit')],
  ['exceedsWeeklyTransactionLimit', fails('charge_exceeds_weekly_limit')],
  ['insufficientFunds', fails('insufficient_funds')],
];

/** The IBANs of one country, in the order of the courses; Stripe's pages spell their names in two ways. */
const sepa = (country: string, ibans: string): TestBankAccount[] =>
  ibans.split(' ').flatMap((number, at) => {
    const known = sepaCourses[at];
    if (!known) return [];
    const [name, course] = known;
    const names = [`${name}_${country}`, `sepaDebit_${name}_${country}`];
    return [{ type: 'sepa_debit', number, names, ...course }];
  });

const ach = (number: string, name: string, course: Pick<TestBankAccount, 'course' | 'failure'>): TestBankAccount => ({
  type: 'us_bank_account',
  number,
  names: [`usBankAccount_${name}`],
  ...course,
});

const bacs = (number: string, name: string, course: Omit<TestBankAccount, 'type' | 'number' | 'names'>) => ({
  type: 'bacs_debit' as const,
  number,
  names: [`bacsDebit_${name}`],
  ...course,
});

const testBankAccounts: TestBankAccount[] = [
  ...sepa(
    'at',
    'AT611904300234573201 AT321904300235473204 AT861904300235473202 AT051904300235473205 AT591904300235473203 AT981904300000343434 AT601904300000121212 AT981904300002222227',
  ),
  ...sepa(
    'de',
    'DE89370400440532013000 DE08370400440532013003 DE62370400440532013001 DE78370400440532013004 DE35370400440532013002 DE65370400440000343434 DE27370400440000121212 DE65370400440002222227',
  ),
  ...sepa(
    'fr',
    'FR1420041010050500013M02606 FR3020041010050500013M02609 FR8420041010050500013M02607 FR7920041010050500013M02600 FR5720041010050500013M02608 FR9720041010050000000343434 FR5920041010050000000121212 FR9720041010050000002222227',
  ),
  ach('000123456789', 'success', { course: 'succeeds' }),
  ach('000111111113', 'accountClosed', fails('account_closed')),
  ach('000111111116', 'noAccount', fails('no_account')),
  ach('000222222227', 'insufficientFunds', fails('insufficient_funds')),
  ach('000333333335', 'debitNotAuthorized', fails('debit_not_authorized')),
  ach('000444444440', 'invalidCurrency', fails('invalid_currency')),
  ach('000555555559', 'dispute', { course: 'disputed' }),
  ach('000000000009', 'processing', { course: 'stays' }),
  bacs('00012345', 'success', { course: 'succeeds' }),
  bacs('90012345', 'successDelayed', { course: 'succeeds' }),
  bacs('33333335', 'debitNotAuthorized', fails('debit_not_authorized')),
  bacs('93333335', 'debitNotAuthorizedDelayed', fails('debit_not_authorized')),
  bacs('22222227', 'insufficientFunds', fails('insufficient_funds')),
  bacs('92222227', 'insufficientFundsDelayed', fails('insufficient_funds')),
  bacs('55555559', 'dispute', { course: 'disputed' }),
  bacs('00033333', 'mandateRefused', { course: 'succeeds', mandateRefused: true }),
  bacs('34343434', 'exceedsWeeklyLimit', fails('charge_exceeds_source_limit')),
  bacs('12121212', 'exceedsTransactionLimit', fails('charge_exceeds_transaction_limit')),
];

const byNumber = new Map(testBankAccounts.map((one) => [`${one.type} ${one.number}`, one]));
const byName = new Map<string, TestBankAccount>(
  testBankAccounts.flatMap((one) => one.names.map((name) => [`pm_${name}`, one] as const)),
);

export const bankAccountByName = (name: string): TestBankAccount | undefined => byName.get(name);

/** The account behind a number: of IBANs every valid one that the pages do not list is good. */
export function bankAccountByNumber(type: DebitType, number: string): TestBankAccount | undefined {
  const known = byNumber.get(`${type} ${number}`);
  if (known || type !== 'sepa_debit' || !isIban(number)) return known;
  return { type, number, names: [], course: 'succeeds' };
}

/** Whether the check digits of an IBAN fit the rest. */
function isIban(text: string): boolean {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(text)) return false;
  const digits = [...(text.slice(4) + text.slice(0, 4))].map((sign) => Number.parseInt(sign, 36)).join('');
  return BigInt(digits) % 97n === 1n;
}
