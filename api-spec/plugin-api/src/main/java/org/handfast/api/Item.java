package org.handfast.api;

import java.time.Instant;

/**
 * Something small that a protocol keeps: a packet that waits, what was told to whom. Kept in the open, so nothing secret.
 *
 * @param scope what it lies in, named as an address is; a scope named as an address of a device holds what waits for that
 *     device, and operators see how much that is
 * @param key unique in its scope, 1 to 64 bytes; items of a scope are in the order of their keys
 * @param value what is kept
 * @param until when it may be forgotten; from then on nobody sees it
 */
public record Item(String scope, Bytes key, Bytes value, Instant until) {

    /** The longest key, in bytes. */
    public static final int MAX_KEY = 64;

    public Item {
        Address.require(scope, "a scope");
        if (key.size() == 0 || key.size() > MAX_KEY) {
            throw new IllegalArgumentException("an item's key is 1 to " + MAX_KEY + " bytes, this has " + key.size());
        }
    }
}
