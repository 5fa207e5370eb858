-- The message that has to do it: what became of that, the ledger says.
alter table runs add column message_id uuid;
alter table late_fees add column message_id uuid;
do $$ begin
  execute format('grant update (message_id) on runs to %I', platform.runtime_role());
  execute format('grant update (message_id) on late_fees to %I', platform.runtime_role());
end $$;
