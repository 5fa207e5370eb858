-- Tax types were by percent alone, so that exempt and reverse charge went out as zero-rated. Mappings of organisations in Britain get the two
-- kinds that every one of those has; others are asked for theirs when a document needs one, and nothing is guessed.
alter table connections no force row level security;
update connections
set tax_types = (jsonb_build_object('exempt:0', 'EXEMPTOUTPUT', 'reverseCharge:0', 'ECZROUTPUTSERVICES') || tax_types::jsonb)::text
where tax_types::jsonb ->> '20' = 'OUTPUT2';
alter table connections force row level security;
