-- Why a proof was given up, as it may be read by whoever asked for it. One that is tried again after all goes on, and loses it.
alter table proofs add column problem text;
