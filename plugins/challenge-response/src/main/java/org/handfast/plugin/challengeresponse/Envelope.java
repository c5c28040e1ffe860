package org.handfast.plugin.challengeresponse;

import java.util.Optional;

import org.handfast.api.Bytes;
import org.handfast.api.Crypto.Aead;
import org.handfast.api.Device;
import org.handfast.api.Fault;
import org.handfast.api.Pairing;
import org.handfast.api.PairingId;
import org.handfast.api.Secret;
import org.handfast.api.View;
import org.handfast.plugin.challengeresponse.code.SessionKeys;

/**
 * How a message between two paired devices is sealed: a nonce, of which way it goes and the how-manieth of the way it is, and what
 * ChaCha20-Poly1305 makes of it under the sender's key. Guarantees who sent it to whom, what it is about, and that it is
 * taken once; not that none before it was lost.
 */
record Envelope(Device device, Pairing pairing) {

    /** The fact that counts what was sent. */
    static final String SENT = "sent";

    /** The fact that says which was received last. */
    static final String RECEIVED = "received";

    private static final String LABEL = "handfast/challenge-response/message/v1";
    private static final int NONCE = 12;
    private static final int COUNTER = 4;

    /** That of a device that is paired and welcome. */
    static Optional<Envelope> of(org.handfast.api.Address address, View view) {
        Optional<Device> device = view.device(address).filter(d -> d.trust() == Device.Trust.TRUSTED);
        return device.flatMap(d -> view.pairing(PairingId.hub(address)).map(p -> new Envelope(d, p)));
    }

    /** The number of the last one of a fact; the first has 0. */
    long last(String fact) {
        return Long.parseLong(device.facts().getOrDefault(fact, "-1"));
    }

    private boolean initiator() {
        return "initiator".equals(device.facts().get(Made.ROLE));
    }

    private Bytes associated(String protocol) {
        Bytes session = Bytes.hex(device.facts().getOrDefault(Made.SESSION, ""));
        return Bytes.lp(LABEL, session, Bytes.utf8(protocol));
    }

    private static Bytes nonce(boolean fromInitiator, long counter) {
        return Bytes.join(Bytes.u8(fromInitiator ? 0 : 1), Bytes.wrap(new byte[COUNTER - 1]), Bytes.u64(counter));
    }

    private Secret key(String name) {
        return Optional.ofNullable(pairing.secrets().get(name))
                .orElseThrow(() -> new Fault(
                        Fault.Category.HUB_FAULT, "no-key", "The pairing has lost the keys of its messages."));
    }

    /** A message sealed, as the next one that is sent. */
    Bytes seal(String protocol, Bytes message, View view) {
        Bytes nonce = nonce(initiator(), last(SENT) + 1);
        return Bytes.join(
                nonce,
                view.crypto()
                        .seal(Aead.CHACHA20_POLY1305, key(SessionKeys.SEND), nonce, associated(protocol), message));
    }

    /**
     * What came, opened.
     *
     * @param number the how-manieth it is
     * @param message what was sealed
     */
    record Opened(long number, Bytes message) {}

    /**
     * Opens a message of the other end.
     *
     * @throws Fault PEER_FAULT if it is none, was taken before, or is older than one that was
     */
    Opened open(String protocol, Bytes data, View view) {
        if (data.size() < NONCE) {
            throw Fault.peer("bad-message", "A message of an application is shorter than its nonce.");
        }
        Bytes nonce = data.slice(0, NONCE);
        long counter = nonce.from(COUNTER).buffer().getLong();
        if (!nonce.equals(nonce(!initiator(), counter))) {
            throw Fault.peer("bad-message", "A message of an application goes the wrong way.");
        }
        if (counter <= last(RECEIVED)) {
            throw Fault.peer("replayed", "A message of an application came before, or after a later one.");
        }
        return view.crypto()
                .open(Aead.CHACHA20_POLY1305, key(SessionKeys.RECEIVE), nonce, associated(protocol), data.from(NONCE))
                .map(message -> new Opened(counter, message))
                .orElseThrow(() -> Fault.peer("bad-message", "A message of an application does not open."));
    }
}
