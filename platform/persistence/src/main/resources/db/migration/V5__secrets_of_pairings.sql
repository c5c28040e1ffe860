-- What the two ends of a pairing share beside their keys, by name, sealed; see V1 for the rules.

alter table pairing add column sealed_secrets varchar default '{}' not null;
