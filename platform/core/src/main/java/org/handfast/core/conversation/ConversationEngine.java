package org.handfast.core.conversation;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.handfast.api.Bytes;
import org.handfast.api.Codec;
import org.handfast.api.ConversationKey;
import org.handfast.api.Descriptor;
import org.handfast.api.Event;
import org.handfast.api.Fault;
import org.handfast.api.Link;
import org.handfast.api.Listener;
import org.handfast.api.PairingProtocol;
import org.handfast.api.Participant;
import org.handfast.api.Request;
import org.handfast.api.Settings;
import org.handfast.api.State;
import org.handfast.api.Step.Outcome;
import org.handfast.core.durable.ConversationRecord;
import org.handfast.core.feed.News;
import org.handfast.core.flight.FlightRecord;
import org.handfast.core.flight.Progress;
import org.handfast.core.limit.Limit;
import org.handfast.core.link.Dialler;
import org.handfast.core.link.LinkEvents;
import org.handfast.core.link.Wire;
import org.handfast.core.registry.Concerned;
import org.handfast.core.registry.ProtocolAddress;
import org.handfast.core.settings.LiveSettings;

/**
 * Knows the protocols that run and the conversations in progress, and brings the two together with links, commands and
 * changes. Thread-safe; no method waits for a conversation.
 */
public final class ConversationEngine implements LinkEvents, Concerned {

    private static final Duration LATER = Duration.ofSeconds(1);

    private final EngineParts parts;
    private final PluginCalls calls;
    private final StepRunner runner;
    private final FlightWriter flights;
    private final LastSeen lastSeen;
    private final Neighbours neighbours = new Around();
    private final Map<String, Installed<?>> plugins = new ConcurrentHashMap<>();
    private final Map<Name, Conversation<?>> byName = new ConcurrentHashMap<>();
    private final Map<UUID, Conversation<?>> byId = new ConcurrentHashMap<>();
    private final Map<Long, LinkRouter> links = new ConcurrentHashMap<>();

    private final AtomicBoolean stopped = new AtomicBoolean();

    private record Name(String protocol, ConversationKey key) {}

    /** An engine with no protocol. */
    public ConversationEngine(EngineParts parts) {
        this.parts = parts;
        this.calls = new PluginCalls(parts.timers(), parts.workers(), parts.limits());
        this.runner = new StepRunner(parts, calls);
        this.flights = new FlightWriter(parts.store());
        this.lastSeen = new LastSeen(parts.store());
    }

    /**
     * Begins to serve a protocol.
     *
     * @param loader the context class loader of calls into it
     * @param misbehaved called once, with a sentence, if it must be stopped
     * @return its descriptor
     * @throws Fault CONFIGURATION for wrong settings or an id that is taken; PLUGIN_FAULT for a descriptor that cannot be, or
     *     conversations that cannot always stand; HUB_FAULT if the store is away
     */
    public <S extends State> Descriptor<S> install(
            PairingProtocol<S> protocol, ClassLoader loader, Consumer<String> misbehaved) {
        Descriptor<S> descriptor = DescriptorCheck.require(describe(protocol));
        List<String> problems = parts.settings().problems(descriptor);
        if (!problems.isEmpty()) {
            throw new Fault(Fault.Category.CONFIGURATION, "bad-setting", String.join("; ", problems));
        }
        var installed = new Installed<>(
                protocol,
                descriptor,
                parts.settings().of(descriptor),
                loader,
                new PluginHealth(descriptor.id(), parts.timers(), parts.limits(), misbehaved),
                new StepCheck(
                        parts.limits().of(Limit.EFFECTS), parts.limits().of(Limit.ITEM_BYTES), descriptor.listeners()));
        installed.stands(standing(installed, installed.settings()));
        List<ConversationRecord> kept = parts.store().conversations().stream()
                .filter(record -> record.protocol().equals(descriptor.id()))
                .toList();
        if (plugins.putIfAbsent(descriptor.id(), installed) != null) {
            throw new Fault(
                    Fault.Category.CONFIGURATION,
                    "protocol-taken",
                    "Another plugin already serves the protocol '" + descriptor.id() + "'.");
        }
        restore(installed, kept);
        // One that is kept goes on, or stays kept for a version that can read it.
        Set<ConversationKey> before = kept.stream().map(ConversationRecord::key).collect(Collectors.toSet());
        installed.standing().stream().filter(key -> !before.contains(key)).forEach(key -> stand(installed, key));
        return descriptor;
    }

    private Set<ConversationKey> standing(Installed<?> plugin, Settings under) {
        try {
            return calls.call(plugin, () -> {}, bracket -> plugin.askWhatStands(under));
        } catch (PluginCalls.Abandoned | PluginCalls.Threw e) {
            throw new Fault(
                    Fault.Category.PLUGIN_FAULT,
                    "bad-standing",
                    "The plugin does not say which conversations always stand: " + e.getMessage(),
                    e);
        }
    }

    /** Begins a conversation that always stands, unless it is there. */
    private void stand(Installed<?> plugin, ConversationKey key) {
        try {
            join(plugin, key);
        } catch (PluginCalls.Abandoned late) {
            // It is counted where it was abandoned.
        } catch (PluginCalls.Threw e) {
            plugin.health().failed("the beginning of " + key, e.what(), e);
        } catch (Fault refusal) {
            if (refusal.category() != Fault.Category.LIMIT_REACHED) {
                plugin.health().failed("the beginning of " + key, refusal.detail(), refusal);
            } else if (!closedTo(plugin)) {
                parts.timers().after(LATER, () -> parts.workers().execute(() -> stand(plugin, key)));
            }
        }
    }

    /** Goes on with the durable conversations of a protocol; one that cannot be read stays kept, for a version that can. */
    private <S extends State> void restore(Installed<S> plugin, List<ConversationRecord> kept) {
        for (ConversationRecord record : kept) {
            Optional<Codec<S>> codec = plugin.kind(record.key().kind()).flatMap(Descriptor.Kind::codec);
            try {
                Codec<S> reader = codec.orElseThrow(() -> new Fault(
                        Fault.Category.PLUGIN_FAULT, "no-such-kind", "The plugin declares no such durable kind."));
                S state = calls.call(plugin, () -> {}, bracket -> reader.decode(record.state()));
                begin(plugin, record, new Conversation.At<>(state, Progress.of(state)));
            } catch (PluginCalls.Abandoned late) {
                return;
            } catch (PluginCalls.Threw e) {
                plugin.health().failed("conversation " + record.key() + " from before", e.what(), e);
            } catch (Fault fault) {
                plugin.health().failed("conversation " + record.key() + " from before", fault.detail(), fault);
            }
        }
    }

    private <S extends State> void begin(Installed<S> plugin, ConversationRecord record, Conversation.At<S> at) {
        var restored = new Conversation<>(
                record.id(),
                record.key(),
                at,
                plugin,
                parts,
                runner,
                neighbours,
                this::ended,
                Optional.empty(),
                record.startedBy(),
                Optional.of(record));
        byId.put(restored.id(), restored);
        byName.put(new Name(plugin.id(), record.key()), restored);
        restored.restore(record);
    }

    private static <S extends State> Descriptor<S> describe(PairingProtocol<S> protocol) {
        try {
            return protocol.descriptor();
        } catch (Throwable thrown) {
            RuntimeException known = PluginCalls.asTheHubKnowsIt(thrown);
            throw known instanceof Fault fault
                    ? fault
                    : new Fault(
                            Fault.Category.PLUGIN_FAULT,
                            "bad-descriptor",
                            "The plugin does not describe itself: " + known.getMessage(),
                            known);
        }
    }

    /**
     * Stops serving a protocol: its conversations end, whatever they are at.
     *
     * @return done once the last of them is over
     */
    public CompletableFuture<Void> remove(String protocol, String reason) {
        Installed<?> removed = plugins.remove(protocol);
        links.values().stream().filter(l -> l.plugin() == removed).forEach(LinkRouter::refuse);
        return CompletableFuture.allOf(byId.values().stream()
                .filter(c -> c.plugin().id().equals(protocol))
                .map(c -> c.stop(Outcome.CANCELLED, reason))
                .toArray(CompletableFuture[]::new));
    }

    @Override
    public void opened(String protocol, Link link, Optional<Request> request, Wire wire) {
        begin(protocol, link, wire, new Event.Opened(link, request));
    }

    @Override
    public void requested(String protocol, Link link, Request request, Wire wire) {
        begin(protocol, link, wire, new Event.Requested(link, request));
    }

    private void begin(String protocol, Link link, Wire wire, Event.OnLink first) {
        Installed<?> plugin = plugins.get(protocol);
        if (plugin == null) {
            wire.close();
            return;
        }
        var router = new LinkRouter(link, wire, plugin, calls, parts, this::join);
        links.put(link.id(), router);
        router.begin(first);
        if (closedTo(plugin)) {
            router.refuse();
        }
    }

    @Override
    public void received(Link link, Bytes message) {
        LinkRouter router = links.get(link.id());
        if (router != null) {
            router.take(new Event.Received(link, message));
        }
    }

    @Override
    public void closed(Link link, String reason) {
        LinkRouter router = links.remove(link.id());
        if (router != null) {
            router.take(new Event.LinkClosed(link, reason));
        }
    }

    /**
     * Gives a protocol a command.
     *
     * @param actor who gives it, for the audit log
     * @param watcher told how the conversation goes if the command begins one; else what that shows of it, and how the command
     *     itself ended
     * @return the conversation
     * @throws Fault OPERATOR_INPUT if there is no such protocol or command, it takes no such arguments, or the plugin refuses it
     */
    public UUID command(
            String protocol, String command, Map<String, String> arguments, String actor, Optional<Watcher> watcher) {
        Installed<?> plugin = plugins.get(protocol);
        Optional<Descriptor.Command> declared = plugin == null
                ? Optional.empty()
                : plugin.descriptor().commands().stream()
                        .filter(c -> c.name().equals(command))
                        .findFirst();
        if (plugin == null || declared.isEmpty()) {
            throw new Fault(
                    Fault.Category.OPERATOR_INPUT,
                    "no-such-command",
                    "No running protocol '" + protocol + "' has a command '" + command + "'.");
        }
        ArgumentCheck.require(declared.get(), arguments);
        var event = new Event.Commanded(parts.ids().next().toString(), command, arguments);
        try {
            return command(plugin, event, watcher, actor);
        } catch (PluginCalls.Abandoned late) {
            throw new Fault(
                    Fault.Category.PLUGIN_FAULT, "plugin-failed", "The plugin did not come back in time.", late);
        } catch (PluginCalls.Threw e) {
            plugin.health().failed("command " + command, e.what(), e);
            throw new Fault(Fault.Category.PLUGIN_FAULT, "plugin-failed", "The plugin failed: " + e.what(), e);
        } catch (Fault refusal) {
            if (refusal.category() == Fault.Category.PLUGIN_FAULT) {
                plugin.health().failed("command " + command, refusal.detail(), refusal);
            }
            throw refusal;
        }
    }

    private UUID command(Installed<?> plugin, Event.Commanded event, Optional<Watcher> watcher, String actor) {
        ConversationKey key = calls.call(plugin, () -> {}, bracket -> plugin.route(event))
                .orElseThrow(() -> new Fault(
                        Fault.Category.PLUGIN_FAULT,
                        "no-route",
                        "The plugin does not say which conversation its command '" + event.command()
                                + "' belongs to."));
        Conversation<?> conversation;
        do {
            conversation = join(plugin, key, watcher, actor);
        } while (!conversation.give(event, watcher));
        return conversation.id();
    }

    private UUID tell(Installed<?> plugin, ConversationKey key, Optional<Watcher> watcher, String actor, Event event) {
        Conversation<?> conversation;
        do {
            conversation = join(plugin, key, watcher, actor);
        } while (!conversation.tell(event));
        return conversation.id();
    }

    /** Tells a protocol that does run that an operator ended a relation between two devices, as soon as there is room. */
    @Override
    public void parted(String protocol, Event.Parted event) {
        Installed<?> plugin = plugins.get(protocol);
        if (plugin == null || stopped.get()) {
            return;
        }
        parts.workers().execute(() -> {
            try {
                calls.call(plugin, () -> {}, bracket -> plugin.route(event))
                        .ifPresent(key -> tell(plugin, key, Optional.empty(), "protocol " + protocol, event));
            } catch (PluginCalls.Abandoned late) {
                // It is counted where it was abandoned.
            } catch (PluginCalls.Threw e) {
                plugin.health().failed("the end of a relation", e.what(), e);
            } catch (Fault refusal) {
                if (refusal.category() == Fault.Category.LIMIT_REACHED) {
                    // A device may have more relations that end at once than there may be conversations.
                    parts.timers().after(LATER, () -> parted(protocol, event));
                    return;
                }
                plugin.health().failed("the end of a relation", refusal.detail(), refusal);
            }
        });
    }

    /** Tells whoever bound or watches an address that something about it changed. */
    @Override
    public void changed(ProtocolAddress address, Event.Change change) {
        parts.presence()
                .interested(address)
                .forEach(c -> neighbours.tell(c, new Event.Changed(address.address(), change)));
    }

    @Override
    public void forgotten(ProtocolAddress address) {
        parts.mailboxes().forget(address);
    }

    /** Ends a conversation from outside; false if it is over already. */
    public boolean cancel(UUID conversation, String reason) {
        Conversation<?> found = byId.get(conversation);
        if (found != null) {
            found.cancel(reason);
        }
        return found != null;
    }

    /**
     * What a protocol's settings are.
     *
     * @throws Fault OPERATOR_INPUT {@code no-such-protocol} if it does not run
     */
    public List<LiveSettings.Value> settings(String protocol) {
        return parts.settings().list(requireRunning(protocol).descriptor());
    }

    /**
     * Sets what operators have to say of a protocol's settings, see {@link LiveSettings#change}, and begins the conversations
     * that always stand from now on: calls into the plugin.
     *
     * @throws Fault OPERATOR_INPUT {@code no-such-protocol} if it does not run, or {@code bad-setting}; as of
     *     {@link #install} if the plugin cannot say what stands; then nothing is changed
     */
    public void changeSettings(String protocol, Map<String, String> values, String actor) {
        Installed<?> plugin = requireRunning(protocol);
        AtomicReference<Set<ConversationKey>> standing = new AtomicReference<>(Set.of());
        parts.settings().change(plugin.descriptor(), values, actor, under -> standing.set(standing(plugin, under)));
        Set<ConversationKey> before = plugin.standing();
        plugin.stands(standing.get());
        standing.get().stream().filter(key -> !before.contains(key)).forEach(key -> stand(plugin, key));
    }

    private Installed<?> requireRunning(String protocol) {
        return Optional.ofNullable(plugins.get(protocol))
                .orElseThrow(() -> new Fault(
                        Fault.Category.OPERATOR_INPUT,
                        "no-such-protocol",
                        "No plugin that runs speaks '" + protocol + "'."));
    }

    /** A protocol's title for people; its id if it does not run. */
    public String title(String protocol) {
        Installed<?> plugin = plugins.get(protocol);
        return plugin == null ? protocol : plugin.descriptor().title();
    }

    /** The timeline of a conversation in progress. */
    public Optional<FlightRecord> inProgress(UUID conversation) {
        return Optional.ofNullable(byId.get(conversation)).map(Conversation::soFar);
    }

    /**
     * Who takes part in a conversation in progress, if it is a gathering: calls into the plugin.
     *
     * @throws Fault PLUGIN_FAULT if the plugin does not say
     */
    public Optional<List<Participant>> participants(UUID conversation) {
        Conversation<?> found = byId.get(conversation);
        if (found == null) {
            return Optional.empty();
        }
        try {
            return calls.call(found.plugin(), () -> {}, bracket -> found.state()
                    .participants()
                    .map(List::copyOf));
        } catch (PluginCalls.Abandoned late) {
            throw untold(late);
        } catch (PluginCalls.Threw e) {
            found.plugin().health().failed("who takes part in " + found.key(), e.what(), e);
            throw untold(e);
        } catch (Fault fault) {
            found.plugin().health().failed("who takes part in " + found.key(), fault.detail(), fault);
            throw untold(fault);
        }
    }

    private static Fault untold(RuntimeException why) {
        return new Fault(Fault.Category.PLUGIN_FAULT, "plugin-failed", "The plugin does not say who takes part.", why);
    }

    /** When the next timer of a conversation in progress runs out, if one runs. */
    public Optional<Instant> due(UUID conversation) {
        return Optional.ofNullable(byId.get(conversation)).flatMap(Conversation::due);
    }

    /** What was counted since the start. */
    public StepCounters counters() {
        return runner.counters();
    }

    /** The timelines of conversations in progress, newest first. */
    public List<FlightRecord> inProgress() {
        return byId.values().stream()
                .map(Conversation::soFar)
                .sorted(Comparator.comparing(FlightRecord::startedAt).reversed())
                .toList();
    }

    /** The timelines of conversations that ended just now, and that the store may not have yet. */
    public List<FlightRecord> justEnded() {
        return flights.unwritten();
    }

    /** How many conversations are in progress. */
    public int size() {
        return byId.size();
    }

    /** How many links belong to conversations, or will. */
    public int links() {
        return links.size();
    }

    /** What is written off the conversations' way: call it every second or so, and at the end. */
    public void writeBehind() {
        flights.flush();
        lastSeen.flush();
    }

    /**
     * Ends every conversation and begins no other; those who are connected see their links close.
     *
     * @return done once the last conversation is over
     */
    public CompletableFuture<Void> stop() {
        stopped.set(true);
        links.values().forEach(LinkRouter::refuse);
        return CompletableFuture.allOf(byId.values().stream()
                .map(c -> c.stop(Outcome.CLOSED, "The hub is stopping."))
                .toArray(CompletableFuture[]::new));
    }

    private Conversation<?> join(Installed<?> plugin, ConversationKey key) {
        return join(plugin, key, Optional.empty(), "protocol " + plugin.id());
    }

    private <S extends State> Conversation<?> join(
            Installed<S> plugin, ConversationKey key, Optional<Watcher> watcher, String startedBy) {
        var name = new Name(plugin.id(), key);
        Conversation<?> there = byName.get(name);
        if (there != null && !there.over()) {
            return there;
        }
        requireRoom(plugin);
        Descriptor.Kind<S> kind = plugin.kind(key.kind())
                .orElseThrow(() -> new Fault(
                        Fault.Category.PLUGIN_FAULT,
                        "no-such-kind",
                        "The plugin declares no kind of conversation '" + key.kind() + "'."));
        var begun = new Conversation<>(
                parts.ids().next(),
                key,
                calls.call(plugin, () -> {}, bracket -> Conversation.At.beginning(kind, key)),
                plugin,
                parts,
                runner,
                neighbours,
                this::ended,
                watcher,
                startedBy,
                Optional.empty());
        Conversation<?> joined = byName.compute(name, (n, rival) -> {
            if (rival != null && !rival.over()) {
                return rival;
            }
            byId.put(begun.id(), begun);
            if (plugin.standing().contains(key)) {
                // Before anybody else finds it.
                begun.tell(new Event.Restored());
            }
            return begun;
        });
        if (joined == begun) {
            parts.feed()
                    .tell(News.Resource.CONVERSATIONS, Optional.of(begun.id().toString()));
            if (closedTo(plugin)) {
                // Whoever stops the plugin, or the hub, may have looked for conversations before this one was there.
                begun.end(Outcome.CANCELLED, "The hub, or the plugin, is stopping.");
                throw stopping();
            }
        }
        return joined;
    }

    private void requireRoom(Installed<?> plugin) {
        if (closedTo(plugin)) {
            throw stopping();
        }
        int ofOne = parts.limits().of(Limit.PROTOCOL_CONVERSATIONS);
        if (byId.size() >= parts.limits().of(Limit.CONVERSATIONS) || (byId.size() >= ofOne && of(plugin) >= ofOne)) {
            throw new Fault(
                    Fault.Category.LIMIT_REACHED,
                    "too-many-conversations",
                    "The hub has as many conversations as it takes; try again later.");
        }
    }

    private long of(Installed<?> plugin) {
        return byId.values().stream().filter(c -> c.plugin() == plugin).count();
    }

    private boolean closedTo(Installed<?> plugin) {
        return stopped.get() || plugins.get(plugin.id()) != plugin;
    }

    private static Fault stopping() {
        return new Fault(Fault.Category.LIMIT_REACHED, "stopping", "The hub, or the plugin, is stopping.");
    }

    /** It is among those that ended before it is none in progress, so that whoever looks finds it in one place. */
    private void ended(Conversation<?> conversation, Optional<FlightRecord> flight) {
        flight.ifPresent(flights::add);
        byName.remove(new Name(conversation.plugin().id(), conversation.key()), conversation);
        byId.remove(conversation.id());
        parts.feed()
                .tell(News.Resource.CONVERSATIONS, Optional.of(conversation.id().toString()));
    }

    private final class Around implements Neighbours {

        @Override
        public void tell(UUID conversation, Event event) {
            Conversation<?> found = byId.get(conversation);
            if (found != null) {
                found.tell(event);
            }
        }

        @Override
        public void dial(Conversation<?> conversation, Optional<String> name, String endpoint, Dialler dialler) {
            Listener listener = conversation.plugin().listener(name);
            dialler.dial(endpoint, listener, ConversationEngine.this, dialled -> {
                switch (dialled) {
                    case Dialler.Dialled.Open open -> {
                        if (!conversation.attach(open.link(), open.wire(), List.of())) {
                            open.wire().close();
                            return;
                        }
                        links.put(
                                open.link().id(),
                                LinkRouter.dialled(
                                        open.link(),
                                        open.wire(),
                                        conversation,
                                        calls,
                                        parts,
                                        ConversationEngine.this::join));
                        conversation.admit(open.wire(), false);
                        conversation.tell(new Event.Dialled(endpoint, Optional.of(open.link()), ""));
                    }
                    case Dialler.Dialled.Failed failed ->
                        conversation.tell(new Event.Dialled(endpoint, Optional.empty(), failed.reason()));
                }
            });
        }

        @Override
        public void again(Event.Requested request) {
            LinkRouter router = links.get(request.link().id());
            if (router != null) {
                router.again(request);
                if (closedTo(router.plugin())) {
                    router.refuse();
                }
            }
        }

        @Override
        public void seen(ProtocolAddress address) {
            lastSeen.seen(address, parts.timers().now());
        }
    }
}
