package org.handfast.core.store;

/**
 * A small thing the hub keeps about itself, by name: the administrator's password hash, the set-up link.
 *
 * @param name which
 * @param value what; empty is as good as absent
 * @param version 0 before it is stored, then counting its changes
 */
public record StoredValue(String name, String value, long version) {

    /** As kept under a version. */
    public StoredValue atVersion(long version) {
        return new StoredValue(name, value, version);
    }
}
