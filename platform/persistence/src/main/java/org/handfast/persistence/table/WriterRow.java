package org.handfast.persistence.table;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The one row that says who writes to this database. */
@Entity
@Table(name = "writer")
class WriterRow {
    @Id
    int id;

    /** How often a hub has opened the database. */
    long epoch;

    /** How many transactions the last of them has committed. */
    long commits;
}
