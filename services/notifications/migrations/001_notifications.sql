-- Every mail: what it is about, and what became of it. Whom it went to and what it said are sealed under the customer's own key; a link
-- stands in it as a placeholder. One mail per kind and source, however often the event is told.
create table mails (
  tenant_id uuid not null,
  mail_id uuid not null,
  kind text not null check (kind in ('invoiceIssued', 'invoicePaid', 'invoicePartlyPaid', 'paymentFailed', 'signInLink', 'invoiceLink')),
  source_id uuid not null,
  customer_id uuid not null,
  contact_id uuid,
  invoice_id uuid,
  document_id uuid,
  decline_code text,
  browser_hash text check (browser_hash ~ '^[0-9a-f]{64}$'),
  status text not null check (status in ('planned', 'sending', 'sent', 'failed', 'dropped')),
  message_id text not null,
  recipient bytea,
  subject bytea,
  content bytea,
  attempts int not null default 0,
  problem text,
  created_at timestamptz not null,
  sent_at timestamptz,
  primary key (tenant_id, mail_id),
  check ((status = 'sent') = (sent_at is not null))
);
create unique index mails_once on mails (tenant_id, kind, source_id);
create index mails_invoice on mails (tenant_id, invoice_id, mail_id);
create index mails_customer on mails (tenant_id, customer_id, mail_id);
create index mails_status on mails (tenant_id, status, mail_id);
select platform.tenant_table('mails', 'select, insert, update');
