-- The first change after V1; see there for the rules.

create table parcel (
    number   bigint                      not null primary key,
    protocol varchar                     not null,
    mailbox  varchar                     not null,
    sender   varchar                     not null,
    id       varchar                     not null,
    topic    varchar,
    content  bytea                       not null,
    at       timestamp(6) with time zone not null,
    until    timestamp(6) with time zone not null
);
create index parcel_mailbox on parcel (mailbox, protocol, number);
create index parcel_sender on parcel (sender, protocol);
create index parcel_until on parcel (until);

create table peering (
    protocol       varchar                     not null,
    a              varchar                     not null,
    b              varchar                     not null,
    proposer_first boolean                     not null,
    standing       varchar                     not null,
    shown          varchar                     not null,
    facts          varchar                     not null,
    since          timestamp(6) with time zone not null,
    reason         varchar,
    version        bigint                      not null,
    primary key (a, b, protocol)
);
create index peering_other_end on peering (b, protocol);
create index peering_since on peering (since);
