package org.handfast.core.conversation;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import org.handfast.api.ConversationKey;
import org.handfast.api.Descriptor;
import org.handfast.api.Event;
import org.handfast.api.Fault;
import org.handfast.api.Listener;
import org.handfast.api.PairingProtocol;
import org.handfast.api.Settings;
import org.handfast.api.State;

/** A protocol that runs: what the engine holds of a plugin, and how the plugin has behaved. */
final class Installed<S extends State> {

    private static final int LONGEST_ID = 256;

    private final PairingProtocol<S> protocol;
    private final Descriptor<S> descriptor;
    private final Settings settings;
    private final ClassLoader loader;
    private final PluginHealth health;
    private final StepCheck check;
    private volatile Set<ConversationKey> standing = Set.of();

    /** One of which no conversation always stands yet. */
    Installed(
            PairingProtocol<S> protocol,
            Descriptor<S> descriptor,
            Settings settings,
            ClassLoader loader,
            PluginHealth health,
            StepCheck check) {
        this.protocol = protocol;
        this.descriptor = descriptor;
        this.settings = settings;
        this.loader = loader;
        this.health = health;
        this.check = check;
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

    StepCheck check() {
        return check;
    }

    /**
     * Which conversation an event belongs to: calls into the plugin.
     *
     * @throws Fault PLUGIN_FAULT for a key that cannot be one
     */
    Optional<ConversationKey> route(Event first) {
        Optional<ConversationKey> key = Objects.requireNonNull(protocol.route(first), "the plugin gave no route");
        key.ifPresent(Installed::requireSound);
        return key;
    }

    /** The conversations that always stand. */
    Set<ConversationKey> standing() {
        return standing;
    }

    /** From now on these always stand. */
    void stands(Set<ConversationKey> keys) {
        standing = keys;
    }

    /**
     * Which conversations always stand under some settings: calls into the plugin.
     *
     * @throws Fault PLUGIN_FAULT for a key that cannot be one; as the plugin threw it
     */
    Set<ConversationKey> askWhatStands(Settings under) {
        Set<ConversationKey> keys = new LinkedHashSet<>(protocol.standing(under));
        for (ConversationKey key : keys) {
            requireSound(key);
            if (kind(key.kind()).isEmpty()) {
                throw new Fault(
                        Fault.Category.PLUGIN_FAULT,
                        "no-such-kind",
                        "The plugin declares no kind of conversation '" + key.kind() + "' that could always stand.");
            }
        }
        return Collections.unmodifiableSet(keys);
    }

    private static void requireSound(ConversationKey key) {
        int length = Objects.requireNonNull(key.id(), "the plugin's conversation has no id")
                .length();
        if (length > LONGEST_ID) {
            throw new Fault(
                    Fault.Category.PLUGIN_FAULT,
                    "bad-key",
                    "The plugin gave a conversation an id of " + length + " characters; it has " + LONGEST_ID
                            + " at most.");
        }
    }

    /**
     * The listener by whose rules to dial: the one of a name, else the first.
     *
     * @throws Fault PLUGIN_FAULT if there is none of that name
     */
    Listener listener(Optional<String> name) {
        return descriptor.listeners().stream()
                .filter(l -> name.map(l.name()::equals).orElse(true))
                .findFirst()
                .orElseThrow(() -> new Fault(
                        Fault.Category.PLUGIN_FAULT,
                        "no-such-listener",
                        "The plugin dials by a listener '" + name.orElse("") + "' that it does not declare."));
    }

    /**
     * The listener for streams of a name.
     *
     * @throws Fault PLUGIN_FAULT if there is none
     */
    Listener.Stream stream(String name) {
        if (listener(Optional.of(name)) instanceof Listener.Stream stream) {
            return stream;
        }
        throw new Fault(
                Fault.Category.PLUGIN_FAULT,
                "no-such-listener",
                "The plugin's listener '" + name + "' is for no streams.");
    }

    Optional<Descriptor.Kind<S>> kind(String name) {
        return descriptor.kinds().stream().filter(k -> k.name().equals(name)).findFirst();
    }
}
