-- How often a bank said no to a try: who tries cards by the dozen at somebody's invoice is stopped.
alter table attempts add column declines int not null default 0;
