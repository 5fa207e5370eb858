export type Brand = 'visa' | 'mastercard' | 'amex' | 'discover' | 'diners' | 'jcb' | 'unionpay' | 'unknown';

interface BrandRule {
  brand: Brand;
  /** Of the digits typed so far; only digits that decide it are asked for. */
  pattern: RegExp;
  lengths: readonly number[];
  /** After how many digits a gap is shown. */
  gaps: readonly number[];
  cvcLength: number;
}

const groupsOfFour = [4, 8, 12, 16] as const;

const rule = (brand: Brand, pattern: RegExp, lengths: readonly number[]): BrandRule => ({
  brand,
  pattern,
  lengths,
  gaps: groupsOfFour,
  cvcLength: 3,
});

/** The first that fits wins: Discover's 62 range is UnionPay's here, as its test card is. */
const rules: readonly BrandRule[] = [
  rule('visa', /^4/, [16]),
  rule('mastercard', /^(5[1-5]|2[3-6]|22[3-9]|222[1-9]|27[01]|2720)/, [16]),
  { ...rule('amex', /^3[47]/, [15]), gaps: [4, 10], cvcLength: 4 },
  rule('discover', /^(6011|64[4-9]|65)/, [16]),
  { ...rule('diners', /^(30[0-5]|309|36|3[89])/, [14, 16]), gaps: groupsOfFour },
  rule('jcb', /^35(2[89]|[3-8])/, [16]),
  rule('unionpay', /^(62|81)/, [16, 17, 18, 19]),
];

const unknown: BrandRule = rule('unknown', /^/, [16]);

const ruleOf = (digits: string): BrandRule => rules.find(({ pattern }) => pattern.test(digits)) ?? unknown;

export const digitsOf = (text: string): string => text.replaceAll(/\D/g, '');

export const brandOf = (digits: string): Brand => ruleOf(digits).brand;

export const cvcLengthOf = (digits: string): number => ruleOf(digits).cvcLength;

const longest = (digits: string): number => Math.max(...ruleOf(digits).lengths);

/** The number as it is printed on such a card; what no such card has is cut off. */
export function formatNumber(text: string): string {
  const all = digitsOf(text);
  const digits = all.slice(0, longest(all));
  const { gaps } = ruleOf(digits);
  return [...digits].map((digit, i) => (gaps.includes(i) ? ` ${digit}` : digit)).join('');
}

/** Whether the last digit fits the others. */
function passesLuhn(digits: string): boolean {
  const sum = [...digits]
    .reverse()
    .map(Number)
    .reduce((total, digit, i) => total + (i % 2 === 0 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2), 0);
  return sum % 10 === 0;
}

/** How far a number is: what is wrong with it, or nothing. */
export function numberFault(digits: string): 'incomplete_number' | 'invalid_number' | undefined {
  const { lengths, brand } = ruleOf(digits);
  if (digits.length < Math.min(...lengths)) return 'incomplete_number';
  if (brand === 'unknown') return 'invalid_number';
  if (lengths.includes(digits.length) && passesLuhn(digits)) return undefined;
  return digits.length < longest(digits) ? 'incomplete_number' : 'invalid_number';
}
