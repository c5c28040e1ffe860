-- Taken by H2 and PostgreSQL alike. Text has no length of its own: limits are the hub's, and said where text enters.
-- Foreign keys come after the indexes that serve them, or else H2 makes one of its own for each. Keys begin with what tells
-- most rows apart, which a protocol does not: PostgreSQL, as long as it knows little of a table, trusts the first column.

create table writer (
    id      integer not null primary key,
    epoch   bigint  not null,
    commits bigint  not null
);
insert into writer (id, epoch, commits) values (1, 0, 0);

create table device (
    id           uuid                        not null primary key,
    name         varchar                     not null,
    folded_name  varchar                     not null,
    kind         varchar                     not null,
    trust        varchar                     not null,
    trust_reason varchar                     not null,
    approved_by  varchar,
    approved_at  timestamp(6) with time zone,
    first_seen   timestamp(6) with time zone not null,
    last_seen    timestamp(6) with time zone,
    listed_at    timestamp(6) with time zone not null,
    version      bigint                      not null
);
create index device_listed on device (listed_at);
create index device_trust on device (trust, listed_at);

create table device_address (
    protocol  varchar not null,
    address   varchar not null,
    device    uuid    not null,
    place     integer not null,
    primary key (address, protocol)
);
create index device_address_device on device_address (device);
alter table device_address add foreign key (device) references device (id);

create table device_key (
    device     uuid    not null,
    place      integer not null,
    protocol   varchar not null,
    algorithm  varchar not null,
    public_key bytea   not null,
    primary key (device, place)
);
create index device_key_holder on device_key (public_key, algorithm);
alter table device_key add foreign key (device) references device (id);

create table device_fact (
    device   uuid    not null,
    place    integer not null,
    protocol varchar not null,
    name     varchar not null,
    content  varchar not null,
    primary key (device, place)
);
alter table device_fact add foreign key (device) references device (id);

create table pairing (
    protocol           varchar                     not null,
    a                  varchar                     not null,
    b                  varchar                     not null,
    standing           varchar                     not null,
    introduced_name    varchar                     not null,
    introduced_kind    varchar                     not null,
    own_algorithm      varchar                     not null,
    own_key            bytea                       not null,
    sealed_own         bytea                       not null,
    their_algorithm    varchar                     not null,
    their_key          bytea                       not null,
    own_fingerprint    varchar                     not null,
    their_fingerprint  varchar                     not null,
    approved_by        varchar,
    approved_at        timestamp(6) with time zone,
    since              timestamp(6) with time zone not null,
    version            bigint                      not null,
    primary key (a, b, protocol, standing)
);
create index pairing_other_end on pairing (b, protocol);
create index pairing_standing on pairing (standing);

create table offer (
    protocol      varchar                     not null,
    id            varchar                     not null,
    sealed_secret bytea                       not null,
    until         timestamp(6) with time zone not null,
    tries_left    integer                     not null,
    approval      varchar                     not null,
    made_by       varchar                     not null,
    version       bigint                      not null,
    primary key (id, protocol)
);

create table stored_value (
    name    varchar not null primary key,
    content varchar not null,
    version bigint  not null
);

create table claim (
    protocol varchar                     not null,
    scope    varchar                     not null,
    claimed  bytea                       not null,
    until    timestamp(6) with time zone not null,
    primary key (scope, claimed, protocol)
);
create index claim_until on claim (until);

create table flight (
    id               uuid                        not null primary key,
    protocol         varchar                     not null,
    conversation_key varchar                     not null,
    address          varchar,
    remote           varchar,
    phase            varchar                     not null,
    label            varchar                     not null,
    outcome          varchar,
    reason           varchar                     not null,
    started_at       timestamp(6) with time zone not null,
    ended_at         timestamp(6) with time zone,
    entries          varchar                     not null,
    messages_in      bigint                      not null,
    messages_out     bigint                      not null
);
create index flight_started on flight (started_at);
create index flight_about on flight (address, protocol, started_at);

create table audit (
    arrival     bigint                      not null primary key,
    id          uuid                        not null,
    happened_at timestamp(6) with time zone not null,
    actor       varchar                     not null,
    action      varchar                     not null,
    subject     varchar                     not null,
    detail      varchar                     not null,
    place       bigint unique,
    hash        bytea
);
