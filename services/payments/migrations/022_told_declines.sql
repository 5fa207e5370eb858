-- By what the last decline of an attempt is known: told by the answer to our own call and by an event, it counts once.
alter table attempts add column told_decline text;
