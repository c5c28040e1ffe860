package org.handfast.core.conversation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import org.handfast.api.Bytes;
import org.handfast.api.Codec;
import org.handfast.api.ConversationKey;
import org.handfast.api.Descriptor;
import org.handfast.api.Effect;
import org.handfast.api.Event;
import org.handfast.api.Fault;
import org.handfast.api.Link;
import org.handfast.api.Response;
import org.handfast.api.State;
import org.handfast.api.Step;
import org.handfast.api.Step.Outcome;
import org.handfast.core.durable.ConversationRecord;
import org.handfast.core.feed.News;
import org.handfast.core.flight.FlightRecord;
import org.handfast.core.flight.Progress;
import org.handfast.core.flight.Recorder;
import org.handfast.core.link.FanOut;
import org.handfast.core.link.Wire;
import org.handfast.core.registry.Proposals;
import org.handfast.core.registry.ProtocolAddress;
import org.handfast.core.registry.UnitOfWork;
import org.handfast.core.store.Changes;
import org.handfast.core.store.Write;

/**
 * One conversation: brings its events to the plugin one after the other, and sees each step through. Events may come from
 * any thread; the state is touched by the inbox's one consumer alone.
 */
final class Conversation<S extends State> implements StepRunner.Around<S> {

    private static final System.Logger LOG = System.getLogger(Conversation.class.getName());

    private final UUID id;
    private final ConversationKey key;
    private final Installed<S> plugin;
    private final EngineParts parts;
    private final StepRunner runner;
    private final Neighbours neighbours;
    private final Endings endings;
    private final Optional<WatcherGuard> watcher;
    private final String startedBy;
    private final boolean brief;
    private final Kept<S> kept;
    private final Recorder recorder;
    private final Inbox inbox;
    private final Outward outward;
    private final OwnProposals proposals;
    private final ConversationLinks links = new ConversationLinks();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile At<S> at;
    private volatile boolean over;
    private volatile boolean ofNoInterest;

    /** Who is to hear of the command that is being done, if that is somebody else than its watcher. */
    private volatile Optional<WatcherGuard> giver = Optional.empty();

    /** Where a conversation stands: its state, and what that says of itself. */
    record At<S extends State>(S state, Progress progress) {

        /** Where the conversations of a kind begin: calls into the plugin. */
        static <S extends State> At<S> beginning(Descriptor.Kind<S> kind, ConversationKey key) {
            S first = Objects.requireNonNull(kind.begin().apply(key), "a conversation begins in no state");
            return new At<>(first, Progress.of(first));
        }
    }

    /** Told when a conversation is over, on whichever thread ended it, with its flight record if it keeps one. */
    interface Endings {
        void ended(Conversation<?> conversation, Optional<FlightRecord> flight);
    }

    Conversation(
            UUID id,
            ConversationKey key,
            At<S> beginning,
            Installed<S> plugin,
            EngineParts parts,
            StepRunner runner,
            Neighbours neighbours,
            Endings endings,
            Optional<Watcher> watcher,
            String startedBy,
            Optional<ConversationRecord> before) {
        this.id = id;
        this.key = key;
        this.plugin = plugin;
        this.parts = parts;
        this.runner = runner;
        this.neighbours = neighbours;
        this.endings = endings;
        this.watcher = watcher.map(WatcherGuard::new);
        this.startedBy = startedBy;
        Optional<Descriptor.Kind<S>> kind = plugin.kind(key.kind());
        this.brief = kind.map(Descriptor.Kind::brief).orElse(false);
        this.kept = new Kept<>(id, plugin.id(), key, startedBy, kind.flatMap(Descriptor.Kind::codec), before);
        this.at = beginning;
        this.recorder = new Recorder(id, plugin.id(), key, parts.timers().now(), parts.limits());
        this.inbox = new Inbox(parts.workers(), parts.limits(), links);
        this.proposals = new OwnProposals(plugin.id(), new Proposals(parts.store()));
        this.outward = new Outward(this, parts, neighbours, recorder, inbox, this.watcher);
    }

    /** Goes on where the hub was stopped: its timers run again, and it hears of it before anything else. */
    void restore(ConversationRecord record) {
        parts.store().flight(id).ifPresent(recorder::resume);
        tell(new Event.Restored());
        inbox.tell(() -> outward.restore(record.timers()));
    }

    @Override
    public UUID id() {
        return id;
    }

    @Override
    public S state() {
        return at.state();
    }

    @Override
    public Progress progress() {
        return at.progress();
    }

    @Override
    public String startedBy() {
        return startedBy;
    }

    ConversationKey key() {
        return key;
    }

    Installed<S> plugin() {
        return plugin;
    }

    /** When its next timer runs out, if one runs. */
    Optional<Instant> due() {
        return outward.due();
    }

    /** The timeline so far. */
    FlightRecord soFar() {
        return recorder.soFar(progress());
    }

    /**
     * Makes a link part of the conversation, with the events it has brought; more follow.
     *
     * @return false if the conversation is over
     */
    synchronized boolean attach(Link link, Wire wire, List<Event.OnLink> first) {
        if (over) {
            return false;
        }
        links.add(link, wire);
        recorder.remote(link.remote());
        first.forEach(this::fromNetwork);
        return true;
    }

    /** Has a link that was attached read as all its links are; {@code resume} if it was not read until now. */
    void admit(Wire wire, boolean resume) {
        inbox.admit(wire::pause, resume ? wire::resume : () -> {});
    }

    boolean over() {
        return over;
    }

    Optional<Wire> wire(Link link) {
        return links.wire(link);
    }

    /** How many links it has, those whose end is under way included. */
    int links() {
        return links.size();
    }

    /** Something came from the network. */
    void fromNetwork(Event.OnLink event) {
        Link link = event.link();
        if (event instanceof Event.LinkClosed) {
            tell(event);
        } else if (links.hears(event) && !inbox.offer(new Taking(this, event), size(event))) {
            links.end(link).ifPresent(wire -> inbox.tell(() -> loseLink(link, "it sent faster than it was served")));
        }
    }

    /** One event of the network, when its turn comes. */
    private record Taking(Conversation<?> by, Event.OnLink event) implements Runnable {
        @Override
        public void run() {
            by.take(event);
        }
    }

    private static int size(Event.OnLink event) {
        return switch (event) {
            case Event.Received e -> e.message().size();
            case Event.Requested e -> e.request().body().size();
            default -> 0;
        };
    }

    /**
     * Something the hub has to say.
     *
     * @return false if the conversation is over
     */
    boolean tell(Event event) {
        return inbox.tell(() -> take(event));
    }

    /**
     * An operator's command. Whoever gave it hears how it ended, unless the conversation began with it, and so is told
     * everything.
     *
     * @return false if the conversation is over
     */
    boolean give(Event.Commanded command, Optional<Watcher> by) {
        Optional<WatcherGuard> another =
                by.filter(w -> watcher.filter(own -> own.guards(w)).isEmpty()).map(WatcherGuard::new);
        return inbox.tell(() -> {
            giver = another;
            take(command);
            if (!over) {
                giver.ifPresent(g -> g.ended(Outcome.CLOSED, ""));
            }
            giver = Optional.empty();
        });
    }

    /** Ends it because the hub, or its plugin, stops: a durable one goes on later. Done once it is over. */
    CompletableFuture<Void> stop(Outcome outcome, String reason) {
        inbox.tell(() -> finish(outcome, reason, !kept.durable()));
        return ended;
    }

    /** Ends it from outside; done once it is over. */
    CompletableFuture<Void> end(Outcome outcome, String reason) {
        inbox.tell(() -> finish(outcome, reason));
        return ended;
    }

    /** Ends it because somebody wants that, once the plugin has done what goes with it. */
    void cancel(String reason) {
        inbox.tell(() -> {
            take(new Event.Cancelled(reason));
            finish(Outcome.CANCELLED, reason);
        });
    }

    /** One event, on the consumer. */
    void take(Event event) {
        if (over || event instanceof Event.OnLink on && !links.hears(on)) {
            return;
        }
        Instant now = parts.timers().now();
        record(now, event);
        if (event instanceof Event.LinkClosed closed) {
            links.remove(closed.link());
            outward.closed(closed.link());
        }
        try {
            switch (runner.run(plugin, this, event, now)) {
                case StepRunner.Result.Made<S> made -> make(made.sound(), made.lasting(), event, now);
                case StepRunner.Result.Overtaken<S> overtaken -> overtaken(event);
            }
        } catch (PluginCalls.Abandoned late) {
            throw late;
        } catch (PluginCalls.Threw e) {
            failed(now, e.what(), e);
        } catch (Fault fault) {
            faulty(event, fault);
        } catch (RuntimeException | Error bug) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "Conversation " + key + " of " + plugin.id() + " failed in the hub",
                    bug);
            finish(Outcome.FAILED, "Something failed in the hub itself; its log says what.");
        }
    }

    private void record(Instant now, Event event) {
        if (event instanceof Event.Received) {
            recorder.received();
        }
        EventLine.of(event).ifPresent(line -> recorder.add(now, line.kind(), line.code(), line.detail()));
    }

    @Override
    public OwnProposals proposals() {
        return proposals;
    }

    @Override
    public Optional<Codec<S>> codec() {
        return kept.codec();
    }

    @Override
    public void keep(StepRunner.Sound<S> sound, Instant now, UnitOfWork work) {
        kept.keep(
                sound,
                state(),
                kept.durable() ? outward.timersAfter(sound.step().effects(), now) : Map.of(),
                work);
    }

    @Override
    public void requireRoom(Step<S> step) {
        outward.requireRoom(step.effects());
    }

    /** Written in the step's transaction. */
    @Override
    public Optional<FlightRecord> after(StepRunner.Sound<S> sound, Instant now) {
        boolean leaves = sound.step().effects().stream().noneMatch(Effect.LeaveNothing.class::isInstance);
        if (brief || ofNoInterest || !leaves || kept.neverBegan()) {
            return Optional.empty();
        }
        List<FlightRecord.Entry> lines = lines(sound, now);
        return Optional.of(
                switch (sound.step()) {
                    case Step.To<S> to -> recorder.soFar(sound.progress(), lines);
                    case Step.End<S> end -> recorder.ended(sound.progress(), end.outcome(), end.reason(), now, lines);
                });
    }

    /** What the flight record has to say of a step: its lasting effects, and the state it reaches. */
    private List<FlightRecord.Entry> lines(StepRunner.Sound<S> sound, Instant now) {
        List<FlightRecord.Entry> lines = new ArrayList<>();
        for (Effect effect : sound.step().effects()) {
            if (effect instanceof Effect.Lasting change) {
                lines.add(recorder.line(
                        now, FlightRecord.Kind.EFFECT, EffectLine.code(change), EffectLine.detail(change)));
            }
        }
        if (reaches(sound.progress())) {
            lines.add(recorder.line(
                    now,
                    FlightRecord.Kind.STATE,
                    sound.progress().label(),
                    sound.progress().phase().name()));
        }
        return lines;
    }

    private boolean reaches(Progress next) {
        return !progress().label().equals(next.label());
    }

    private void make(StepRunner.Sound<S> sound, boolean lasting, Event event, Instant now) {
        Step<S> step = sound.step();
        if (event instanceof Event.Conflicted conflicted && ignores(step)) {
            overtakenUnhandled(conflicted);
            return;
        }
        kept.made();
        recorder.add(lines(sound, parts.timers().now()));
        for (Effect effect : step.effects()) {
            if (effect instanceof Effect.Lasting change) {
                proposals.made(change);
            }
        }
        if (step instanceof Step.To<S> to) {
            reach(new At<>(to.state(), sound.progress()));
        }
        for (Effect effect : step.effects()) {
            if (effect instanceof Effect.Show show) {
                giver.ifPresent(g -> g.shown(show.code(), show.shown(), show.until()));
            }
            if (effect instanceof Effect.Outward out) {
                outward.perform(out, now);
            }
        }
        watcher.ifPresent(WatcherGuard::stepped);
        giver.ifPresent(WatcherGuard::stepped);
        if (lasting) {
            step.effects().stream()
                    .flatMap(e -> ChangedBy.effect(e).stream())
                    .distinct()
                    .forEach(parts.feed()::tell);
            forget(step);
        }
        if (event instanceof Event.Arrived arrived) {
            outward.arrived(arrived);
        }
        if (step instanceof Step.End<S> end) {
            finish(end.outcome(), end.reason());
        }
    }

    private void forget(Step<S> step) {
        for (Effect effect : step.effects()) {
            if (effect instanceof Effect.Unregister e) {
                parts.mailboxes().forget(new ProtocolAddress(plugin.id(), e.address()));
            }
        }
    }

    /** True for {@link Step#stay}: the same state, not one that is merely equal, and nothing to do. */
    @SuppressWarnings("ReferenceEquality")
    private boolean ignores(Step<S> step) {
        return step instanceof Step.To<S> to
                && to.state() == at.state()
                && to.effects().isEmpty();
    }

    private void reach(At<S> next) {
        boolean elsewhere = reaches(next.progress());
        at = next;
        if (elsewhere) {
            parts.feed().tell(News.Resource.CONVERSATIONS, Optional.of(id.toString()));
            watcher.ifPresent(w -> w.reached(next.state()));
        }
    }

    private void overtaken(Event event) {
        if (event instanceof Event.Conflicted conflicted) {
            overtakenUnhandled(conflicted);
        } else {
            take(new Event.Conflicted(event));
        }
    }

    private void overtakenUnhandled(Event.Conflicted conflicted) {
        if (conflicted.lost() instanceof Event.OnLink on && !(on instanceof Event.LinkClosed)) {
            loseLink(on.link(), "other changes came first, three times; try again");
        } else {
            finish(Outcome.FAILED, "Other changes came first, three times; try again.");
        }
    }

    private void faulty(Event event, Fault fault) {
        Instant now = parts.timers().now();
        switch (fault.category()) {
            case PEER_FAULT, LIMIT_REACHED -> {
                recorder.add(now, FlightRecord.Kind.NOTE, fault.code(), fault.detail());
                if (event instanceof Event.OnLink on && !(on instanceof Event.LinkClosed)) {
                    loseLink(on.link(), fault.detail());
                } else {
                    failed(now, fault.detail(), fault);
                }
            }
            case OPERATOR_INPUT -> {
                if (giver.isEmpty()) {
                    finish(Outcome.FAILED, fault.detail());
                } else {
                    // It is the command that cannot be; what it was about goes on.
                    recorder.add(now, FlightRecord.Kind.NOTE, fault.code(), fault.detail());
                    giver.get().ended(Outcome.FAILED, fault.detail());
                    giver = Optional.empty();
                }
            }
            case CONFIGURATION -> finish(Outcome.FAILED, fault.detail());
            case HUB_FAULT -> {
                LOG.log(
                        System.Logger.Level.ERROR,
                        "Conversation " + key + " of " + plugin.id() + " ended: " + fault.detail(),
                        fault.getCause());
                finish(Outcome.FAILED, fault.detail());
            }
            case PLUGIN_FAULT -> failed(now, fault.detail(), fault);
        }
    }

    private void failed(Instant now, String what, Throwable cause) {
        recorder.add(now, FlightRecord.Kind.NOTE, "plugin-failed", what);
        finish(Outcome.FAILED, "The plugin failed: " + what);
        plugin.health().failed("conversation " + key, what, cause);
    }

    /** The consumer is stuck, and is the consumer no more. */
    @Override
    public void abandon() {
        LOG.log(System.Logger.Level.ERROR, "Plugin {0} did not come back in time in {1}", plugin.id(), key);
        finish(Outcome.FAILED, "The plugin did not come back in time.");
    }

    /** Closes a link; for the protocol it is as if the peer had. */
    private void loseLink(Link link, String reason) {
        Optional<Wire> wire = wire(link);
        take(new Event.LinkClosed(link, reason));
        wire.ifPresent(Wire::close);
    }

    private void finish(Outcome outcome, String reason) {
        finish(outcome, reason, true);
    }

    private void finish(Outcome outcome, String reason, boolean forGood) {
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
        }
        try {
            List<Runnable> left = inbox.close();
            List<Event.Requested> late = outcome == Outcome.FAILED ? List.of() : requests(left);
            late.forEach(request -> links.remove(request.link()));
            outward.stop();
            Instant now = parts.timers().now();
            recorder.add(now, FlightRecord.Kind.STATE, outcome.name(), reason);
            links.close();
            if (proposals.open()) {
                parts.workers().execute(this::dropProposals);
            }
            if (forGood && kept.kept()) {
                parts.workers().execute(this::letGo);
            }
            endings.ended(
                    this,
                    leavesNothing(outcome, forGood)
                            ? Optional.empty()
                            : Optional.of(recorder.ended(progress(), outcome, reason, now)));
            watcher.ifPresent(w -> w.ended(outcome, reason));
            giver.ifPresent(g -> g.ended(outcome, reason));
            late.forEach(neighbours::again);
        } finally {
            ended.complete(null);
        }
    }

    /** The requests that it did not get to; they are somebody else's now. */
    private List<Event.Requested> requests(List<Runnable> left) {
        return left.stream()
                .filter(Taking.class::isInstance)
                .map(work -> ((Taking) work).event())
                .filter(Event.Requested.class::isInstance)
                .map(Event.Requested.class::cast)
                .filter(links::hears)
                .toList();
    }

    private boolean leavesNothing(Outcome outcome, boolean forGood) {
        boolean strangers = brief || ofNoInterest || kept.neverBegan();
        return !forGood || (strangers && outcome != Outcome.FAILED);
    }

    /** The plugin says that nobody will want to know of it. */
    void leaveNothing() {
        ofNoInterest = true;
    }

    /** If the store is away, the conversation is there again after the next start, and ends by its own timers. */
    private void letGo() {
        try {
            parts.store().commit(Changes.of(new Write.DeleteConversation(id)));
        } catch (Fault unavailable) {
            LOG.log(System.Logger.Level.WARNING, "Goes on at the next start: {0}", unavailable.detail());
        }
    }

    private void dropProposals() {
        try {
            proposals.drop();
        } catch (Fault unavailable) {
            LOG.log(System.Logger.Level.WARNING, "Left for the next start: {0}", unavailable.detail());
        }
    }

    /** Sends on one of its links. */
    void send(Link link, Bytes message) {
        links.wire(link).ifPresent(wire -> {
            recorder.sent();
            wire.send(message);
        });
    }

    /** Sends the same on several of its links. */
    void send(List<Link> to, Bytes message) {
        var fanOut = new FanOut(message);
        List<Wire> wires =
                to.stream().flatMap(link -> links.wire(link).stream()).toList();
        recorder.sent(wires.size());
        wires.forEach(wire -> wire.send(fanOut));
        fanOut.send();
    }

    /** Answers the request of an exchange, which ends with it. */
    void respond(Link exchange, Response response) {
        links.end(exchange).ifPresent(wire -> {
            recorder.sent();
            wire.respond(response);
        });
    }

    /** Closes one of its links; but for its end, nothing more is heard of it. */
    void close(Link link, Optional<Integer> code, String reason) {
        links.end(link).ifPresent(wire -> {
            recorder.add(parts.timers().now(), FlightRecord.Kind.EFFECT, "close", reason);
            code.ifPresentOrElse(wire::close, wire::close);
        });
    }
}
