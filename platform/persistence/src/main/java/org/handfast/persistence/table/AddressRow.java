package org.handfast.persistence.table;

import java.util.UUID;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** An address of a device. */
@Entity
@Table(name = "device_address")
class AddressRow {
    @EmbeddedId
    Id id;

    UUID device;
    int place;

    @Embeddable
    record Id(String address, String protocol) {}
}
