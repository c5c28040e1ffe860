package org.handfast.persistence;

import java.util.Arrays;
import javax.sql.DataSource;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.exception.FlywayValidateException;

import org.handfast.api.Fault;
import org.handfast.api.Fault.Category;

/** Brings a database to the tables that this hub knows. */
final class Migrations {

    private final Flyway flyway;

    Migrations(DataSource dataSource) {
        this.flyway = Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(dataSource)
                .locations("classpath:db/migration")
                .load();
    }

    /**
     * Makes what is not made yet.
     *
     * @throws Fault see {@link Database#open}
     */
    void migrate() {
        try {
            refuseNewer(flyway.info().applied());
            flyway.migrate();
        } catch (FlywayValidateException e) {
            throw DatabaseFaults.changed(e);
        } catch (FlywayException e) {
            if (e.getErrorCode() == CoreErrorCode.NON_EMPTY_SCHEMA_WITHOUT_SCHEMA_HISTORY_TABLE) {
                throw DatabaseFaults.foreign(e);
            }
            throw DatabaseFaults.notOpened(e);
        }
    }

    private static void refuseNewer(MigrationInfo[] applied) {
        Arrays.stream(applied)
                .filter(m ->
                        m.getState() == MigrationState.FUTURE_SUCCESS || m.getState() == MigrationState.FUTURE_FAILED)
                .map(MigrationInfo::getVersion)
                .max(MigrationVersion::compareTo)
                .ifPresent(version -> {
                    throw new Fault(
                            Category.CONFIGURATION,
                            "database-newer",
                            "The database is of a newer version of the hub (its tables are at " + version
                                    + "). Start that version, or restore the backup from before it.");
                });
    }
}
