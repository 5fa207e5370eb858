/** What the books hold. Amounts are whole counts of the second decimal place, quantities, unit prices and rates of the fourth or sixth. */
interface Document {
  id: string;
  updatedMs: number;
}

export interface Account extends Document {
  /** Null for a bank account without one. */
  code: string | null;
  name: string;
  type: string;
  class: string;
  taxType: string;
  /** Of bank accounts. */
  currency: string | null;
  bankNumber: string | null;
  payments: boolean;
  system: string | null;
  status: 'ACTIVE' | 'ARCHIVED';
}

export interface TaxRate extends Document {
  taxType: string;
  name: string;
  /** Percent, at 4 places. */
  percent: number;
  report: string;
  income: boolean;
  expenses: boolean;
}

export interface Currency extends Document {
  code: string;
  name: string;
}

export interface Contact extends Document {
  name: string;
  status: 'ACTIVE' | 'ARCHIVED' | 'GDPRREQUEST';
  mergedTo: string | null;
  isCustomer: boolean;
  isSupplier: boolean;
  /** The plain text fields, by Xero's names. */
  texts: Record<string, string>;
  addresses: Record<string, string>[];
  phones: Record<string, string>[];
}

export interface Line {
  id: string;
  description: string | null;
  quantity: number;
  unit: number;
  amount: number;
  tax: number;
  accountCode: string | null;
  accountId: string | null;
  taxType: string | null;
  itemCode: string | null;
  discountPercent: number | null;
}

/** What invoices and credit notes share. */
export interface Bill extends Document {
  type: string;
  number: string;
  status: string;
  contact: string;
  /** As `YYYY-MM-DD`. */
  date: string;
  dueDate: string | null;
  lineAmountTypes: 'Exclusive' | 'Inclusive' | 'NoTax';
  lines: Line[];
  reference: string;
  currency: string;
  /** Units of the currency for one of the base, at 6 places. */
  rate: number;
  subTotal: number;
  totalTax: number;
  total: number;
  sent: boolean;
  paidOn: string | null;
}

export interface Invoice extends Bill {
  url: string | null;
}

/** Part of a credit note set against an invoice. */
export interface Allocation {
  id: string;
  invoice: string;
  amount: number;
  date: string;
}

/** The same, as it is found from the invoice. */
export interface Credit extends Document {
  note: string;
  amount: number;
  date: string;
}

export interface CreditNote extends Bill {
  allocations: Allocation[];
}

export interface Payment extends Document {
  /** The invoice or credit note it pays. */
  bill: string;
  of: 'invoice' | 'creditNote';
  account: string;
  date: string;
  amount: number;
  /** In the account's currency. */
  bankAmount: number;
  rate: number;
  reference: string;
  isReconciled: boolean;
  status: 'AUTHORISED' | 'DELETED';
}
