package org.handfast.runtime.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.Manifest;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/**
 * The OSGi framework, embedded. Its system bundle gives plugins {@code org.handfast.api} and the one {@code org.slf4j};
 * Declarative Services run in it, and nothing of the host's besides.
 */
final class PluginFramework implements AutoCloseable {

    private static final String API = "handfast-plugin-api";
    private static final List<String> SERVICES = List.of(
            "org.osgi.util.function.jar",
            "org.osgi.util.promise.jar",
            "org.osgi.service.component.jar",
            "org.apache.felix.scr.jar");
    private static final int STOP_MILLIS = 10_000;

    private final Framework framework;

    /** A framework that runs; {@code cache} is emptied first. */
    PluginFramework(Path cache) {
        Map<String, String> configuration = new HashMap<>();
        configuration.put(Constants.FRAMEWORK_STORAGE, cache.toString());
        configuration.put(Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT);
        configuration.put(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, apiPackages() + ",org.slf4j;version=\"2.0.17\"");
        configuration.put("felix.service.urlhandlers", "false");
        configuration.put("felix.bootdelegation.implicit", "false");
        configuration.put("felix.shutdown.hook", "false");
        configuration.put("ds.global.extender", "false");
        this.framework = java.util.ServiceLoader.load(FrameworkFactory.class, PluginFramework.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no OSGi framework on the class path"))
                .newFramework(configuration);
        try {
            framework.start();
            for (String service : SERVICES) {
                context()
                        .installBundle("handfast:" + service, open("bundles/" + service))
                        .start();
            }
        } catch (BundleException e) {
            throw new IllegalStateException("the OSGi framework does not start", e);
        }
    }

    private static InputStream open(String resource) {
        return Objects.requireNonNull(PluginFramework.class.getResourceAsStream(resource), resource);
    }

    /** The API's own manifest says which packages it has, in which versions, and what they use. */
    private static String apiPackages() {
        try {
            for (URL url :
                    Collections.list(PluginFramework.class.getClassLoader().getResources("META-INF/MANIFEST.MF"))) {
                try (InputStream in = url.openStream()) {
                    Attributes main = new Manifest(in).getMainAttributes();
                    if (API.equals(main.getValue(Constants.BUNDLE_SYMBOLICNAME))) {
                        return main.getValue(Constants.EXPORT_PACKAGE);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalStateException("the plugin API is not on the class path as a bundle");
    }

    BundleContext context() {
        return framework.getBundleContext();
    }

    /** The bundle of a symbolic name that is installed as a plugin. */
    java.util.Optional<Bundle> find(String name) {
        return java.util.Arrays.stream(context().getBundles())
                .filter(b -> name.equals(b.getSymbolicName()) && b.getLocation().startsWith("plugin:"))
                .findFirst();
    }

    @Override
    public void close() {
        try {
            framework.stop();
            framework.waitForStop(STOP_MILLIS);
        } catch (BundleException e) {
            throw new IllegalStateException("the OSGi framework does not stop", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
