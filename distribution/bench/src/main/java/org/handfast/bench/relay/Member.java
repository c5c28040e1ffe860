package org.handfast.bench.relay;

/** Somebody whom a server knows, by the code that it gave. */
record Member(Identity identity, String code) {}
