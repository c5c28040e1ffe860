package org.handfast.api;

import java.util.UUID;

/** The hub's own name for a device; plugins compare it and pass it on, nothing else. */
public record DeviceId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
