package org.handfast.plugin.qr.device;

import org.handfast.api.Bytes;

/**
 * A request to the hub, signed: good once, and for five minutes.
 *
 * @param method in upper case
 * @param target path and query
 * @param signature the value of the header {@link org.handfast.api.RequestSignature#HEADER}
 * @param body empty, or JSON
 */
public record Call(String method, String target, String signature, Bytes body) {}
