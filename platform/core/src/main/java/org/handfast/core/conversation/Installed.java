package org.handfast.core.conversation;

import java.util.Optional;

import org.handfast.api.Descriptor;
import org.handfast.api.PairingProtocol;
import org.handfast.api.Settings;
import org.handfast.api.State;

/** A protocol that runs: what the engine holds of a plugin, and how the plugin has behaved. */
final class Installed<S extends State> {

    private final PairingProtocol<S> protocol;
    private final Descriptor<S> descriptor;
    private final Settings settings;
    private final ClassLoader loader;
    private final PluginHealth health;

    Installed(
            PairingProtocol<S> protocol,
            Descriptor<S> descriptor,
            Settings settings,
            ClassLoader loader,
            PluginHealth health) {
        this.protocol = protocol;
        this.descriptor = descriptor;
        this.settings = settings;
        this.loader = loader;
        this.health = health;
    }

    String id() {
        return descriptor.id();
    }

    PairingProtocol<S> protocol() {
        return protocol;
    }

    Descriptor<S> descriptor() {
        return descriptor;
    }

    Settings settings() {
        return settings;
    }

    ClassLoader loader() {
        return loader;
    }

    PluginHealth health() {
        return health;
    }

    Optional<Descriptor.Kind<S>> kind(String name) {
        return descriptor.kinds().stream().filter(k -> k.name().equals(name)).findFirst();
    }
}
