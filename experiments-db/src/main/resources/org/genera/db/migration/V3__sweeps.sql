-- Runs that were launched together. No foreign key from the run: a damaged sweep must not keep its runs out of a
-- rebuilt database.

create table sweep (
    id varchar(64) primary key,
    experiment_id varchar(64) not null references experiment (id),
    spec varchar(1000000) not null,
    created_at timestamp with time zone not null,
    stopped_at timestamp with time zone
);

create index sweep_by_experiment on sweep (experiment_id, created_at);

alter table run add column sweep_id varchar(64);

create index run_by_sweep on run (sweep_id, created_at);

-- A state more, 'waiting'. The check of the first version has a name that each engine made up, so it goes with its
-- column.
drop index run_by_state;
alter table run add column state_word varchar(20);
update run set state_word = state;
alter table run drop column state;
alter table run rename column state_word to state;
alter table run alter column state set not null;
alter table run add constraint run_state_is_known
    check (state in ('queued', 'starting', 'running', 'waiting', 'finished', 'failed', 'crashed', 'cancelled'));
create index run_by_state on run (state);
