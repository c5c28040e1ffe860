package org.handfast.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A device of the registry, as this protocol sees it.
 *
 * @param id the hub's name for it
 * @param address the address it was looked up by, or its first in this protocol
 * @param addresses all that it has in this protocol, the first first
 * @param name as approved by a person
 * @param trust what the hub thinks of it
 * @param key its key in this protocol
 * @param facts what this protocol remembers of it
 */
public record Device(
        DeviceId id,
        Address address,
        List<Address> addresses,
        String name,
        Trust trust,
        Optional<Key> key,
        Map<String, String> facts) {

    public Device {
        addresses = List.copyOf(addresses);
        facts = Map.copyOf(facts);
    }

    /** What the hub thinks of a device. */
    public enum Trust {
        /** Seen, nothing more. */
        KNOWN,
        /** Waits for a person. */
        PENDING,
        /** Approved by a person or a named policy. */
        TRUSTED,
        /** Blocked by an operator, for now. */
        SUSPENDED,
        /** Trust was withdrawn. */
        REVOKED;

        /** True if the device is to be refused. */
        public boolean barred() {
            return this == SUSPENDED || this == REVOKED;
        }
    }

    /** True if the protocol remembers {@code fact} of it, whatever the value. */
    public boolean is(String fact) {
        return facts.containsKey(fact);
    }
}
