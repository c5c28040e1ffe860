package org.handfast.persistence;

import java.util.Map;
import javax.sql.DataSource;

import org.hibernate.SessionFactory;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.model.naming.CamelCaseToUnderscoresNamingStrategy;
import org.hibernate.boot.registry.BootstrapServiceRegistryBuilder;
import org.hibernate.boot.registry.StandardServiceRegistry;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.boot.registry.classloading.internal.TcclLookupPrecedence;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.engine.transaction.jta.platform.internal.NoJtaPlatform;
import org.hibernate.tool.schema.spi.SchemaManagementException;

import org.handfast.persistence.table.AnyText;
import org.handfast.persistence.table.Rows;

/**
 * Starts Hibernate by hand: a {@code persistence.xml} would be found by the server that the hub runs in, and a session
 * factory made by it. Nothing is looked for on the class path or in the thread's context.
 */
final class HibernateStart {

    private static final int BATCH = 64;

    private static final Map<String, Object> SETTINGS = Map.of(
            AvailableSettings.HBM2DDL_AUTO,
            "none",
            AvailableSettings.XML_MAPPING_ENABLED,
            false,
            AvailableSettings.JAKARTA_VALIDATION_MODE,
            "none",
            AvailableSettings.TRANSACTION_COORDINATOR_STRATEGY,
            "jdbc",
            AvailableSettings.JTA_PLATFORM,
            NoJtaPlatform.INSTANCE,
            AvailableSettings.JSON_FORMAT_MAPPER,
            new NoFormat(),
            AvailableSettings.XML_FORMAT_MAPPER,
            new NoFormat(),
            AvailableSettings.STATEMENT_BATCH_SIZE,
            BATCH,
            AvailableSettings.JDBC_TIME_ZONE,
            "UTC");

    private HibernateStart() {}

    /** A session factory whose mapping fits the tables. */
    static SessionFactory start(DataSource dataSource) {
        var bootstrap = new BootstrapServiceRegistryBuilder().applyClassLoader(HibernateStart.class.getClassLoader());
        bootstrap.applyTcclLookupPrecedence(TcclLookupPrecedence.NEVER);
        StandardServiceRegistry registry = new StandardServiceRegistryBuilder(bootstrap.build())
                .applySettings(SETTINGS)
                .applySetting(AvailableSettings.JAKARTA_NON_JTA_DATASOURCE, dataSource)
                .build();
        try {
            var sources = new MetadataSources(registry);
            Rows.CLASSES.forEach(sources::addAnnotatedClass);
            return fitting(sources.getMetadataBuilder()
                    .applyPhysicalNamingStrategy(new CamelCaseToUnderscoresNamingStrategy())
                    .applyTypes((types, services) -> types.contributeJdbcType(new AnyText()))
                    .build()
                    .buildSessionFactory());
        } catch (RuntimeException e) {
            StandardServiceRegistryBuilder.destroy(registry);
            throw e;
        }
    }

    private static SessionFactory fitting(SessionFactory factory) {
        try {
            factory.getSchemaManager().validateMappedObjects();
            return factory;
        } catch (SchemaManagementException e) {
            factory.close();
            throw DatabaseFaults.changed(e);
        }
    }
}
