package org.handfast.persistence;

import java.sql.SQLException;
import java.util.Optional;

import org.handfast.api.Fault;
import org.handfast.api.Fault.Category;

/** What the hub says of its database's troubles. */
final class DatabaseFaults {

    /** H2: the file is locked by another process. */
    private static final int H2_IN_USE = 90020;

    private DatabaseFaults() {}

    /** The database did not do its work, for whatever reason. */
    static Fault unavailable(Throwable cause) {
        return new Fault(
                Category.HUB_FAULT,
                "store-unavailable",
                "The database does not do its work"
                        + sql(cause)
                                .map(e -> " (SQL state " + e.getSQLState() + ")")
                                .orElse("") + ".",
                cause);
    }

    /** Another hub opened the database after this one. */
    static Fault takenOver() {
        return new Fault(
                Category.HUB_FAULT,
                "store-unavailable",
                "Another hub has opened this hub's database, so this one does not write to it any more. Stop one of the two.");
    }

    /** The tables are not what the migrations make. */
    static Fault changed(Throwable cause) {
        return new Fault(
                Category.CONFIGURATION,
                "database-changed",
                "The database's tables are not as this hub's migrations make them. Restore a backup.",
                cause);
    }

    /** There are tables that no hub made. */
    static Fault foreign(Throwable cause) {
        return new Fault(
                Category.CONFIGURATION,
                "database-foreign",
                "The database holds tables that are not the hub's. Give the hub an empty database, or a schema of its own.",
                cause);
    }

    /** The database could not be opened. */
    static Fault notOpened(Throwable cause) {
        Optional<SQLException> sql = sql(cause);
        if (sql.isPresent() && sql.get().getErrorCode() == H2_IN_USE) {
            return new Fault(
                    Category.CONFIGURATION,
                    "database-in-use",
                    "Another hub runs on this data folder. Stop it, or give this one a folder of its own.",
                    cause);
        }
        String state = sql.map(SQLException::getSQLState).orElse("");
        if (state != null && (state.startsWith("28") || state.startsWith("3D"))) {
            return new Fault(
                    Category.CONFIGURATION,
                    "database-refuses",
                    "The database does not let the hub in (SQL state " + state
                            + "). Check its address, user and password.",
                    cause);
        }
        return unavailable(cause);
    }

    static Optional<SQLException> sql(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return Optional.of(sql);
            }
        }
        return Optional.empty();
    }
}
