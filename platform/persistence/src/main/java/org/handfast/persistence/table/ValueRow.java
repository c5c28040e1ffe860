package org.handfast.persistence.table;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A small thing by name. */
@Entity
@Table(name = "stored_value")
class ValueRow {
    @Id
    String name;

    String content;
    long version;
}
