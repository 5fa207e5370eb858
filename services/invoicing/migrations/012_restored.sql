-- When a customer who was archived was last billed again: no late fee falls on a day before.
alter table customers add column restored_at timestamptz;
do $$ begin
  execute format('grant update (restored_at) on customers to %I', platform.runtime_role());
end $$;
