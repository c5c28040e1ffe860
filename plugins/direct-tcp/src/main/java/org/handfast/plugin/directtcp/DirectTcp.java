package org.handfast.plugin.directtcp;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.osgi.service.component.annotations.Component;

import org.handfast.api.Bytes;
import org.handfast.api.ConversationKey;
import org.handfast.api.Descriptor;
import org.handfast.api.Descriptor.Command;
import org.handfast.api.Descriptor.Kind;
import org.handfast.api.Descriptor.Setting;
import org.handfast.api.Descriptor.Setting.Type;
import org.handfast.api.Effect;
import org.handfast.api.Event;
import org.handfast.api.Event.Changed;
import org.handfast.api.Event.Commanded;
import org.handfast.api.Event.Decided;
import org.handfast.api.Event.Dialled;
import org.handfast.api.Event.LinkClosed;
import org.handfast.api.Event.Opened;
import org.handfast.api.Event.Received;
import org.handfast.api.Event.TimerFired;
import org.handfast.api.Fault;
import org.handfast.api.Listener;
import org.handfast.api.PairingProtocol;
import org.handfast.api.Step;
import org.handfast.api.Step.Outcome;
import org.handfast.api.View;
import org.handfast.plugin.directtcp.Talk.AwaitingAnswer;
import org.handfast.plugin.directtcp.Talk.AwaitingContact;
import org.handfast.plugin.directtcp.Talk.AwaitingWords;
import org.handfast.plugin.directtcp.Talk.CheckingKeys;
import org.handfast.plugin.directtcp.Talk.Connected;
import org.handfast.plugin.directtcp.Talk.Dialling;
import org.handfast.plugin.directtcp.Talk.Entry;
import org.handfast.plugin.directtcp.Talk.Greeting;
import org.handfast.plugin.directtcp.Talk.Pairing;
import org.handfast.plugin.directtcp.Talk.PendingEncryption;
import org.handfast.plugin.directtcp.Talk.PendingPairRequest;
import org.handfast.plugin.directtcp.Talk.WithPeer;
import org.handfast.plugin.directtcp.wire.LengthFraming;
import org.handfast.plugin.directtcp.wire.Packet;
import org.handfast.plugin.directtcp.wire.Packet.Heartbeat;
import org.handfast.plugin.directtcp.wire.Packet.Hello;
import org.handfast.plugin.directtcp.wire.Packet.KeyCheck;
import org.handfast.plugin.directtcp.wire.Packet.KeyCheckResponse;
import org.handfast.plugin.directtcp.wire.Packet.PairRequest;
import org.handfast.plugin.directtcp.wire.Packet.Refusal;
import org.handfast.plugin.directtcp.wire.Packet.SendKey;
import org.handfast.plugin.directtcp.wire.Packets;
import org.handfast.plugin.directtcp.wire.Revision;

/** Direct TCP pairing: reads what came and brings it to the side whose turn it is. */
@Component(service = PairingProtocol.class)
public final class DirectTcp implements PairingProtocol<Talk> {

    /** The protocol's id. */
    public static final String ID = "direct-tcp";

    /** The timer of whatever is waited for at the moment; there is never more than one such thing. */
    static final String TIMER = "waiting";

    @Override
    public Descriptor<Talk> descriptor() {
        return new Descriptor<>(
                ID,
                "Direct TCP",
                List.of(
                        new Kind<>("link", key -> new Entry()),
                        new Kind<>("dial", key -> new Entry()),
                        new Kind<>("phrase", key -> new Entry())),
                List.of(new Listener.Tcp("tcp", 3695, new LengthFraming(), Packets.MAX_PAYLOAD)),
                List.of(
                        new Command("phrase", "Make a one-time phrase for the next device", List.of()),
                        new Command("pair", "Ask another device to pair"),
                        new Command("connect", "Connect to a paired device")),
                List.of(
                        new Setting("require-proof", Type.FLAG, "false", "refuse devices that cannot prove themselves"),
                        new Setting(
                                "hello-timeout",
                                Type.DURATION,
                                "10s",
                                "how long a peer may take to say the next thing"),
                        new Setting("check-timeout", Type.DURATION, "10s", "how long a key check may take"),
                        new Setting("answer-timeout", Type.DURATION, "5m", "how long a person may take to answer"),
                        new Setting(
                                "messages-per-key-pair",
                                Type.NUMBER,
                                "10000",
                                "how many messages a key pair is used for before a new pairing is asked for")));
    }

    @Override
    public Optional<ConversationKey> route(Event first) {
        return Optional.of(
                switch (first) {
                    case Event.OnLink on ->
                        new ConversationKey("link", Long.toString(on.link().id()));
                    case Commanded c -> new ConversationKey(c.command().equals("phrase") ? "phrase" : "dial", c.id());
                    default -> throw new Fault(Fault.Category.PLUGIN_FAULT, "no-route", "This begins no conversation.");
                });
    }

    @Override
    public Step<Talk> on(Talk state, Event event, View view) {
        return switch (event) {
            case Opened e -> Step.to(state, wait(view, "hello-timeout"));
            case Received e -> received(state, e, view);
            case Commanded e -> commanded(state, e, view);
            case Dialled e -> Asking.dialled(state, e, view);
            case Decided e -> decided(state, e, view);
            case TimerFired e -> waitedTooLong(state, view);
            case LinkClosed e -> closed(state, e.reason(), view);
            case Changed e -> changed(state, e.change(), view);
            default -> Step.stay(state);
        };
    }

    private static Step<Talk> commanded(Talk state, Commanded command, View view) {
        return switch (command.command()) {
            case "phrase" -> Phrase.make(view);
            case "pair" ->
                Asking.dial(Intent.pair(command.arguments(), view.hub().name()), 0, view)
                        .and(Phrase.typed(command.arguments(), view));
            case "connect" -> Asking.dial(Intent.connect(command.arguments()), 0, view);
            default -> Step.stay(state);
        };
    }

    private static Step<Talk> received(Talk state, Received event, View view) {
        return switch (state) {
            case Entry s -> {
                Revision revision = Packets.revision(event.message());
                yield Answering.greeted(
                        event.link(), revision, (Hello) Packets.decode(event.message(), revision), view);
            }
            case Greeting s ->
                Asking.greeted(s, Packets.decode(event.message(), s.intent().revision()), view);
            case Dialling s -> throw outOfPlace();
            case WithPeer s ->
                received(s, Packets.decode(event.message(), s.peer().revision()), view);
        };
    }

    private static Step<Talk> received(WithPeer state, Packet packet, View view) {
        return switch (packet) {
            case Heartbeat p -> Step.stay(state);
            case Hello p -> throw Fault.peer("second-hello", "Hello is said once.");
            case Refusal p -> refused(state, p);
            case PairRequest p when state instanceof PendingPairRequest s -> Answering.asked(s, p, view);
            case SendKey p when state instanceof Pairing s -> Answering.keySent(s, p, view);
            case SendKey p when state instanceof AwaitingAnswer s -> Asking.keySent(s, p, view);
            case KeyCheck p
            when state instanceof AwaitingWords s
                    && s.peer().asked()
                    && s.early().isEmpty() -> Step.to(new AwaitingWords(s.peer(), s.pair(), Optional.of(p.message())));
            case KeyCheck p when state instanceof PendingEncryption s -> Checking.begunByPeer(s, p.message(), view);
            case KeyCheck p when state instanceof CheckingKeys s -> Checking.challenged(s, p.message(), view);
            case KeyCheck p when state instanceof Connected s -> Checking.challenged(s, p.message(), view);
            case KeyCheckResponse p when state instanceof CheckingKeys s -> Checking.verdict(s, p.same(), view);
            case KeyCheckResponse p when state instanceof Connected s -> Checking.verdict(s, p.same(), view);
            case Packet.Application p
            when state instanceof Connected ->
                Step.to(state, Effect.note("application-data", "Protocol " + p.protocol() + " is not served here."));
            default -> throw outOfPlace();
        };
    }

    private static Fault outOfPlace() {
        return Fault.peer("out-of-place", "This packet does not belong here.");
    }

    private static Step<Talk> refused(WithPeer state, Refusal refusal) {
        String detail = refusal.message().map(m -> ": " + m).orElse("");
        return switch (state) {
            case Connected s -> Step.end(Outcome.CLOSED, "The other end says error " + refusal.error() + detail);
            default -> Ending.drop(state, Outcome.REJECTED, "The other end refused" + detail + ".");
        };
    }

    private static Step<Talk> decided(Talk state, Decided decision, View view) {
        return switch (state) {
            case AwaitingContact s -> Answering.contactDecided(s, decision, view);
            case AwaitingWords s -> Words.decided(s, decision, view);
            default -> Step.stay(state);
        };
    }

    private static Step<Talk> waitedTooLong(Talk state, View view) {
        return switch (state) {
            case Entry s -> Step.end(Outcome.EXPIRED, "It did not say Hello in time.");
            case Dialling s ->
                Step.end(Outcome.EXPIRED, "Nobody answered at " + s.intent().endpoint() + " in time.");
            case Greeting s -> Step.end(Outcome.EXPIRED, "The other end did not say Hello in time.");
            case PendingPairRequest s -> Step.end(Outcome.EXPIRED, "It did not ask to be paired in time.");
            case AwaitingAnswer s -> Step.end(Outcome.EXPIRED, "The other end did not answer in time.");
            case Pairing s -> Step.end(Outcome.EXPIRED, "It did not send its key in time.");
            case PendingEncryption s -> Checking.failed(s, "it did not begin the key check in time", view);
            case CheckingKeys s -> Checking.unanswered(s, view);
            case AwaitingContact s -> Step.stay(s);
            case AwaitingWords s -> Step.stay(s);
            case Connected s -> Step.stay(s);
        };
    }

    private static Step<Talk> closed(Talk state, String reason, View view) {
        return switch (state) {
            case Connected s -> Step.end(Outcome.CLOSED, "Disconnected: " + reason);
            case CheckingKeys s
            when s.retry().isPresent() && !s.check().vouched() ->
                Asking.dial(s.retry().get().intent(), s.retry().get().attempt(), view);
            case AwaitingAnswer s ->
                Step.end(Outcome.REJECTED, "The other end closed the connection: it refused, or gave up.");
            case WithPeer s -> Ending.drop(s, Outcome.FAILED, "The connection was closed: " + reason);
            default -> Step.end(Outcome.FAILED, "The connection was closed: " + reason);
        };
    }

    private static Step<Talk> changed(Talk state, Event.Change change, View view) {
        if (!(state instanceof WithPeer s)) {
            return Step.stay(state);
        }
        return switch (change) {
            case REVOKED -> Ending.denied(s, Outcome.REJECTED, "The device was revoked.");
            case SUSPENDED -> Ending.denied(s, Outcome.REJECTED, "The device was suspended.");
            case DISPLACED ->
                s instanceof Connected ? Step.end(Outcome.CLOSED, "The device connected again.") : Step.stay(s);
            default -> Step.stay(s);
        };
    }

    /** Starts the one timer with one of the protocol's settings. */
    static Effect wait(View view, String setting) {
        return Effect.startTimer(TIMER, view.settings().duration(setting));
    }

    /** This end's device id: a UUID (RFC 9562, version 8) that follows from the hub's id. */
    static UUID ownDevice(View view) {
        Bytes hash = view.crypto()
                .sha256(Bytes.lp(
                        "handfast/direct-tcp/device-id/v1",
                        Bytes.utf8(view.hub().id())));
        var bytes = hash.buffer();
        return new UUID(
                bytes.getLong() & ~0xf000L | 0x8000L, bytes.getLong() & 0x3fffffffffffffffL | 0x8000000000000000L);
    }

    /** The same in the sixteen bytes that it is hashed as. */
    static Bytes ownId(View view) {
        return Bytes.uuid(ownDevice(view));
    }

    /** Waits while a person at the other end may still be thinking. */
    static Effect waitForPerson(View view) {
        return Effect.startTimer(TIMER, patience(view).multipliedBy(2));
    }

    /** How long a person may take. */
    static Duration patience(View view) {
        return view.settings().duration("answer-timeout");
    }
}
