-- How many units of one currency a unit of another is worth, from a day until the next one of the two. What staff write, and mend.
create table exchange_rates (
  tenant_id uuid not null,
  into_currency text not null check (into_currency ~ '^[A-Z]{3}$'),
  from_currency text not null check (from_currency ~ '^[A-Z]{3}$'),
  effective_from date not null,
  -- NaN is greater than all.
  rate numeric not null check (rate > 0 and rate < 1000000000000),
  primary key (tenant_id, into_currency, from_currency, effective_from),
  check (from_currency <> into_currency)
);
select platform.tenant_table('exchange_rates');
