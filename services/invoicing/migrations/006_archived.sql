-- directory's word on whether new things may be billed to a customer.
alter table customers add column archived boolean not null default false;
do $$ begin
  execute format('grant update (archived) on customers to %I', platform.runtime_role());
end $$;
