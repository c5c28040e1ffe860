package org.handfast.plugin.relay.device;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

import org.handfast.api.Address;
import org.handfast.api.Bytes;
import org.handfast.api.Fault;
import org.handfast.api.Json;
import org.handfast.plugin.relay.wire.Envelope;
import org.handfast.plugin.relay.wire.Type;
import org.handfast.plugin.relay.wire.Wire;

/** Messages that only the two ends can read, each of which counts once. */
final class Messages {

    private static final int NONCE = 12;
    private static final int MOST_TEXT = 7 * 1024;
    private static final int MOST_WAITING = 1_000;

    private Messages() {}

    static void send(Turn turn, Map<String, String> arguments) {
        Bytes text = Bytes.utf8(arguments.getOrDefault("text", ""));
        Optional<Paired> found =
                Wire.code(arguments.getOrDefault("peer", "")).flatMap(peer -> Paired.find(peer, turn.view));
        if (found.isEmpty()) {
            turn.show("refused", "This end is not paired with that user: pair first.");
            return;
        }
        Paired paired = found.get();
        Optional<String> hindrance = paired.hindrance(turn.view.now());
        if (hindrance.isPresent()) {
            turn.show("refused", hindrance.get());
        } else if (text.size() > MOST_TEXT) {
            turn.show("refused", "A message has " + MOST_TEXT + " bytes at most, this has " + text.size() + ".");
        } else if (turn.client().outbox().size() >= MOST_WAITING) {
            turn.show("refused", "Too many messages wait to be sent: see whether the hub can be reached.");
        } else {
            post(turn, paired, text);
        }
    }

    private static void post(Turn turn, Paired paired, Bytes text) {
        long seq = paired.nextSeq();
        Bytes nonce = turn.view.crypto().random(NONCE);
        Bytes sealed = paired.session(turn.view)
                .seal(turn.account().code(), paired.peer(), seq, nonce, text, turn.view.crypto());
        turn.add(paired.rememberSent(seq));
        turn.post(paired.peer(), Type.MESSAGE, Json.of("seq", seq, "nonce", nonce.hex(), "ciphertext", sealed.hex()));
    }

    /**
     * Takes a message of a peer.
     *
     * @return false if it cannot be read yet, and may be once a person has agreed to the exchange in progress
     */
    static boolean received(Turn turn, Address peer, Envelope envelope) {
        long seq = envelope.payload().whole("seq").filter(Paired::possible).orElseThrow(Messages::unreadable);
        Bytes nonce = bytes(envelope, "nonce").filter(n -> n.size() == NONCE).orElseThrow(Messages::unreadable);
        Bytes sealed = bytes(envelope, "ciphertext").orElseThrow(Messages::unreadable);
        Optional<Paired> paired = Paired.find(peer, turn.view).filter(p -> !p.over());
        Optional<Bytes> text = paired.flatMap(
                p -> p.session(turn.view).open(peer, turn.account().code(), seq, nonce, sealed, turn.view.crypto()));
        if (text.isEmpty()) {
            if (turn.client().exchange(peer).isPresent()) {
                return false;
            }
            throw unreadable();
        }
        Received before = paired.orElseThrow().received();
        if (before.has(seq)) {
            turn.note("repeated", "A message that has come already came again.");
            return true;
        }
        turn.add(paired.orElseThrow().rememberReceived(before.with(seq)));
        turn.show("message", peer.value(), text(text.get()));
        return true;
    }

    private static Optional<Bytes> bytes(Envelope envelope, String name) {
        return envelope.payload().text(name).flatMap(Wire::hex);
    }

    private static String text(Bytes bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw unreadable();
        }
    }

    private static Fault unreadable() {
        return Fault.peer("unreadable", "A message came that cannot be read with the keys of the pairing.");
    }
}
