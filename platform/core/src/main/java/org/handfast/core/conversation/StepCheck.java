package org.handfast.core.conversation;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.handfast.api.Bytes;
import org.handfast.api.Effect;
import org.handfast.api.Fault;
import org.handfast.api.Framing;
import org.handfast.api.Lines;
import org.handfast.api.Link;
import org.handfast.api.Listener;
import org.handfast.api.Offer;
import org.handfast.api.PairingId;
import org.handfast.api.Question;
import org.handfast.api.Step;
import org.handfast.core.message.Message;

/**
 * Looks a step over before any of it is done, so that a step with something impossible in it is not done in part. What is
 * wrong is a PLUGIN_FAULT. Text for people is not measured here, since it may come from a peer: whoever keeps it cuts it.
 */
final class StepCheck {

    private static final int LONGEST_NAME = 256;
    private static final int LONGEST_VALUE = 4_096;
    private static final String HEADER = "[a-z][a-z0-9-]{0,63}";

    /** Those that frame a message, say what other origins may do, or stand for another part of an answer. */
    private static final String HEADER_OF_THE_HUB = "connection|content-(length|type|encoding)|date|keep-alive|server"
            + "|te|trailer|transfer-encoding|upgrade|vary|x-content-type-options|(access-control|sec|proxy)-.*";

    private static final int LONGEST_RECORD_KEY = 128;
    private static final int LEAST_CLOSE_CODE = 4000;
    private static final int MOST_CLOSE_CODE = 4999;

    private final int mostEffects;
    private final int mostItem;
    private final boolean mayDial;
    private final Set<String> lines;
    private final Set<String> streams;

    /** A check for a plugin with these listeners, whose framing dialled links speak; {@code mostItem} is in bytes. */
    StepCheck(int mostEffects, int mostItem, List<Listener> listeners) {
        this.mostEffects = mostEffects;
        this.mostItem = mostItem;
        this.mayDial = !listeners.isEmpty();
        this.lines = listeners.stream()
                .filter(l -> l instanceof Listener.Tcp tcp && tcp.framing() instanceof Lines)
                .map(Listener::name)
                .collect(Collectors.toUnmodifiableSet());
        this.streams = listeners.stream()
                .filter(Listener.Stream.class::isInstance)
                .map(Listener::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The step, if it is whole. */
    <T extends Step<?>> T require(@Nullable T step) {
        if (step == null) {
            throw fault("returned no step");
        }
        if (step.effects().size() > mostEffects) {
            throw fault("wants " + step.effects().size() + " effects of one step; it may have " + mostEffects);
        }
        switch (step) {
            case Step.To<?> to -> there(to.state(), "a state to go to");
            case Step.End<?> end -> {
                there(end.outcome(), "an outcome");
                there(end.reason(), "a reason");
            }
        }
        step.effects().forEach(this::effect);
        return step;
    }

    private static void key(Bytes key) {
        there(key, "a key of a record");
        if (key.isEmpty() || key.size() > LONGEST_RECORD_KEY) {
            throw fault("gave a record a key of " + key.size() + " bytes; it has 1 to " + LONGEST_RECORD_KEY);
        }
    }

    private void stream(String listener) {
        there(listener, "a listener for streams");
        if (!streams.contains(listener)) {
            throw fault("would find others by a listener '" + listener + "', which is for no streams");
        }
    }

    private static void message(Effect.Publish effect) {
        there(effect.with(), "a device that a message is with");
        there(effect.topic(), "a message's topic");
        there(effect.message(), "a message");
        if (effect.with().value().length() > Message.MAX_ADDRESS
                || Bytes.utf8(effect.topic()).size() > Message.MAX_TOPIC
                || effect.message().size() > Message.MAX_CONTENT) {
            throw fault("published a message whose address, topic or content is longer than the inbox takes");
        }
    }

    private void effect(Effect effect) {
        switch (effect) {
            case Effect.Send e -> {
                there(e.to(), "a link to send on");
                there(e.message(), "a message to send");
                sendable(List.of(e.to()), e.message());
            }
            case Effect.SendAll e -> {
                there(e.to(), "links to send on");
                there(e.message(), "a message to send");
                sendable(e.to(), e.message());
            }
            case Effect.Close e -> {
                there(e.link(), "a link to close");
                e.code().ifPresent(StepCheck::closeCode);
                there(e.reason(), "a reason to close a link");
            }
            case Effect.Dial e -> {
                name(e.endpoint(), "an endpoint to dial");
                there(e.listener(), "a listener to dial by");
                if (!mayDial) {
                    throw fault("dials, but has no listener whose framing to speak");
                }
            }
            case Effect.Respond e -> {
                there(e.exchange(), "an exchange to answer");
                there(e.response(), "an answer");
                there(e.response().contentType(), "an answer's media type");
                there(e.response().body(), "an answer's body");
                headers(e.response().headers());
            }
            case Effect.Deliver e -> {
                there(e.parcel(), "a parcel");
                there(e.parcel().to(), "a parcel's mailbox");
                there(e.parcel().from(), "a parcel's sender");
                there(e.parcel().bytes(), "what is in a parcel");
                e.parcel().topic().ifPresent(topic -> name(topic, "a parcel's topic"));
                there(e.delivery(), "how a parcel travels");
            }
            case Effect.Take e -> {
                there(e.mailbox(), "a mailbox");
                there(e.from(), "a parcel's sender");
                there(e.id(), "a parcel's id");
            }
            case Effect.Ask e -> {
                question(e.question());
                there(e.from(), "where a question comes from");
            }
            case Effect.Unask e -> there(e.about(), "an address that a question is about");
            case Effect.StartTimer e -> {
                name(e.timer(), "a timer's name");
                duration(e.after(), "a timer");
            }
            case Effect.CancelTimer e -> name(e.timer(), "a timer's name");
            case Effect.Bind e -> {
                there(e.address(), "an address to bind");
                there(e.link(), "a link to bind to");
                there(e.binding(), "how to bind");
                if (e.binding().atMost() < 1) {
                    throw fault("binds an address to no link at all");
                }
            }
            case Effect.Watch e -> there(e.address(), "an address to watch");
            case Effect.Release e -> there(e.address(), "an address to release");
            case Effect.Show e -> {
                there(e.code(), "a code of what is shown");
                there(e.until(), "until when it is shown");
            }
            case Effect.LeaveNothing e -> {}
            case Effect.Note e -> {
                there(e.code(), "a note's code");
                there(e.detail(), "a note's detail");
            }
            case Effect.Propose e -> {
                pairing(e.pairing());
                there(e.introduction(), "an introduction");
                name(e.introduction().kind(), "an introduction's kind");
                there(e.own(), "a key pair");
                there(e.theirs(), "a key");
                there(e.fingerprints(), "fingerprints");
                e.secrets().keySet().forEach(name -> name(name, "a secret's name"));
            }
            case Effect.Approve e -> {
                pairing(e.pairing());
                there(e.approval(), "an approval");
                there(e.approval().id(), "an approval's id");
            }
            case Effect.Establish e -> pairing(e.pairing());
            case Effect.Drop e -> {
                pairing(e.pairing());
                there(e.reason(), "a reason to drop a proposal");
            }
            case Effect.Remember e -> {
                there(e.of(), "an address");
                name(e.fact(), "a fact's name");
                value(e.value());
            }
            case Effect.MakeClaim e -> {
                there(e.claim(), "a claim");
                name(e.claim().scope(), "a claim's scope");
                there(e.claim().until(), "a claim's end");
            }
            case Effect.MakeOffer e -> offer(e.offer());
            case Effect.MissOffer e -> name(e.id(), "an offer's id");
            case Effect.EndOffer e -> {
                name(e.id(), "an offer's id");
                there(e.reason(), "a reason to end an offer");
            }
            case Effect.Register e -> {
                there(e.address(), "an address to register");
                there(e.introduction(), "an introduction");
                name(e.introduction().kind(), "an introduction's kind");
                there(e.key(), "a key");
                facts(e.facts());
            }
            case Effect.Stir e -> there(e.address(), "an address to stir");
            case Effect.Seen e -> there(e.address(), "an address that was seen");
            case Effect.Alias e -> {
                there(e.of(), "an address of a device");
                there(e.more(), "one more address");
            }
            case Effect.Admit e -> {
                there(e.address(), "an address to admit");
                there(e.approval(), "an approval");
                there(e.approval().id(), "an approval's id");
            }
            case Effect.Put e -> {
                there(e.item(), "an item");
                there(e.item().value(), "an item's value");
                there(e.item().until(), "an item's end");
                if (e.item().value().size() > mostItem) {
                    throw fault("keeps an item of " + e.item().value().size() + " bytes; it may have " + mostItem);
                }
            }
            case Effect.Remove e -> {
                name(e.scope(), "an item's scope");
                there(e.key(), "an item's key");
            }
            case Effect.Clear e -> name(e.scope(), "a scope");
            case Effect.Publish e -> message(e);
            case Effect.Advertise e -> {
                stream(e.listener());
                key(e.key());
                there(e.record(), "a record");
                there(e.until(), "a record's end");
            }
            case Effect.Withdraw e -> {
                stream(e.listener());
                key(e.key());
            }
            case Effect.Seek e -> {
                stream(e.listener());
                name(e.sought(), "a name of what is sought");
                key(e.key());
            }
            case Effect.StopSeeking e -> name(e.sought(), "a name of what is sought");
            case Effect.Unregister e -> there(e.address(), "an address to take off the list");
            case Effect.Relate e -> {
                there(e.peering(), "a relation");
                there(e.peering().proposer(), "who began a relation");
                there(e.peering().other(), "the other end of a relation");
                there(e.peering().standing(), "how far a relation has come");
                if (e.peering().proposer().equals(e.peering().other())) {
                    throw fault("relates '" + e.peering().other() + "' to itself");
                }
                facts(e.peering().facts());
            }
        }
    }

    /** Two lines instead of one could be anything: what a peer is told by others must not speak for the hub. */
    private void sendable(List<Link> to, Bytes message) {
        if (!lines.isEmpty()
                && to.stream().anyMatch(link -> lines.contains(link.listener()))
                && !Framing.lines().measure(message).equals(Framing.Extent.MORE)) {
            throw fault("sends a line with a line feed in it");
        }
    }

    private static void closeCode(int code) {
        if (code < LEAST_CLOSE_CODE || code > MOST_CLOSE_CODE) {
            throw fault("closes a link by code " + code + "; it may give " + LEAST_CLOSE_CODE + " to " + MOST_CLOSE_CODE
                    + " a meaning");
        }
    }

    private static void question(Question question) {
        there(question, "a question");
        there(question.stage(), "a question's stage");
        there(question.about(), "an address that a question is about");
        there(question.claimed(), "an introduction that a question shows");
        duration(question.deadline(), "a question's deadline");
    }

    private static void offer(Offer offer) {
        there(offer, "an offer");
        name(offer.id(), "an offer's id");
        there(offer.secret(), "an offer's secret");
        there(offer.until(), "an offer's end");
    }

    private static void pairing(PairingId id) {
        there(id, "a pairing's id");
        for (String end : List.of(id.a(), id.b())) {
            name(end, "an end of a pairing");
        }
    }

    private static void duration(Duration duration, String what) {
        there(duration, what);
        if (duration.isNegative()) {
            throw fault("gave " + what + " less than no time");
        }
    }

    private static void name(String name, String what) {
        there(name, what);
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            throw fault("gave " + what + " of " + name.length() + " characters; it has 1 to " + LONGEST_NAME);
        }
    }

    private static void headers(Map<String, String> headers) {
        Set<String> seen = new HashSet<>();
        headers.forEach((name, value) -> {
            String folded = name.toLowerCase(Locale.ROOT);
            if (!folded.matches(HEADER)
                    || value.length() > LONGEST_VALUE
                    || !value.chars().allMatch(c -> c >= ' ' && c < 127)) {
                throw fault("answers with a header '" + name + "' that cannot be");
            }
            if (folded.matches(HEADER_OF_THE_HUB)) {
                throw fault("answers with a header '" + name + "', which is the hub's to set");
            }
            if (!seen.add(folded)) {
                throw fault("answers with a header '" + name + "' twice");
            }
        });
    }

    private static void facts(Map<String, String> facts) {
        facts.forEach((fact, value) -> {
            name(fact, "a fact's name");
            value(value);
        });
    }

    private static void value(String value) {
        there(value, "a fact's value");
        if (value.length() > LONGEST_VALUE) {
            throw fault(
                    "gave a fact's value of " + value.length() + " characters; it has " + LONGEST_VALUE + " at most");
        }
    }

    private static void there(@Nullable Object part, String what) {
        if (part == null) {
            throw fault("left out " + what);
        }
    }

    private static Fault fault(String what) {
        return new Fault(Fault.Category.PLUGIN_FAULT, "bad-step", "The plugin " + what + ".");
    }
}
