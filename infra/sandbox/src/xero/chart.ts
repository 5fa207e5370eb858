/** An account of the chart as it is seeded: a usual one of a small company in the United Kingdom. */
export interface SeedAccount {
  /** Bank accounts need not have one. */
  code?: string;
  name: string;
  type: string;
  class: 'ASSET' | 'LIABILITY' | 'REVENUE' | 'EXPENSE' | 'EQUITY';
  taxType: string;
  /** Of bank accounts; absent is the organisation's own. */
  currency?: string;
  number?: string;
  payments?: boolean;
  system?: string;
}

export const chart: readonly SeedAccount[] = [
  {
    code: '090',
    name: 'Business Bank Account',
    type: 'BANK',
    class: 'ASSET',
    taxType: 'NONE',
    number: '20000011112222',
  },
  {
    code: '091',
    name: 'Business Savings Account',
    type: 'BANK',
    class: 'ASSET',
    taxType: 'NONE',
    number: '20000033334444',
  },
  {
    code: '092',
    name: 'Euro Account',
    type: 'BANK',
    class: 'ASSET',
    taxType: 'NONE',
    currency: 'EUR',
    number: '20000055556666',
  },
  {
    code: '093',
    name: 'US Dollar Account',
    type: 'BANK',
    class: 'ASSET',
    taxType: 'NONE',
    currency: 'USD',
    number: '20000077778888',
  },
  { name: 'Card Payments Clearing', type: 'BANK', class: 'ASSET', taxType: 'NONE', number: '20000099990000' },
  { code: '200', name: 'Sales', type: 'REVENUE', class: 'REVENUE', taxType: 'OUTPUT2' },
  { code: '260', name: 'Other Revenue', type: 'REVENUE', class: 'REVENUE', taxType: 'OUTPUT2' },
  { code: '270', name: 'Interest Income', type: 'OTHERINCOME', class: 'REVENUE', taxType: 'NONE' },
  { code: '310', name: 'Cost of Goods Sold', type: 'DIRECTCOSTS', class: 'EXPENSE', taxType: 'INPUT2' },
  { code: '404', name: 'Bank Fees', type: 'OVERHEADS', class: 'EXPENSE', taxType: 'NONE' },
  { code: '429', name: 'General Expenses', type: 'OVERHEADS', class: 'EXPENSE', taxType: 'INPUT2' },
  {
    code: '499',
    name: 'Realised Currency Gains',
    type: 'EXPENSE',
    class: 'EXPENSE',
    taxType: 'NONE',
    system: 'REALISEDCURRENCYGAIN',
  },
  { code: '610', name: 'Accounts Receivable', type: 'CURRENT', class: 'ASSET', taxType: 'NONE', system: 'DEBTORS' },
  { code: '800', name: 'Accounts Payable', type: 'CURRLIAB', class: 'LIABILITY', taxType: 'NONE', system: 'CREDITORS' },
  { code: '820', name: 'VAT', type: 'CURRLIAB', class: 'LIABILITY', taxType: 'NONE', system: 'GST' },
  {
    code: '835',
    name: "Directors' Loan Account",
    type: 'CURRLIAB',
    class: 'LIABILITY',
    taxType: 'NONE',
    payments: true,
  },
  {
    code: '840',
    name: 'Historical Adjustment',
    type: 'CURRLIAB',
    class: 'LIABILITY',
    taxType: 'NONE',
    system: 'HISTORICAL',
  },
  { code: '860', name: 'Rounding', type: 'CURRLIAB', class: 'LIABILITY', taxType: 'NONE', system: 'ROUNDING' },
  { code: '970', name: 'Owner A Share Capital', type: 'EQUITY', class: 'EQUITY', taxType: 'NONE' },
];

/** A tax rate as it is seeded; percent. */
export interface SeedTaxRate {
  taxType: string;
  name: string;
  percent: number;
  report: string;
  /** Which side of the books it may be used on. */
  on: 'income' | 'expenses' | 'both';
}

export const taxRates: readonly SeedTaxRate[] = [
  { taxType: 'OUTPUT2', name: '20% (VAT on Income)', percent: 20, report: 'OUTPUT', on: 'income' },
  { taxType: 'INPUT2', name: '20% (VAT on Expenses)', percent: 20, report: 'INPUT', on: 'expenses' },
  { taxType: 'RROUTPUT', name: '5% (VAT on Income)', percent: 5, report: 'OUTPUT', on: 'income' },
  { taxType: 'RRINPUT', name: '5% (VAT on Expenses)', percent: 5, report: 'INPUT', on: 'expenses' },
  { taxType: 'ZERORATEDOUTPUT', name: 'Zero Rated Income', percent: 0, report: 'OUTPUT', on: 'income' },
  { taxType: 'ZERORATEDINPUT', name: 'Zero Rated Expenses', percent: 0, report: 'INPUT', on: 'expenses' },
  { taxType: 'ECZROUTPUT', name: 'Zero Rated EC Goods Income', percent: 0, report: 'ECOUTPUT', on: 'income' },
  {
    taxType: 'ECZROUTPUTSERVICES',
    name: 'Zero Rated EC Services',
    percent: 0,
    report: 'ECOUTPUTSERVICES',
    on: 'income',
  },
  { taxType: 'EXEMPTOUTPUT', name: 'Exempt Income', percent: 0, report: 'OUTPUT', on: 'income' },
  { taxType: 'EXEMPTINPUT', name: 'Exempt Expenses', percent: 0, report: 'INPUT', on: 'expenses' },
  { taxType: 'NONE', name: 'No VAT', percent: 0, report: 'NONE', on: 'both' },
];

/** The currencies a document can be in, with the rate a day without one gets: units of it for one of the base. */
export const knownCurrencies: Record<string, { name: string; rate: number }> = {
  GBP: { name: 'British Pound', rate: 1 },
  EUR: { name: 'Euro', rate: 1.17 },
  USD: { name: 'United States Dollar', rate: 1.27 },
  CHF: { name: 'Swiss Franc', rate: 1.09 },
  SEK: { name: 'Swedish Krona', rate: 13.2 },
  AUD: { name: 'Australian Dollar', rate: 1.93 },
  CAD: { name: 'Canadian Dollar', rate: 1.78 },
  JPY: { name: 'Japanese Yen', rate: 196.4 },
};

export const baseCurrency = 'GBP';
export const enabledAtFirst: readonly string[] = ['GBP', 'EUR', 'USD'];
