package org.handfast.runtime.net.http;

import java.util.function.Consumer;

import org.handfast.api.Bytes;

/**
 * What is done once a request is there.
 *
 * @param mostBody the largest body in bytes
 * @param then given the body
 */
record Plan(int mostBody, Consumer<Bytes> then) {}
