package org.handfast.web.hub;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import org.jspecify.annotations.Nullable;

import org.handfast.api.Fault;
import org.handfast.core.settings.HubSettings;

/**
 * Starts the hub with the application and stops it with it. Settings come as system properties {@code handfast.…}, which the
 * launcher has checked; a start that fails leaves its sentence in {@code handfast.failure}, since Payara itself goes on.
 */
@ApplicationScoped
public class HubLifecycle {

    private static final String PREFIX = "handfast.";
    private static final String FAILURE = "handfast.failure";

    @Resource(lookup = "java:app/jdbc/handfast")
    private @Nullable DataSource dataSource;

    private @Nullable Hub hub;

    void start(@Observes @Initialized(ApplicationScoped.class) Object context) {
        Map<String, String> values = new HashMap<>();
        System.getProperties().forEach((name, value) -> {
            if (name instanceof String n && n.startsWith(PREFIX)) {
                values.put(n.substring(PREFIX.length()), value.toString());
            }
        });
        var folders = new Folders(
                Path.of(values.getOrDefault("data", "data")),
                Path.of(values.getOrDefault("shipped-plugins", "plugins")));
        DataSource source = dataSource;
        if (source == null) {
            throw new IllegalStateException("the container injected no data source");
        }
        try {
            hub = Hub.start(
                    folders,
                    new HubSettings(values),
                    source,
                    Thread.currentThread().getContextClassLoader());
        } catch (Fault e) {
            System.setProperty(FAILURE, e.detail());
            throw e;
        } catch (RuntimeException e) {
            System.setProperty(FAILURE, e.toString());
            throw e;
        }
    }

    /** The hub. */
    public Hub hub() {
        Hub running = hub;
        if (running == null) {
            throw new IllegalStateException("the hub is not running");
        }
        return running;
    }

    /** True once it is started, until it is stopped. */
    public boolean running() {
        return hub != null;
    }

    @PreDestroy
    void stop() {
        if (hub != null) {
            hub.close();
        }
    }
}
