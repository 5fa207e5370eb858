-- The three classes of tables, and the one way each is made. A table that was made in no class is found by a test.
-- The runner sets purser.runtime_role and purser.relay_role to the roles of the service whose migration is running.

create function platform.runtime_role() returns text language sql stable as
  $$ select current_setting('purser.runtime_role') $$;
create function platform.relay_role() returns text language sql stable as
  $$ select current_setting('purser.relay_role') $$;

-- A tenant table: rows of one tenant, seen by the service's runtime role under that tenant only. Where it has a column
-- that names the customer, a message that speaks for a customer sees that customer's rows only.
create function platform.tenant_table(
  t regclass,
  privileges text default 'select, insert, update, delete',
  customer_column text default 'customer_id'
) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', t);
  execute format('alter table %s force row level security', t);
  execute format(
    'create policy tenant on %s to %I using (%s) with check (%s)', t, platform.runtime_role(),
    'tenant_id = (select nullif(current_setting(''app.tenant_id'', true), '''')::uuid)',
    'tenant_id = (select nullif(current_setting(''app.tenant_id'', true), '''')::uuid)');
  if exists (select from pg_attribute where attrelid = t and attname = customer_column and not attisdropped) then
    execute format(
      'create policy customer on %s as restrictive to %I using (%s)', t, platform.runtime_role(),
      format('(select nullif(current_setting(''app.customer_id'', true), '''')) is null or %I = (select nullif(current_setting(''app.customer_id'', true), '''')::uuid)', customer_column));
  end if;
  execute format('grant %s on %s to %I', privileges, t, platform.runtime_role());
  execute format('comment on table %s is %L', t, 'class: tenant');
end $$;

-- Plumbing: written by the runtime role under its tenant, read across tenants by the relay role. Payloads in it are sealed.
create function platform.plumbing_table(t regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', t);
  execute format('alter table %s force row level security', t);
  execute format(
    'create policy tenant on %s to %I using (%s) with check (%s)', t, platform.runtime_role(),
    'tenant_id = (select nullif(current_setting(''app.tenant_id'', true), '''')::uuid)',
    'tenant_id = (select nullif(current_setting(''app.tenant_id'', true), '''')::uuid)');
  execute format('create policy relay on %s to %I using (true) with check (true)', t, platform.relay_role());
  execute format('grant select, insert, update, delete on %s to %I, %I', t, platform.runtime_role(), platform.relay_role());
  execute format('comment on table %s is %L', t, 'class: plumbing');
end $$;

-- A door: how an outside token, key or id leads to its tenant, before a tenant is known. Nothing else may stand in it.
create function platform.door_table(t regclass) returns void language plpgsql as $$
begin
  execute format('grant select, insert, update, delete on %s to %I, %I', t, platform.runtime_role(), platform.relay_role());
  execute format('comment on table %s is %L', t, 'class: door');
end $$;
