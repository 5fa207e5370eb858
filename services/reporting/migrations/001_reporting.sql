-- The journal: entries, each with its postings, only ever added to. A mistake is mended by another entry.
create table entries (
  tenant_id uuid not null,
  entry_id uuid not null,
  kind text not null check (kind in ('invoiceIssued', 'invoiceVoided', 'creditNoteIssued', 'paymentReceived',
    'paymentAllocated', 'overpaymentCredited', 'feeCharged')),
  source_event uuid not null,
  source_id uuid not null,
  invoice_id uuid,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  effective_on date not null,
  booked_at timestamptz not null,
  primary key (tenant_id, entry_id),
  unique (tenant_id, source_event, kind)
);
create index entries_invoice on entries (tenant_id, invoice_id, entry_id) where invoice_id is not null;
create index entries_period on entries (tenant_id, effective_on) include (entry_id, currency);
select platform.tenant_table('entries', 'select, insert');

-- Minor units of the entry's currency: a debit is positive, a credit negative.
create table postings (
  tenant_id uuid not null,
  entry_id uuid not null,
  account text not null check (account in ('receivables', 'revenue', 'taxPayable', 'unappliedCash', 'customerCredit',
    'stripeClearing', 'stripeFees')),
  amount bigint not null check (amount <> 0),
  primary key (tenant_id, entry_id, account) include (amount),
  foreign key (tenant_id, entry_id) references entries (tenant_id, entry_id)
);
select platform.tenant_table('postings', 'select, insert');

-- An entry's postings come whole, in one statement, and add up to zero; none can be added later. Names are in full, so
-- that no table of a session can stand in for them.
create function postings_come_whole() returns trigger language plpgsql as $$
declare
  wrong record;
begin
  select a.entry_id, sum(a.amount) as left_over into wrong
  from added a
  group by a.tenant_id, a.entry_id
  having sum(a.amount) <> 0 or count(*) <> (
    select count(*) from reporting.postings p where p.tenant_id = a.tenant_id and p.entry_id = a.entry_id)
  limit 1;
  if found then
    raise exception 'the postings of entry % are not whole: % is left over', wrong.entry_id, wrong.left_over
      using errcode = 'check_violation', constraint = 'postings_come_whole';
  end if;
  return null;
end $$;
create trigger postings_come_whole after insert on postings
  referencing new table as added for each statement execute function postings_come_whole();

-- An entry without postings would say nothing. Asked at commit, since an entry is there before its postings.
create function entry_has_postings() returns trigger language plpgsql as $$
begin
  if not exists (select from reporting.postings p where p.tenant_id = new.tenant_id and p.entry_id = new.entry_id) then
    raise exception 'entry % has no postings', new.entry_id
      using errcode = 'check_violation', constraint = 'entry_has_postings';
  end if;
  return null;
end $$;
create constraint trigger entry_has_postings after insert on entries
  deferrable initially deferred for each row execute function entry_has_postings();

-- Every posting with what its entry says. The proof over any period is one query, and gives zero per currency:
--   select tenant_id, currency, sum(amount) from reporting.journal where effective_on between $1 and $2 group by 1, 2
create view journal with (security_invoker = true) as
  select tenant_id, entry_id, e.effective_on, e.booked_at, e.kind, e.source_id, e.invoice_id, e.currency, p.account, p.amount
  from entries e join postings p using (tenant_id, entry_id);
do $$ begin execute format('grant select on journal to %I', platform.runtime_role()); end $$;
