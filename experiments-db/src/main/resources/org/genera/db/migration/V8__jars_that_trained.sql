-- Hash of the jar that the last worker opened; null where its journal does not say so, and before the first has spoken.
alter table run add column trained_by_jar varchar(200);
