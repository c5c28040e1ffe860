package org.handfast.core.registry;

import org.handfast.api.Address;

/** An address in the one protocol that it is a name in. */
public record ProtocolAddress(String protocol, Address address) {

    @Override
    public String toString() {
        return protocol + ":" + address;
    }
}
