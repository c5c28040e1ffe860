package org.handfast.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;

import org.handfast.api.PairingProtocol;
import org.handfast.api.transport.Transport;
import org.handfast.core.settings.Declared;

/** What the plugins in a folder say of themselves, for their settings: asked before the hub and its OSGi framework run. */
final class ShippedPlugins {

    private ShippedPlugins() {}

    /** What can be configured of the protocols and transports of the plugins in a folder. */
    static List<Declared> declared(Path folder) {
        List<Declared> declared = new ArrayList<>();
        for (Path jar : jars(folder)) {
            try (var loader = new URLClassLoader(new URL[] {url(jar)}, PairingProtocol.class.getClassLoader())) {
                for (PairingProtocol<?> protocol : ServiceLoader.load(PairingProtocol.class, loader)) {
                    declared.add(Declared.of(protocol.descriptor()));
                }
                for (Transport transport : ServiceLoader.load(Transport.class, loader)) {
                    declared.add(Declared.of(transport.descriptor()));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return declared;
    }

    private static List<Path> jars(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(".jar")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URL url(Path jar) throws MalformedURLException {
        return jar.toUri().toURL();
    }
}
