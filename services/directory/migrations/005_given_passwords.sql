-- A password that somebody else knows, since they gave it: good for nothing but choosing one of one's own.
alter table staff add column must_change boolean not null default false;
