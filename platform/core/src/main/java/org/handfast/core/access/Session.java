package org.handfast.core.access;

import java.time.Instant;

/**
 * Somebody signed in.
 *
 * @param id what the session is called within the hub; not a secret
 * @param csrfToken what a request that changes something must also carry
 * @param expiresAt when it ends if it is not used
 */
public record Session(String id, String csrfToken, Instant expiresAt) {

    @Override
    public String toString() {
        return "Session[" + id + "]";
    }
}
