import type { Asked } from '../paying/asking.ts';
import type { AtXero, LedgerRow, Mail, OutboxRow, Posting, Received, Snapshot } from '../snapshot/snapshot.ts';

const tenant = 't1';
const at = '2026-11-20 10:00:00+00';

/**
 * For tests: one invoice of 120, paid by one charge of 150, of which 30 became credit; one credit note on a second invoice, one void,
 * whose mail was dropped. The first mail came twice; another tenant has a customer and books with nothing in them.
 */
export function healthy(): Snapshot {
  return {
    stripe: {
      intents: [
        { tenant, id: 'pi_1', status: 'succeeded', attemptId: 'a1', amount: 150 },
        { tenant, id: 'pi_2', status: 'canceled', attemptId: 'a2', amount: 120 },
      ],
      charges: [
        { tenant, id: 'ch_0', intentId: 'pi_1', succeeded: false, amount: 0, currency: 'GBP' },
        { tenant, id: 'ch_1', intentId: 'pi_1', succeeded: true, amount: 150, currency: 'GBP' },
      ],
      transactions: [{ tenant, id: 'txn_1', chargeId: 'ch_1', currency: 'GBP', amount: 150, fee: 4, net: 146 }],
    },
    mailbox: [
      received('i1@x', 'Invoice X-000001', 'same'),
      received('i1@x', 'Invoice X-000001', 'same'),
      received('i2@x', 'Invoice X-000002'),
      received('p1@x', 'Receipt'),
    ],
    billed: [
      { tenant, customerId: 'c1', email: 'c1@example.com' },
      { tenant: 't2', customerId: 'c2', email: 'c2@example.com' },
    ],
    mails: [
      mail('invoiceIssued', 'i1', 2),
      mail('invoiceIssued', 'i2'),
      { ...mail('invoiceIssued', 'i3', 0), status: 'dropped' },
      mail('invoicePaid', 'p1'),
      { ...mail('paymentFailed', 'a2', 0), status: 'planned' },
    ],
    documents: [
      { tenant, kind: 'contact', sourceId: 'c1', ...pushed('xc1') },
      { tenant, kind: 'invoice', sourceId: 'i1', ...pushed('xi1') },
      { tenant, kind: 'invoice', sourceId: 'i2', ...pushed('xi2') },
      { tenant, kind: 'invoice', sourceId: 'i3', ...pushed('xi3') },
      { tenant, kind: 'payment', sourceId: 'p1', ...pushed('xp1') },
    ],
    books: [
      {
        tenant,
        organisation: 'o1',
        contacts: [{ id: 'xc1', number: 'c1' }],
        invoices: [
          there('xi1', 'X-000001', 'PAID', 120, 0),
          there('xi2', 'X-000002', 'AUTHORISED', 100, 100),
          there('xi3', 'X-000003', 'AUTHORISED', 50, 50),
        ],
        payments: [{ id: 'xp1', reference: 'p1', invoiceId: 'xi1', amount: 120 }],
      },
      { tenant: 't2', organisation: 'o2', contacts: [], invoices: [], payments: [] },
      { tenant: undefined, organisation: 'o3', contacts: [], invoices: [], payments: [] },
    ],
    attempts: [
      { tenant, attemptId: 'a1', invoiceId: 'i1', status: 'succeeded', intentId: 'pi_1' },
      { tenant, attemptId: 'a2', invoiceId: 'i1', status: 'cancelled', intentId: 'pi_2' },
    ],
    payments: [
      {
        tenant,
        paymentId: 'p1',
        attemptId: 'a1',
        invoiceId: 'i1',
        amount: 150,
        currency: 'GBP',
        intentId: 'pi_1',
        chargeId: 'ch_1',
        fee: 4,
      },
    ],
    webhookEvents: [{ tenant, eventId: 'evt_1', type: 'payment_intent.succeeded', status: 'processed', problem: null }],
    invoices: [
      invoice('i1', 'X-000001', { total: 120, paid: 120 }),
      invoice('i2', 'X-000002', { total: 100, credited: 100, offBalance: 100 }),
      invoice('i3', 'X-000003', { total: 50, isVoid: true }),
      invoice('i4', null, { total: 70 }),
    ],
    creditNotes: [{ tenant, creditNoteId: 'n1', invoiceId: 'i2', number: 'CN-000001' }],
    series: [
      { tenant, kind: 'invoice', prefix: 'X-', next: 4 },
      { tenant, kind: 'creditNote', prefix: 'CN-', next: 2 },
    ],
    allocations: [{ tenant, paymentId: 'p1', invoiceId: 'i1', amount: 120 }],
    credits: [{ tenant, source: 'payment', sourceId: 'p1', amount: 30 }],
    holds: [
      { tenant, attemptId: 'a1', invoiceId: 'i1', isOpen: false },
      { tenant, attemptId: 'a2', invoiceId: 'i1', isOpen: false },
    ],
    postings: [
      ...entry('e1', 'invoiceIssued', 'i1', 'receivables', 'revenue', 120),
      ...entry('e2', 'invoiceIssued', 'i2', 'receivables', 'revenue', 100),
      ...entry('e3', 'invoiceIssued', 'i3', 'receivables', 'revenue', 50),
      ...entry('e4', 'invoiceVoided', 'i3', 'revenue', 'receivables', 50),
      ...entry('e5', 'creditNoteIssued', 'n1', 'revenue', 'receivables', 100),
      ...entry('e6', 'paymentReceived', 'p1', 'stripeClearing', 'unappliedCash', 150),
      ...entry('e7', 'paymentAllocated', 'p1', 'unappliedCash', 'receivables', 120),
      ...entry('e8', 'overpaymentCredited', 'p1', 'unappliedCash', 'customerCredit', 30),
      ...entry('e9', 'feeCharged', 'p1', 'stripeFees', 'stripeClearing', 4),
    ],
    outbox: [
      sent('m1', 'payments.paymentSucceeded', 'evt.payments.paymentSucceeded'),
      sent('m2', 'payments.recordFee', 'cmd.payments.recordFee.payments'),
    ],
    ledger: [
      row('invoicing', 'invoicing.onPaymentSucceeded', 'm1', 'reaction'),
      row('reporting', 'reporting.onPaymentSucceeded', 'm1', 'reaction'),
      row('payments', 'payments.recordFee', 'm2', 'command'),
      { ...row('invoicing', 'invoicing.issueInvoice', 'm3', 'command'), ...by('k1'), result: '{"number":"X-000001"}' },
      { ...row('invoicing', 'invoicing.voidInvoice', 'm4', 'command'), ...by('k2'), status: 'rejected' },
    ],
    readers: [
      { service: 'invoicing', name: 'onPaymentSucceeded', event: 'payments.paymentSucceeded', since: at },
      { service: 'reporting', name: 'onPaymentSucceeded', event: 'payments.paymentSucceeded', since: at },
    ],
    alarms: [],
    asked: [
      told('invoicing.issueInvoice', 'k1', { status: 'done', result: { number: 'X-000001', secret: 's' } }),
      told('invoicing.voidInvoice', 'k2', {
        status: 'rejected',
        fault: { kind: 'rejected', code: 'invoice_has_payments', text: 'No.' },
      }),
    ],
    journeys: [{ plan: plan(), ending: { invoiceId: 'i1', wanted: 'paid' }, gaveUp: undefined }],
    seenPaid: new Set(['pi_1']),
    processes: 6,
    fell: [],
    cutOff: 1,
  };
}

function invoice(invoiceId: string, number: string | null, sums: Partial<Snapshot['invoices'][number]>) {
  const nothing = { paid: 0, credited: 0, offBalance: 0, isVoid: false, total: 0, tax: 20 };
  return { tenant, invoiceId, customerId: 'c1', number, currency: 'GBP', ...nothing, ...sums };
}

function mail(kind: string, sourceId: string, tries = 1): Mail {
  const about = { kind, sourceId, customerId: 'c1', messageId: `${sourceId}@x` };
  return { tenant, mailId: `m-${sourceId}`, ...about, status: 'sent', tries, problem: null };
}

function received(messageId: string, subject: string, says?: string): Received {
  return { to: ['c1@example.com'], subject, messageId, says };
}

function pushed(externalId: string) {
  return { state: 'pushed', externalId, problem: null };
}

function there(id: string, number: string, status: string, total: number, due: number): AtXero['invoices'][number] {
  return { id, number, contactId: 'xc1', status, currency: 'GBP', total, tax: 20, due };
}

function entry(
  entryId: string,
  kind: string,
  sourceId: string,
  debit: string,
  credit: string,
  amount: number,
): Posting[] {
  const of = { tenant, entryId, kind, sourceId, currency: 'GBP' };
  return [
    { ...of, account: debit, amount },
    { ...of, account: credit, amount: -amount },
  ];
}

function sent(id: string, name: string, subject: string): OutboxRow {
  return { service: 'payments', tenant, id, name, subject, isSent: true, at };
}

function row(service: string, handler: string, messageId: string, kind: LedgerRow['kind']): LedgerRow {
  const nobody = { putOff: 0, principal: 'service:payments', key: null, result: null };
  return { service, tenant, handler, messageId, kind, status: 'done', ...nobody };
}

function by(key: string) {
  return { principal: 'staff:s1', key };
}

function told(command: string, key: string, answer: NonNullable<Asked['answer']>): Asked {
  return { payment: 0, command, tenant, ...by(key), tries: 2, put_off: {}, answers: ['same', 'same'], answer };
}

function plan(): Snapshot['journeys'][number]['plan'] {
  return { index: 0, way: 'plain', tenant: 0, customer: 0, lines: [1, 1], share: 50, isRestless: false };
}
