import type { Asked } from '../paying/asking.ts';
import type { AtXero, LedgerRow, Mail, OutboxRow, Posting, Received, Snapshot } from '../snapshot/snapshot.ts';

const tenant = 't1';
const at = '2026-11-20 10:00:00+00';
const back = { intentId: 'pi_4', currency: 'GBP' };
const onItsWay = { returned: 0, failed: 0, withdrawn: 0, settled: 0 };

/**
 * For tests: one invoice of 150, paid whole by one charge while 30 of it were credited, which became credit; one credit note on a second invoice, one void,
 * whose mail was dropped. A fourth was charged by itself; of it 40 went back, another 10 came back to us and became credit, and it was
 * disputed, and won. The first mail came twice; another tenant has a customer and books with nothing in them.
 */
export function healthy(): Snapshot {
  return {
    stripe: {
      intents: [
        { tenant, id: 'pi_1', status: 'succeeded', attemptId: 'a1', invoiceId: 'i1', amount: 150 },
        { tenant, id: 'pi_2', status: 'canceled', attemptId: 'a2', invoiceId: 'i1', amount: 120 },
        { tenant, id: 'pi_4', status: 'succeeded', attemptId: 'a4', invoiceId: 'i4', amount: 100 },
      ],
      charges: [
        { tenant, id: 'ch_0', intentId: 'pi_1', succeeded: false, amount: 0, currency: 'GBP' },
        { tenant, id: 'ch_1', intentId: 'pi_1', succeeded: true, amount: 150, currency: 'GBP' },
        { tenant, id: 'ch_4', intentId: 'pi_4', succeeded: true, amount: 100, currency: 'GBP' },
      ],
      transactions: [
        { tenant, id: 'txn_1', chargeId: 'ch_1', currency: 'GBP', amount: 150, fee: 4, net: 146 },
        { tenant, id: 'txn_4', chargeId: 'ch_4', currency: 'GBP', amount: 100, fee: 3, net: 97 },
        { tenant, id: 'txn_5', chargeId: 're_1', currency: 'GBP', amount: -40, fee: 0, net: -40 },
      ],
      refunds: [
        { tenant, id: 're_1', ...back, status: 'succeeded', amount: 40, refundId: 'r1', partId: 'rp1' },
        { tenant, id: 're_2', ...back, status: 'failed', amount: 10, refundId: 'r2', partId: 'rp2' },
      ],
      refundKeys: ['k1', 'k2'],
      disputes: [{ tenant, id: 'du_1', intentId: 'pi_4', status: 'won', amount: 100 }],
    },
    mailbox: [
      received('i1@x', 'Invoice X-000001', 'same'),
      received('i1@x', 'Invoice X-000001', 'same'),
      received('i2@x', 'Invoice X-000002'),
      received('p1@x', 'Receipt'),
      received('i4@x', 'Invoice X-000004'),
      received('p4@x', 'Receipt'),
      received('rp1@x', 'Refund'),
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
      mail('invoiceIssued', 'i4'),
      mail('invoicePaid', 'p4'),
      mail('refundSent', 'rp1'),
      { ...mail('paymentFailed', 'a2', 0), status: 'planned' },
    ],
    documents: [
      { tenant, kind: 'contact', sourceId: 'c1', ...pushed('xc1') },
      { tenant, kind: 'invoice', sourceId: 'i1', ...pushed('xi1') },
      { tenant, kind: 'invoice', sourceId: 'i2', ...pushed('xi2') },
      { tenant, kind: 'invoice', sourceId: 'i3', ...pushed('xi3') },
      { tenant, kind: 'payment', sourceId: 'p1', ...pushed('xp1') },
      { tenant, kind: 'invoice', sourceId: 'i4', ...pushed('xi4') },
      { tenant, kind: 'payment', sourceId: 'p4', ...pushed('xp4') },
    ],
    books: [
      {
        tenant,
        organisation: 'o1',
        contacts: [{ id: 'xc1', number: 'c1' }],
        invoices: [
          there('xi1', 'X-000001', 'AUTHORISED', 150, 30),
          there('xi2', 'X-000002', 'AUTHORISED', 100, 100),
          there('xi3', 'X-000003', 'AUTHORISED', 50, 50),
          there('xi4', 'X-000004', 'PAID', 100, 0),
        ],
        payments: [
          { id: 'xp1', reference: 'p1', invoiceId: 'xi1', amount: 120 },
          { id: 'xp4', reference: 'p4', invoiceId: 'xi4', amount: 100 },
        ],
      },
      { tenant: 't2', organisation: 'o2', contacts: [], invoices: [], payments: [] },
      { tenant: undefined, organisation: 'o3', contacts: [], invoices: [], payments: [] },
    ],
    attempts: [
      { tenant, attemptId: 'a1', invoiceId: 'i1', status: 'succeeded', intentId: 'pi_1' },
      { tenant, attemptId: 'a2', invoiceId: 'i1', status: 'cancelled', intentId: 'pi_2' },
      { tenant, attemptId: 'a4', invoiceId: 'i4', status: 'succeeded', intentId: 'pi_4' },
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
      {
        tenant,
        paymentId: 'p4',
        attemptId: 'a4',
        invoiceId: 'i4',
        amount: 100,
        currency: 'GBP',
        intentId: 'pi_4',
        chargeId: 'ch_4',
        fee: 3,
      },
    ],
    webhookEvents: [{ tenant, eventId: 'evt_1', type: 'payment_intent.succeeded', status: 'processed', problem: null }],
    invoices: [
      invoice('i1', 'X-000001', { total: 150, paid: 120, credited: 30, offBalance: 30 }),
      invoice('i2', 'X-000002', { total: 100, credited: 100, offBalance: 100 }),
      invoice('i3', 'X-000003', { total: 50, isVoid: true }),
      invoice('i4', 'X-000004', { total: 100, paid: 50 }),
      invoice('i5', null, { total: 70 }),
    ],
    creditNotes: [
      { tenant, creditNoteId: 'n1', invoiceId: 'i2', number: 'CN-000001' },
      { tenant, creditNoteId: 'n2', invoiceId: 'i1', number: 'CN-000002' },
    ],
    series: [
      { tenant, kind: 'invoice', prefix: 'X-', next: 5 },
      { tenant, kind: 'creditNote', prefix: 'CN-', next: 3 },
    ],
    allocations: [
      { tenant, paymentId: 'p1', invoiceId: 'i1', amount: 120 },
      { tenant, paymentId: 'p4', invoiceId: 'i4', amount: 100 },
    ],
    credits: [
      { tenant, source: 'payment', sourceId: 'p1', amount: 30 },
      { tenant, source: 'refund', sourceId: 'r2', amount: 10 },
      { tenant, source: 'dispute', sourceId: 'd1', amount: 10 },
    ],
    creditReversals: [{ tenant, disputeId: 'd1' }],
    reversals: [
      { tenant, causeId: 'r1', invoiceId: 'i4', amount: 40 },
      { tenant, causeId: 'r2', invoiceId: 'i4', amount: 10 },
    ],
    refunds: [
      { tenant, partId: 'rp1', refundId: 'r1', status: 'succeeded', amount: 40, stripeRefundId: 're_1' },
      { tenant, partId: 'rp2', refundId: 'r2', status: 'failed', amount: 10, stripeRefundId: 're_2' },
    ],
    refundsAsked: [
      { tenant, refundId: 'r1', invoiceId: 'i4', amount: 40, ...onItsWay, returned: 40 },
      { tenant, refundId: 'r2', invoiceId: 'i4', amount: 10, ...onItsWay, withdrawn: 10 },
    ],
    disputes: [
      { tenant, disputeId: 'd1', stripeDisputeId: 'du_1', status: 'won', amount: 100, taken: true, returned: true },
    ],
    holds: [
      { tenant, attemptId: 'a1', invoiceId: 'i1', isOpen: false },
      { tenant, attemptId: 'a2', invoiceId: 'i1', isOpen: false },
      { tenant, attemptId: 'a4', invoiceId: 'i4', isOpen: false },
    ],
    postings: [
      ...entry('e1', 'invoiceIssued', 'i1', 'receivables', 'revenue', 150),
      ...entry('e2', 'invoiceIssued', 'i2', 'receivables', 'revenue', 100),
      ...entry('e3', 'invoiceIssued', 'i3', 'receivables', 'revenue', 50),
      ...entry('e4', 'invoiceVoided', 'i3', 'revenue', 'receivables', 50),
      ...entry('e5', 'creditNoteIssued', 'n1', 'revenue', 'receivables', 100),
      ...entry('e6', 'paymentReceived', 'p1', 'stripeClearing', 'unappliedCash', 150),
      ...entry('e7', 'paymentAllocated', 'p1', 'unappliedCash', 'receivables', 120),
      ...entry('e8', 'overpaymentCredited', 'p1', 'unappliedCash', 'customerCredit', 30),
      ...entry('e9', 'feeCharged', 'p1', 'stripeFees', 'stripeClearing', 4),
      ...entry('e22', 'creditNoteIssued', 'n2', 'revenue', 'receivables', 30),
      ...entry('e10', 'invoiceIssued', 'i4', 'receivables', 'revenue', 100),
      ...entry('e11', 'paymentReceived', 'p4', 'stripeClearing', 'unappliedCash', 100),
      ...entry('e12', 'paymentAllocated', 'p4', 'unappliedCash', 'receivables', 100),
      ...entry('e13', 'feeCharged', 'p4', 'stripeFees', 'stripeClearing', 3),
      ...entry('e14', 'paymentReversed', 'r1', 'receivables', 'refundsPayable', 40),
      ...entry('e15', 'paymentReversed', 'r2', 'receivables', 'refundsPayable', 10),
      ...entry('e16', 'refundSent', 'r1', 'refundsPayable', 'stripeClearing', 40),
      ...entry('e17', 'refundSent', 'r2', 'refundsPayable', 'stripeClearing', 10),
      ...entry('e18', 'refundReturned', 'r2', 'stripeClearing', 'refundsPayable', 10),
      ...entry('e19', 'refundWithdrawn', 'r2', 'refundsPayable', 'customerCredit', 10),
      ...entry('e20', 'disputeMoneyTaken', 'd1', 'disputesHeld', 'stripeClearing', 100),
      ...entry('e21', 'disputeMoneyReturned', 'd1', 'stripeClearing', 'disputesHeld', 100),
      ...entry('e23', 'disputeTookCredit', 'd1', 'customerCredit', 'disputesHeld', 10),
      ...entry('e24', 'disputeWonBack', 'd1', 'disputesHeld', 'customerCredit', 10),
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
    proofs: [{ tenant, proofId: 'pr1', verdict: 'proved', findings: [] }],
    asked: [
      told('invoicing.issueInvoice', 'k1', { status: 'done', result: { number: 'X-000001', secret: 's' } }),
      told('invoicing.voidInvoice', 'k2', {
        status: 'rejected',
        fault: { kind: 'rejected', code: 'invoice_has_payments', text: 'No.' },
      }),
    ],
    journeys: [
      { plan: plan(), ending: { invoiceId: 'i1', wanted: 'paid', back: 0 }, gaveUp: undefined, took_ms: 900 },
      {
        plan: { ...plan(), index: 1, way: 'autopaid' },
        ending: { invoiceId: 'i4', wanted: 'paid', back: 50 },
        gaveUp: undefined,
        took_ms: 5_000,
      },
    ],
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
  return { to: ['c1@example.com'], subject, messageId, says, isLate: false };
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
