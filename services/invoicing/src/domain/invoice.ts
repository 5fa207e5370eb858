/** What money moves on: the sums of an invoice as they stand, minor units of its currency; dates in the tenant's zone. */
export type Invoice = {
  invoiceId: string;
  customerId: string;
  currency: string;
  net: bigint;
  tax: bigint;
  total: bigint;
  /** Allocated from payments. */
  paid: bigint;
  /** The sum of its credit notes, and how much of that lowered the debt; the rest became the customer's credit. */
  credited: bigint;
  offBalance: bigint;
  /** Settled with credit that the customer had. */
  creditApplied: bigint;
  /** What nobody expects any more, though it is still owed. */
  writtenOff: bigint;
  /** Null while it is a draft. */
  number: string | null;
  dueOn: string | null;
  voidedOn: string | null;
};

export type InvoiceStatus = 'draft' | 'open' | 'partlyPaid' | 'paid' | 'overdue' | 'void' | 'uncollectible';

export function isDraft({ number }: Pick<Invoice, 'number'>): boolean {
  return number === null;
}

/** What may still be taken for it. Nothing on a draft, which nobody owes yet, on what was voided and on what was written off. */
export function dueOf(invoice: Invoice): bigint {
  return owedOf(invoice) - invoice.writtenOff;
}

/** What money that comes can settle: what is due, and what was written off too, since a write-off forgives nothing. */
export function owedOf(invoice: Invoice): bigint {
  if (isDraft(invoice) || invoice.voidedOn !== null) return 0n;
  return invoice.total - invoice.paid - invoice.creditApplied - invoice.offBalance;
}

/** Follows from the facts and is stored nowhere. An invoice is overdue from the day after its due date. */
export function statusOf(invoice: Invoice, today: string): InvoiceStatus {
  if (isDraft(invoice)) return 'draft';
  if (invoice.voidedOn !== null) return 'void';
  if (invoice.writtenOff > 0n) return 'uncollectible';
  if (dueOf(invoice) === 0n) return 'paid';
  // Dates as YYYY-MM-DD sort as text.
  if (invoice.dueOn !== null && invoice.dueOn < today) return 'overdue';
  return invoice.paid + invoice.creditApplied > 0n ? 'partlyPaid' : 'open';
}
