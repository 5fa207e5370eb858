-- Quotes. Each version is a row; those of one family share their number. What was asked for stands in `document`, with the lines that
-- may be left out; what was accepted in `accepted_document`, which becomes the invoice's. `state` is moved by src/domain/quote.ts alone.
create table quotes (
  tenant_id uuid not null,
  quote_id uuid not null,
  family_id uuid not null,
  version int not null check (version > 0),
  customer_id uuid not null,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  state text not null check (state in
    ('draft', 'sent', 'accepted', 'declined', 'expired', 'withdrawn', 'superseded', 'converted')),
  document text not null,
  note bytea,
  po_number bytea,
  terms_days int check (terms_days between 0 and 365),
  net bigint not null check (net >= 0),
  tax bigint not null check (tax >= 0),
  total bigint not null check (total = net + tax),
  valid_until date,
  number text,
  -- What a search compares with: byte by byte, in capitals.
  number_key text collate "C" generated always as (upper(number)) stored,
  sent_on date,
  sent_at timestamptz,
  accepted_at timestamptz,
  accepted_by text check (accepted_by in ('customer', 'staff')),
  accepted_document text,
  accepted_name bytea,
  accepted_address bytea,
  declined_at timestamptz,
  decline_reason bytea,
  asked_at timestamptz,
  invoice_id uuid,
  created_at timestamptz not null,
  primary key (tenant_id, quote_id),
  foreign key (tenant_id, customer_id) references customers (tenant_id, customer_id),
  foreign key (tenant_id, invoice_id) references invoices (tenant_id, invoice_id),
  constraint draft_was_not_sent check ((state = 'draft') = (sent_at is null)),
  constraint numbered_when_sent check (sent_at is null or num_nulls(number, sent_on, valid_until) = 0),
  constraint accepted_whole check (
    num_nulls(accepted_at, accepted_by, accepted_document) = case when state in ('accepted', 'converted') then 0 else 3 end),
  constraint declined_when_declined check (state <> 'declined' or declined_at is not null),
  constraint converted_to_one check ((state = 'converted') = (invoice_id is not null))
);
create unique index quotes_family on quotes (tenant_id, family_id, version);
create unique index quotes_number on quotes (tenant_id, number, version);
create unique index quotes_invoice on quotes (tenant_id, invoice_id) where invoice_id is not null;
create index quotes_newest on quotes (tenant_id, created_at desc, quote_id desc) include (customer_id, state, valid_until);
create index quotes_customer on quotes (tenant_id, customer_id, created_at desc, quote_id desc) include (state, currency, total, valid_until);
create index quotes_state on quotes (tenant_id, state, created_at desc, quote_id desc) include (customer_id, currency, total, valid_until);
create index quotes_number_key on quotes (tenant_id, number_key) include (customer_id, created_at, quote_id, state);
select platform.tenant_table('quotes', 'select, insert, update, delete');

-- What left the house stays as it was: after it was sent, only what became of it is written down.
create function refuse_changed_quote() returns trigger language plpgsql as $$
begin
  if old.sent_at is not null and (old.customer_id, old.family_id, old.version, old.currency, old.document, old.note, old.po_number,
      old.terms_days, old.valid_until, old.number, old.sent_on, old.sent_at) is distinct from (new.customer_id, new.family_id,
      new.version, new.currency, new.document, new.note, new.po_number, new.terms_days, new.valid_until, new.number, new.sent_on,
      new.sent_at) then
    raise exception 'quote % was sent and cannot be changed', old.quote_id;
  end if;
  if old.accepted_at is not null and (old.accepted_at, old.accepted_by, old.accepted_document, old.accepted_name,
      old.accepted_address, old.net, old.tax) is distinct from (new.accepted_at, new.accepted_by, new.accepted_document,
      new.accepted_name, new.accepted_address, new.net, new.tax) then
    raise exception 'quote % was accepted and its acceptance cannot be changed', old.quote_id;
  end if;
  return new;
end $$;
create trigger sent_is_frozen before update on quotes for each row execute function refuse_changed_quote();

create function refuse_removed_quote() returns trigger language plpgsql as $$
begin
  if old.sent_at is not null then
    raise exception 'quote % was sent and cannot be removed', old.quote_id;
  end if;
  return old;
end $$;
create trigger sent_stays before delete on quotes for each row execute function refuse_removed_quote();

-- What happened to a quote. An entry has the id of the message that wrote it.
create table quote_timeline (
  tenant_id uuid not null,
  quote_id uuid not null,
  family_id uuid not null,
  version int not null,
  customer_id uuid not null,
  entry_id uuid not null,
  at timestamptz not null,
  what text not null check (what ~ '^[a-z][A-Za-z]{1,39}$'),
  actor_kind text not null check (actor_kind in ('staff', 'customer', 'service', 'public')),
  actor_id text not null,
  amount bigint check (amount >= 0),
  currency text check (currency ~ '^[A-Z]{3}$'),
  source_id uuid,
  primary key (tenant_id, quote_id, entry_id, what),
  foreign key (tenant_id, quote_id) references quotes (tenant_id, quote_id) on delete cascade,
  check (num_nulls(amount, currency) in (0, 2))
);
create index quote_timeline_family on quote_timeline (tenant_id, family_id, at, entry_id);
create unique index quote_viewed_once on quote_timeline (tenant_id, quote_id) where what = 'viewed';
select platform.tenant_table('quote_timeline', 'select, insert');
