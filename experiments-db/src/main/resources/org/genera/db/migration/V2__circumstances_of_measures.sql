-- JSON text: extractor, split, examples, setting, bias floor and ceiling of the last measurement. Null where there is
-- nothing to say, and for what was measured before they were told.
alter table metric_series add column circumstances varchar(100000);
