-- What the platform takes of each payment that a tenant is paid at a connected account: the operator's to set, never the tenant's.
-- `basis_points` of the amount, and so much of each currency beside: {"GBP": 30}, in minor units.
create table application_fees (
  tenant_id uuid not null,
  basis_points int not null check (basis_points between 0 and 10000),
  fixed jsonb not null,
  set_by uuid not null,
  set_at timestamptz not null,
  primary key (tenant_id)
);
select platform.tenant_table('application_fees', 'select, insert, update');

-- Decided before Stripe is asked, in the attempt's currency.
alter table attempts add column application_fee bigint check (application_fee >= 0 and application_fee <= amount);
-- What it came to in the currency Stripe settled in; part of the fee.
alter table payments add column application_fee bigint;
-- What of it Stripe gave back with a refund, in the currency Stripe settled in; null until it told.
alter table refunds add column fee_returned bigint check (fee_returned >= 0), add column fee_currency text;
