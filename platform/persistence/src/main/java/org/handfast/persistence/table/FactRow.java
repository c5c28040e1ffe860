package org.handfast.persistence.table;

import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** What a protocol remembers of a device. */
@Entity
@Table(name = "device_fact")
class FactRow {
    @EmbeddedId
    Place id;

    String protocol;
    String name;
    String content;
}
