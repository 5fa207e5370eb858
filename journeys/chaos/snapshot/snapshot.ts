import type { Asked } from '../paying/asking.ts';
import type { Journey } from '../paying/payAll.ts';

// All that there is once a run has come to rest, as plain data: the checks read this and nothing else. Amounts are minor
// units. A tenant is named by its id.

export type Intent = {
  tenant: string;
  id: string;
  status: string;
  attemptId: string | undefined;
  invoiceId: string | undefined;
  amount: number;
};
export type Charge = {
  tenant: string;
  id: string;
  intentId: string;
  succeeded: boolean;
  /** What was captured. */
  amount: number;
  currency: string;
};
export type BalanceTransaction = {
  tenant: string;
  id: string;
  chargeId: string;
  currency: string;
  amount: number;
  fee: number;
  net: number;
};
export type RefundAtStripe = {
  tenant: string;
  id: string;
  intentId: string;
  status: string;
  amount: number;
  currency: string;
  /** Ours, as its metadata has them. */
  refundId: string | undefined;
  partId: string | undefined;
};
export type DisputeAtStripe = { tenant: string; id: string; intentId: string; status: string; amount: number };
export type AtStripe = {
  intents: Intent[];
  charges: Charge[];
  transactions: BalanceTransaction[];
  refunds: RefundAtStripe[];
  /** The idempotency keys under which refunds were asked for. */
  refundKeys: string[];
  disputes: DisputeAtStripe[];
};

export type Attempt = { tenant: string; attemptId: string; invoiceId: string; status: string; intentId: string | null };
export type Payment = {
  tenant: string;
  paymentId: string;
  attemptId: string;
  invoiceId: string;
  amount: number;
  currency: string;
  intentId: string;
  chargeId: string | null;
  fee: number | null;
};
export type Invoice = {
  tenant: string;
  invoiceId: string;
  customerId: string;
  number: string | null;
  currency: string;
  total: number;
  tax: number;
  paid: number;
  credited: number;
  offBalance: number;
  isVoid: boolean;
};
/** A refund as payments sends it. */
export type Refund = {
  tenant: string;
  partId: string;
  refundId: string;
  status: string;
  amount: number;
  stripeRefundId: string | null;
};
/** A refund as invoicing owes it. */
export type RefundAsked = {
  tenant: string;
  refundId: string;
  invoiceId: string;
  amount: number;
  returned: number;
  failed: number;
  withdrawn: number;
  settled: number;
};
export type Dispute = {
  tenant: string;
  disputeId: string;
  stripeDisputeId: string;
  status: string;
  amount: number;
  /** Whether anything was moved by it, and moved back. */
  taken: boolean;
  returned: boolean;
};
/** What a payment had settled and settles no more. */
export type Reversal = { tenant: string; causeId: string; invoiceId: string; amount: number };
/** Credit that a lost dispute took. */
export type CreditReversal = { tenant: string; disputeId: string };
export type CreditNote = { tenant: string; creditNoteId: string; invoiceId: string; number: string };
export type Series = { tenant: string; kind: 'invoice' | 'creditNote'; prefix: string; next: number };
export type Allocation = { tenant: string; paymentId: string; invoiceId: string; amount: number };
export type Credit = {
  tenant: string;
  source: 'payment' | 'creditNote' | 'refund' | 'dispute';
  sourceId: string;
  amount: number;
};
export type Hold = { tenant: string; attemptId: string; invoiceId: string; isOpen: boolean };
export type Posting = {
  tenant: string;
  entryId: string;
  kind: string;
  sourceId: string;
  currency: string;
  account: string;
  amount: number;
};

export type OutboxRow = {
  service: string;
  tenant: string;
  id: string;
  name: string;
  subject: string;
  isSent: boolean;
  at: string;
};
export type LedgerRow = {
  service: string;
  tenant: string;
  handler: string;
  messageId: string;
  kind: 'command' | 'reaction';
  status: string;
  /** How often it was put off before it ended. */
  putOff: number;
  principal: string;
  key: string | null;
  result: string | null;
};
/** A reaction that a service registered, and from when on it reads. */
export type Reader = { service: string; name: string; event: string; since: string };
export type Alarm = { service: string; tenant: string; handler: string; messageId: string; reason: string };
export type WebhookEvent = { tenant: string; eventId: string; type: string; status: string; problem: string | null };

/** What notifications have of a mail. The Message-ID is without its brackets. */
export type Mail = {
  tenant: string;
  mailId: string;
  kind: string;
  sourceId: string;
  customerId: string;
  status: string;
  messageId: string;
  /** How often it was tried to send it. */
  tries: number;
  problem: string | null;
};
/**
 * A mail that the server took. `says` tells apart what copies of it say, but for the link; undefined where there is but one. One that is
 * late came after the database was read, which may not know of it.
 */
export type Received = { to: string[]; subject: string; messageId: string; says: string | undefined; isLate: boolean };
/** Whom the tenants bill, and where they get their mail. */
export type Billed = { tenant: string; customerId: string; email: string };

/** What accounting has of a thing that is to stand in the books. */
export type Document = {
  tenant: string;
  kind: 'contact' | 'invoice' | 'payment';
  sourceId: string;
  state: string;
  externalId: string | null;
  problem: string | null;
};
/** What stands in an organisation at Xero; `tenant` is undefined where none of ours is connected to it. */
export type AtXero = {
  tenant: string | undefined;
  organisation: string;
  contacts: { id: string; number: string }[];
  invoices: {
    id: string;
    number: string;
    contactId: string;
    status: string;
    currency: string;
    total: number;
    tax: number;
    due: number;
  }[];
  payments: { id: string; reference: string; invoiceId: string; amount: number }[];
};

/** What `purser prove` says of the days of the run. */
export type Proved = { tenant: string; proofId: string; verdict: string; findings: string[] };

export type Snapshot = {
  stripe: AtStripe;
  mailbox: Received[];
  books: AtXero[];
  billed: readonly Billed[];
  mails: Mail[];
  documents: Document[];
  attempts: Attempt[];
  payments: Payment[];
  webhookEvents: WebhookEvent[];
  invoices: Invoice[];
  creditNotes: CreditNote[];
  series: Series[];
  allocations: Allocation[];
  reversals: Reversal[];
  creditReversals: CreditReversal[];
  refunds: Refund[];
  refundsAsked: RefundAsked[];
  disputes: Dispute[];
  credits: Credit[];
  holds: Hold[];
  postings: Posting[];
  outbox: OutboxRow[];
  ledger: LedgerRow[];
  readers: Reader[];
  alarms: Alarm[];
  proofs: Proved[];
  /** What those who asked and paid know themselves. */
  asked: readonly Asked[];
  journeys: readonly Journey[];
  seenPaid: ReadonlySet<string>;
  /** How many processes there were, and what the supervisor told of those that ended by themselves. */
  processes: number;
  fell: readonly string[];
  /** How often a mail may have been cut off between the server's yes and our record: deaths of the two, and connections dropped. */
  cutOff: number;
};
