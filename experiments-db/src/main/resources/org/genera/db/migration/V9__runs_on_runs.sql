-- Which runs build on which; what is built on may be gone, so it is no reference.
create table run_on_run (
    run_id varchar(64) not null references run (id),
    role varchar(200) not null,
    on_run varchar(64) not null,
    primary key (run_id, role)
);

create index run_on_run_by_other on run_on_run (on_run);
