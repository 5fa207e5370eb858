import type { Connection, Sql, TxSql } from '@purser/db';
import type { Snapshot } from './snapshot.ts';

/** The services of the platform: the schemas of its database that hold what the bus needs. */
export async function servicesIn(sql: Sql | TxSql): Promise<string[]> {
  const rows = await sql<{ service: string }[]>`
    select table_schema as service from information_schema.tables where table_name = 'outbox' order by 1`;
  return rows.map(({ service }) => service);
}

type Stored = Omit<
  Snapshot,
  | 'stripe'
  | 'proofs'
  | 'mailbox'
  | 'books'
  | 'billed'
  | 'asked'
  | 'journeys'
  | 'seenPaid'
  | 'processes'
  | 'fell'
  | 'cutOff'
>;

/** Everything the platform has stored, across tenants; under the owner's credential, as of one moment. */
export function readDatabase(owner: Connection): Promise<Stored> {
  return owner.plainTx(async ({ sql }) => {
    await sql`set transaction isolation level repeatable read read only`;
    const services = await servicesIn(sql);
    const ofEach = async <T>(read: (service: string) => Promise<T[]>): Promise<T[]> => {
      const all: T[] = [];
      for (const service of services) all.push(...(await read(service)));
      return all;
    };
    return {
      ...(await readMoney(sql)),
      ...(await readOutside(sql)),
      outbox: await ofEach(
        (service) => sql<Stored['outbox']>`
          select ${service} as service, tenant_id as tenant, id, name, subject, sent_at is not null as "isSent", created_at as at
          from ${sql(service)}.outbox`,
      ),
      ledger: await ofEach(
        (service) => sql<Stored['ledger']>`
          select ${service} as service, tenant_id as tenant, handler, message_id as "messageId", kind, status,
            attempts as "putOff", principal, idem_key as key, result
          from ${sql(service)}.ledger`,
      ),
      readers: await ofEach(
        (service) => sql<Stored['readers']>`
          select ${service} as service, name, event, registered_at as since from ${sql(service)}.reactions`,
      ),
      alarms: await ofEach(
        (service) => sql<Stored['alarms']>`
          select ${service} as service, tenant_id as tenant, handler, message_id as "messageId", reason
          from ${sql(service)}.alarms where cleared_at is null`,
      ),
    };
  });
}

/** Sums fit a float's whole numbers by far, so that they are read as such. */
async function readMoney(
  sql: TxSql,
): Promise<Omit<Stored, 'outbox' | 'ledger' | 'readers' | 'alarms' | 'mails' | 'documents'>> {
  return {
    attempts: await sql<Stored['attempts']>`
      select tenant_id as tenant, attempt_id as "attemptId", invoice_id as "invoiceId", status, payment_intent_id as "intentId"
      from payments.attempts`,
    payments: await sql<Stored['payments']>`
      select tenant_id as tenant, payment_id as "paymentId", attempt_id as "attemptId", invoice_id as "invoiceId",
        amount::float8, currency, payment_intent_id as "intentId", charge_id as "chargeId", fee::float8
      from payments.payments`,
    webhookEvents: await sql<Stored['webhookEvents']>`
      select tenant_id as tenant, event_id as "eventId", type, status, problem from payments.webhook_events`,
    invoices: await sql<Stored['invoices']>`
      select tenant_id as tenant, invoice_id as "invoiceId", customer_id as "customerId", number, currency, total::float8, tax::float8, paid::float8, credited::float8,
        off_balance::float8 as "offBalance", voided_on is not null as "isVoid"
      from invoicing.invoices`,
    creditNotes: await sql<Stored['creditNotes']>`
      select tenant_id as tenant, credit_note_id as "creditNoteId", invoice_id as "invoiceId", number from invoicing.credit_notes`,
    series: await sql<Stored['series']>`
      select tenant_id as tenant, kind, prefix, coalesce(next, 1)::float8 as next
      from invoicing.number_series left join invoicing.number_counters using (tenant_id, kind)
      where kind in ('invoice', 'creditNote')`,
    allocations: await sql<Stored['allocations']>`
      select tenant_id as tenant, payment_id as "paymentId", invoice_id as "invoiceId", amount::float8 from invoicing.allocations`,
    reversals: await sql<Stored['reversals']>`
      select tenant_id as tenant, cause_id as "causeId", invoice_id as "invoiceId", amount::float8
      from invoicing.payment_reversals`,
    creditReversals: await sql<Stored['creditReversals']>`
      select tenant_id as tenant, dispute_id as "disputeId" from invoicing.credit_reversals`,
    refunds: await sql<Stored['refunds']>`
      select tenant_id as tenant, part_id as "partId", refund_id as "refundId", status, amount::float8, stripe_refund_id as "stripeRefundId"
      from payments.refunds`,
    refundsAsked: await sql<Stored['refundsAsked']>`
      select tenant_id as tenant, refund_id as "refundId", invoice_id as "invoiceId", amount::float8, returned::float8, failed::float8,
        withdrawn::float8, settled::float8
      from invoicing.refunds_asked`,
    disputes: await sql<Stored['disputes']>`
      select d.tenant_id as tenant, dispute_id as "disputeId", stripe_dispute_id as "stripeDisputeId", status, amount::float8,
        exists (select 1 from payments.dispute_moves m where m.dispute_id = d.dispute_id and m.amount < 0) as taken,
        exists (select 1 from payments.dispute_moves m where m.dispute_id = d.dispute_id and m.amount > 0) as returned
      from payments.disputes d`,
    credits: await sql<Stored['credits']>`
      select tenant_id as tenant, source, source_id as "sourceId", amount::float8 from invoicing.credits`,
    holds: await sql<Stored['holds']>`
      select tenant_id as tenant, attempt_id as "attemptId", invoice_id as "invoiceId", ended_at is null as "isOpen"
      from invoicing.holds`,
    postings: await sql<Stored['postings']>`
      select tenant_id as tenant, entry_id as "entryId", kind, source_id as "sourceId", currency, account, amount::float8
      from reporting.entries join reporting.postings using (tenant_id, entry_id)`,
  };
}

/** What was to go out to readers and books. */
async function readOutside(sql: TxSql): Promise<Pick<Stored, 'mails' | 'documents'>> {
  return {
    mails: await sql<Stored['mails']>`
      select tenant_id as tenant, mail_id as "mailId", kind, source_id as "sourceId", customer_id as "customerId", status,
        message_id as "messageId", attempts as tries, problem
      from notifications.mails`,
    documents: await sql<Stored['documents']>`
      select tenant_id as tenant, kind, source_id as "sourceId", state, external_id as "externalId", problem
      from accounting.documents`,
  };
}
