package org.handfast.bench.qr;

/** A request that is ready to go. */
record SignedRequest(String target, String signature, byte[] body) {}
