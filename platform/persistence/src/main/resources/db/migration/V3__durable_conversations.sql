-- See V1 for the rules.

create table conversation (
    id               uuid    not null primary key,
    protocol         varchar not null,
    kind             varchar not null,
    conversation_key varchar not null,
    state            bytea   not null,
    timers           varchar not null,
    started_by       varchar not null
);
