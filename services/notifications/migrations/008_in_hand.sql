-- Whether a try of the mail was begun of which nobody knows how it ended: the server may have the mail. It is set before each try, and taken
-- back once it is sure that the server has not.
alter table mails add column in_hand boolean not null default false;
