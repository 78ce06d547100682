-- The stages of a run's training that have ended; of most variants there is one, and the end of the run is its.
create table run_stage (
    run_id varchar(64) not null references run (id),
    stage varchar(200) not null,
    title varchar(1000) not null,
    ended_step bigint not null,
    train_millis bigint not null,
    converged boolean not null,
    primary key (run_id, stage)
);
