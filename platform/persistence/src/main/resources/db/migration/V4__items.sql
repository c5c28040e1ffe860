-- What protocols keep beside the registry; see V1 for the rules.

create table item (
    protocol varchar                     not null,
    scope    varchar                     not null,
    item_key bytea                       not null,
    content  bytea                       not null,
    since    timestamp(6) with time zone not null,
    until    timestamp(6) with time zone not null,
    primary key (scope, item_key, protocol)
);
create index item_until on item (until);
