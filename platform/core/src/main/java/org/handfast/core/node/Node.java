package org.handfast.core.node;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.handfast.api.Fault;
import org.handfast.api.Step;
import org.handfast.core.approval.ApprovalDesk;
import org.handfast.core.approval.Policy;
import org.handfast.core.audit.AuditLog;
import org.handfast.core.comparison.CheckWords;
import org.handfast.core.conversation.ConversationEngine;
import org.handfast.core.conversation.EngineParts;
import org.handfast.core.crypto.Ids;
import org.handfast.core.durable.ConversationRecord;
import org.handfast.core.feed.News;
import org.handfast.core.feed.NewsFeed;
import org.handfast.core.flight.FlightRecord;
import org.handfast.core.limit.Limit;
import org.handfast.core.mailbox.Mailboxes;
import org.handfast.core.presence.Presence;
import org.handfast.core.registry.DeviceRecord;
import org.handfast.core.registry.Messages;
import org.handfast.core.registry.Offers;
import org.handfast.core.registry.Peerings;
import org.handfast.core.registry.Proposals;
import org.handfast.core.registry.ProtocolAddress;
import org.handfast.core.registry.Registry;
import org.handfast.core.registry.Strangers;
import org.handfast.core.settings.HubSetting;
import org.handfast.core.settings.LiveSettings;
import org.handfast.core.store.Changes;
import org.handfast.core.store.Write;

/**
 * A hub or a device: the engine, the desk, the registry and the audit log over one set of ports. {@link #start} clears
 * away what a crash left half done. Thread-safe.
 */
public final class Node {

    private static final System.Logger LOG = System.getLogger(Node.class.getName());
    private static final Duration BEHIND = Duration.ofSeconds(1);
    private static final Duration TIDYING = Duration.ofHours(1);

    private final Ports ports;
    private final NewsFeed feed;
    private final Presence presence = new Presence();
    private final Mailboxes mailboxes;
    private final ApprovalDesk desk;
    private final ConversationEngine engine;
    private final Backlog backlog;
    private final Messages messages;
    private final Offers offers;
    private final Peerings peerings;
    private final Registry registry;
    private final AuditLog audit;
    private final Proposals proposals;
    private final Strangers strangers;
    private volatile boolean stopped;

    /** Puts a node together; nothing runs yet. */
    public Node(Ports ports) {
        this.ports = ports;
        this.feed = new NewsFeed(ports.timers().now().toEpochMilli());
        var ids = new Ids(ports.toolkit());
        var policy = Policy.of(ports.settings().of(HubSetting.APPROVAL_DEFAULT));
        this.desk = new ApprovalDesk(ports.store(), ports.timers(), ports.limits(), feed, ids, policy);
        this.mailboxes = new Mailboxes(ports.parcels(), ports.timers(), ports.limits(), feed, ports.workers()::execute);
        this.engine = new ConversationEngine(new EngineParts(
                ports.store(),
                ports.toolkit(),
                ids,
                ports.timers(),
                ports.limits(),
                new LiveSettings(ports.settings(), ports.store(), feed, ports.timers(), ids),
                desk,
                presence,
                feed,
                mailboxes,
                ports.timers().now(),
                ports.workers(),
                ports.dialler(),
                ports.discovery(),
                CheckWords::new));
        this.backlog = new Backlog(mailboxes, ports.store(), ports.timers()::now);
        this.messages = new Messages(ports.store(), feed, ports.timers(), ids);
        this.offers = new Offers(ports.store(), feed, ports.timers(), ids);
        this.peerings = new Peerings(ports.store(), feed, ports.timers(), ids, engine);
        this.registry = new Registry(ports.store(), presence, feed, ports.timers(), ids, peerings, engine);
        this.audit = new AuditLog(ports.store());
        this.proposals = new Proposals(ports.store());
        this.strangers = new Strangers(ports.store(), ports.timers(), ids);
    }

    /** Clears away what a crash left, and begins to write behind. */
    public void start() {
        proposals.dropUnapproved();
        endUnfinishedFlights();
        tidy();
        every(BEHIND, this::writeBehind);
        every(TIDYING, this::tidy);
    }

    private void endUnfinishedFlights() {
        Instant now = ports.timers().now();
        Set<UUID> goOn = ports.store().conversations().stream()
                .map(ConversationRecord::id)
                .collect(Collectors.toSet());
        for (FlightRecord flight : ports.store().unfinishedFlights()) {
            if (goOn.contains(flight.id())) {
                continue;
            }
            ports.store()
                    .commit(Changes.of(new Write.PutFlight(
                            flight.ended(Step.Outcome.FAILED, "The hub stopped in the middle of it.", now))));
        }
    }

    /** Writes what is written off the conversations' way, and seals the audit log. */
    private void writeBehind() {
        engine.writeBehind();
        if (audit.seal() > 0) {
            feed.tell(News.Resource.AUDIT);
        }
    }

    private void tidy() {
        Instant now = ports.timers().now();
        mailboxes.tidy();
        ports.store().tidy(ports.limits().of(Limit.FLIGHTS), now);
        strangers
                .dropOlder(now.minus(Duration.ofDays(ports.limits().of(Limit.STRANGER_DAYS))))
                .forEach(d -> d.addresses().forEach(engine::forgotten));
        proposals.dropOlder(now.minus(Duration.ofDays(ports.limits().of(Limit.PROPOSAL_DAYS))));
    }

    private void every(Duration pause, Runnable task) {
        ports.timers().after(pause, () -> ports.workers().execute(() -> {
            if (stopped) {
                return;
            }
            try {
                task.run();
            } catch (Fault e) {
                LOG.log(System.Logger.Level.WARNING, "Will be tried again: {0}", e.detail());
            } finally {
                every(pause, task);
            }
        }));
    }

    /**
     * Ends all conversations and writes what is still to be written. The ports are the caller's to close, after that.
     *
     * @return done once it is all written, or could not be
     */
    public CompletableFuture<Void> stop() {
        stopped = true;
        return engine.stop().thenCompose(v -> mailboxes.stop()).thenRunAsync(this::writeTheRest, ports.workers());
    }

    private void writeTheRest() {
        try {
            writeBehind();
        } catch (Fault e) {
            LOG.log(System.Logger.Level.WARNING, "Not written at the end: {0}", e.detail());
        }
    }

    /** The conversations. */
    public ConversationEngine engine() {
        return engine;
    }

    /** The mailboxes. */
    public Mailboxes mailboxes() {
        return mailboxes;
    }

    /** The questions. */
    public ApprovalDesk desk() {
        return desk;
    }

    /** The devices. */
    public Registry registry() {
        return registry;
    }

    /** What waits for devices. */
    public Backlog backlog() {
        return backlog;
    }

    /** What applications said. */
    public Messages messages() {
        return messages;
    }

    /** What protocols offered, and nobody used yet. */
    public Offers offers() {
        return offers;
    }

    /** The relations between devices. */
    public Peerings peerings() {
        return peerings;
    }

    /** The audit log. */
    public AuditLog audit() {
        return audit;
    }

    /** Who is connected. */
    public Presence presence() {
        return presence;
    }

    /** The news. */
    public NewsFeed feed() {
        return feed;
    }

    /** What it was given. */
    public Ports ports() {
        return ports;
    }

    /** A flight record, of a conversation in progress or of one that ended. */
    public Optional<FlightRecord> flight(UUID id) {
        return engine.inProgress(id)
                .or(() -> engine.justEnded().stream()
                        .filter(f -> f.id().equals(id))
                        .findFirst())
                .or(() -> ports.store().flight(id));
    }

    /** A device's flight records, in the order of {@link #flights}. */
    public List<FlightRecord> flightsOf(DeviceRecord device, int limit) {
        return newestFirst(
                engine.inProgress().stream().filter(f -> isAbout(f, device)),
                Stream.concat(
                        engine.justEnded().stream().filter(f -> isAbout(f, device)),
                        device.addresses().stream()
                                .flatMap(a -> ports.store().flights(Optional.of(a), limit).stream())),
                limit);
    }

    private static boolean isAbout(FlightRecord flight, DeviceRecord device) {
        return flight.address()
                .map(a -> device.addresses().contains(new ProtocolAddress(flight.protocol(), a)))
                .orElse(false);
    }

    /** Flight records in progress first, then those that ended, newest first. */
    public List<FlightRecord> flights(int limit) {
        return newestFirst(
                engine.inProgress().stream(),
                Stream.concat(engine.justEnded().stream(), ports.store().flights(Optional.empty(), limit).stream()),
                limit);
    }

    /**
     * One that is in progress may be kept too, as it was at its last change. Those in progress were looked for first, those in
     * the store last: a conversation moves that way, and is not missed between.
     */
    private static List<FlightRecord> newestFirst(Stream<FlightRecord> live, Stream<FlightRecord> kept, int limit) {
        Map<UUID, FlightRecord> all = new LinkedHashMap<>();
        live.forEach(f -> all.put(f.id(), f));
        kept.sorted(Comparator.comparing(FlightRecord::startedAt).reversed()).forEach(f -> all.putIfAbsent(f.id(), f));
        return all.values().stream().limit(limit).toList();
    }
}
