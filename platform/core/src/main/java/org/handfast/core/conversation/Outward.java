package org.handfast.core.conversation;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

import org.handfast.api.Address;
import org.handfast.api.Binding;
import org.handfast.api.Device.Trust;
import org.handfast.api.Effect;
import org.handfast.api.Event;
import org.handfast.api.Fault;
import org.handfast.api.Link;
import org.handfast.api.Parcel;
import org.handfast.api.Question;
import org.handfast.core.feed.News;
import org.handfast.core.flight.FlightRecord;
import org.handfast.core.flight.Recorder;
import org.handfast.core.limit.Limit;
import org.handfast.core.presence.Presence;
import org.handfast.core.registry.DeviceRecord;
import org.handfast.core.registry.ProtocolAddress;

/** Does one conversation's outward effects, and undoes at its end what must not outlive it. */
final class Outward {

    private final Conversation<?> conversation;
    private final EngineParts parts;
    private final Neighbours neighbours;
    private final Recorder recorder;
    private final ConversationTimers timers;
    private final Inbox inbox;
    private final Discoveries discoveries;
    private final Optional<WatcherGuard> watcher;

    /** The question about each address whose answer counts: that to one before it may still be on its way here. */
    private final Map<Address, Long> asked = new HashMap<>();

    private long questions;

    Outward(
            Conversation<?> conversation,
            EngineParts parts,
            Neighbours neighbours,
            Recorder recorder,
            Inbox inbox,
            Optional<WatcherGuard> watcher) {
        this.conversation = conversation;
        this.parts = parts;
        this.neighbours = neighbours;
        this.recorder = recorder;
        this.timers = new ConversationTimers(parts.timers(), inbox);
        this.inbox = inbox;
        this.discoveries = new Discoveries(parts.discovery(), parts.limits().of(Limit.FINDS), conversation::tell);
        this.watcher = watcher;
    }

    /** When the next timer runs out, if one runs. From any thread. */
    Optional<Instant> due() {
        return timers.next();
    }

    /** Does what a step wants; {@code now} is the step's, from which its timers run. */
    void perform(Effect.Outward effect, Instant now) {
        switch (effect) {
            case Effect.Send e -> conversation.send(e.to(), e.message());
            case Effect.SendAll e -> conversation.send(e.to(), e.message());
            case Effect.Close e -> conversation.close(e.link(), e.code(), e.reason());
            case Effect.Dial e -> neighbours.dial(conversation, e.listener(), e.endpoint(), parts.dialler());
            case Effect.Respond e -> conversation.respond(e.exchange(), e.response());
            case Effect.Deliver e -> deliver(e.parcel(), e.delivery());
            case Effect.Take e -> parts.mailboxes().take(at(e.mailbox()), e.from(), e.id());
            case Effect.Ask e -> ask(e);
            case Effect.Unask e -> unask(e.about());
            case Effect.StartTimer e -> start(e.timer(), now.plus(ConversationTimers.most(e.after())));
            case Effect.CancelTimer e -> timers.cancel(e.timer());
            case Effect.Bind e -> bind(e.address(), e.link(), e.binding());
            case Effect.Watch e -> watch(e.address());
            case Effect.Release e -> released(parts.presence().release(conversation.id(), at(e.address())));
            case Effect.Stir e -> stir(e.address());
            case Effect.Seen e -> neighbours.seen(at(e.address()));
            case Effect.Advertise e -> discoveries.advertise(transport(e.listener()), e.key(), e.record(), e.until());
            case Effect.Withdraw e -> discoveries.withdraw(transport(e.listener()), e.key());
            case Effect.Seek e -> discoveries.seek(transport(e.listener()), e.sought(), e.key());
            case Effect.StopSeeking e -> discoveries.stop(e.sought());
            case Effect.Show e -> watcher.ifPresent(w -> w.shown(e.code(), e.shown(), e.until()));
            case Effect.LeaveNothing e -> conversation.leaveNothing();
            case Effect.Note e -> note(FlightRecord.Kind.NOTE, e.code(), e.detail());
        }
    }

    private String transport(String listener) {
        return conversation.plugin().stream(listener).transport();
    }

    private void ask(Effect.Ask effect) {
        Question question = effect.question();
        recorder.about(question.about());
        note(
                FlightRecord.Kind.EFFECT,
                "ask-" + question.stage(),
                question.claimed().name());
        long number = ++questions;
        asked.put(question.about(), number);
        parts.desk()
                .ask(
                        conversation.id(),
                        conversation.plugin().id(),
                        question,
                        effect.from().map(Link::remote).or(recorder::remote),
                        (decided, by) -> inbox.tell(() -> decided(number, decided, by)));
    }

    private void unask(Address about) {
        asked.remove(about);
        parts.desk().withdraw(conversation.id(), about);
    }

    private void decided(long number, Event.Decided decided, String by) {
        if (asked.remove(decided.about(), number)) {
            note(FlightRecord.Kind.DECISION, decided.stage() + "-" + decided.answer(), "by " + by);
            conversation.take(decided);
        }
    }

    private void deliver(Parcel parcel, Parcel.Delivery delivery) {
        parts.mailboxes()
                .deliver(
                        conversation.plugin().id(),
                        parcel,
                        delivery,
                        fate -> conversation.tell(new Event.Delivered(parcel.to(), parcel.from(), parcel.id(), fate)));
    }

    private void bind(Address address, Link link, Binding binding) {
        if (conversation.wire(link).isEmpty()) {
            return;
        }
        recorder.about(address);
        ProtocolAddress at = at(address);
        Presence.Outcome outcome = parts.presence().bind(at, conversation.id(), link, binding);
        if (!outcome.taken()) {
            conversation.tell(new Event.Changed(address, Event.Change.DISPLACED));
            return;
        }
        // The new link has the mailbox before the old ones lose it, so that what is on its way need not be stored.
        parts.mailboxes().bound(at, link, binding.settles(), reader(link));
        for (Presence.Bound before : outcome.displaced()) {
            parts.mailboxes().unbound(at, before.link());
            if (!before.conversation().equals(conversation.id())) {
                neighbours.tell(before.conversation(), new Event.Changed(address, Event.Change.DISPLACED));
            }
        }
        neighbours.seen(at);
        parts.feed().tell(News.Resource.DEVICES);
        hearOfABar(at);
    }

    private Consumer<Parcel> reader(Link link) {
        return parcel -> conversation.tell(new Event.Arrived(link, parcel));
    }

    /** What a parcel that arrived made the plugin send is on its way. */
    void arrived(Event.Arrived event) {
        conversation
                .wire(event.link())
                .ifPresent(wire -> wire.whenSent(
                        () -> parts.mailboxes().written(at(event.parcel().to()), event.link(), event.parcel())));
    }

    /** A link is gone, and has no address any more. */
    void closed(Link link) {
        released(parts.presence().closed(conversation.id(), link));
    }

    private void released(List<Presence.Released> gone) {
        for (Presence.Released released : gone) {
            parts.mailboxes().unbound(released.address(), released.link());
            neighbours.seen(released.address());
        }
        if (!gone.isEmpty()) {
            parts.feed().tell(News.Resource.DEVICES);
        }
    }

    private void watch(Address address) {
        recorder.about(address);
        ProtocolAddress at = at(address);
        parts.presence().watch(at, conversation.id());
        hearOfABar(at);
    }

    private void stir(Address address) {
        for (UUID interested : parts.presence().interested(at(address))) {
            if (!interested.equals(conversation.id())) {
                neighbours.tell(interested, new Event.Changed(address, Event.Change.STIRRED));
            }
        }
    }

    /** Who was revoked between the step's look-ups and now was told of to those who watched by then, and not to this one. */
    private void hearOfABar(ProtocolAddress at) {
        parts.store()
                .deviceAt(at)
                .map(DeviceRecord::trust)
                .filter(Trust::barred)
                .map(trust -> trust == Trust.REVOKED ? Event.Change.REVOKED : Event.Change.SUSPENDED)
                .ifPresent(change -> conversation.tell(new Event.Changed(at.address(), change)));
    }

    /**
     * Requires that there is room for the timers and addresses that a step wants, and that it sends to no more links than
     * there are.
     *
     * @throws Fault PLUGIN_FAULT if there is not
     */
    void requireRoom(List<Effect> effects) {
        Set<String> running = timers.names();
        Set<ProtocolAddress> met = new HashSet<>();
        Set<ProtocolAddress> left = new HashSet<>();
        for (Effect effect : effects) {
            switch (effect) {
                case Effect.StartTimer e -> {
                    running.add(e.timer());
                    if (running.size() > parts.limits().of(Limit.TIMERS)) {
                        throw tooMany("timers", Limit.TIMERS);
                    }
                }
                case Effect.CancelTimer e -> running.remove(e.timer());
                case Effect.SendAll e -> requireLinks(e.to().size());
                case Effect.Bind e -> met.add(at(e.address()));
                case Effect.Watch e -> met.add(at(e.address()));
                case Effect.Release e -> left.add(at(e.address()));
                default -> {}
            }
        }
        if (!met.isEmpty()
                && parts.presence().watchesWith(conversation.id(), met, left)
                        > parts.limits().of(Limit.WATCHES)) {
            throw tooMany("addresses", Limit.WATCHES);
        }
    }

    /** One that closed with this very event may be among them. */
    private void requireLinks(int named) {
        int most = conversation.links() + 1;
        if (named > most) {
            throw new Fault(
                    Fault.Category.PLUGIN_FAULT,
                    "too-many-links",
                    "The plugin sends to " + named + " links at once; its conversation has " + conversation.links()
                            + ".");
        }
    }

    /** The timers that run once a step is made, and when they run out. */
    Map<String, Instant> timersAfter(List<Effect> effects, Instant now) {
        Map<String, Instant> due = timers.due();
        for (Effect effect : effects) {
            switch (effect) {
                case Effect.StartTimer e -> due.put(e.timer(), now.plus(ConversationTimers.most(e.after())));
                case Effect.CancelTimer e -> due.remove(e.timer());
                default -> {}
            }
        }
        return due;
    }

    /** Starts the timers that ran when the hub was stopped; those that ran out meanwhile fire at once. */
    void restore(Map<String, Instant> due) {
        due.forEach(this::start);
    }

    private void start(String name, Instant due) {
        timers.start(name, due, timer -> conversation.take(new Event.TimerFired(timer)));
    }

    private Fault tooMany(String what, Limit limit) {
        return new Fault(
                Fault.Category.PLUGIN_FAULT,
                "too-many-" + what,
                "The plugin wants more " + what + " than the " + parts.limits().of(limit) + " it may have.");
    }

    private ProtocolAddress at(Address address) {
        return new ProtocolAddress(conversation.plugin().id(), address);
    }

    private void note(FlightRecord.Kind kind, String code, String detail) {
        recorder.add(parts.timers().now(), kind, code, detail);
    }

    /** Takes back what must not outlive the conversation. */
    void stop() {
        timers.cancelAll();
        discoveries.stop();
        parts.desk().withdraw(conversation.id());
        released(parts.presence().release(conversation.id()));
    }
}
