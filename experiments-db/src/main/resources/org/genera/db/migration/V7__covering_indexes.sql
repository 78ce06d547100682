-- Lists find, count and order runs in an index alone: the rows, which hold the specifications, are read only of the page
-- that is shown.
drop index run_by_experiment;
drop index run_by_age;
drop index run_by_state;
create index run_by_experiment on run (experiment_id, created_at, insertion, deleted_at, state, family, id);
create index run_by_age on run (created_at, insertion, deleted_at, experiment_id, state, family, id);
create index run_by_state on run (state, created_at, insertion, deleted_at, experiment_id, family, id);

-- Runs in the order of a metric.
create index metric_series_by_rank on metric_series (name, kind, last_rank, run_id);
