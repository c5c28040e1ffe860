package org.handfast.plugin.libp2p.identify;

import org.handfast.api.Bytes;
import org.handfast.api.Crypto;
import org.handfast.api.Fault;
import org.handfast.api.Key;
import org.handfast.api.KeyPair;
import org.handfast.plugin.libp2p.peer.PublicKeys;
import org.handfast.plugin.libp2p.wire.LengthPrefixed;
import org.handfast.plugin.libp2p.wire.Protobuf;
import org.handfast.plugin.libp2p.wire.ProtobufWriter;

/**
 * Something that is signed, and by whom (libp2p RFC 0002). What it is, the domain, is signed as well and not sent.
 *
 * @param type what the payload is
 */
record Envelope(Key key, Bytes type, Bytes payload, Bytes signature) {

    /** Signs a payload. */
    static Envelope seal(Crypto crypto, KeyPair own, String domain, Bytes type, Bytes payload) {
        return new Envelope(own.publicKey(), type, payload, crypto.sign(own, signed(domain, type, payload)));
    }

    /** Whether its key signed it, as this. */
    boolean isGood(Crypto crypto, String domain) {
        return crypto.verify(key, signed(domain, type, payload), signature);
    }

    private static Bytes signed(String domain, Bytes type, Bytes payload) {
        return Bytes.join(
                LengthPrefixed.frame(Bytes.utf8(domain)), LengthPrefixed.frame(type), LengthPrefixed.frame(payload));
    }

    Bytes encode() {
        return new ProtobufWriter()
                .put(1, PublicKeys.encode(key))
                .put(2, type)
                .put(3, payload)
                .put(5, signature)
                .bytes();
    }

    /** Reads one, and does not look whether it is good. A PEER_FAULT if it is none. */
    static Envelope decode(Bytes message) {
        Protobuf fields = Protobuf.read(message);
        return new Envelope(
                PublicKeys.decode(required(fields, 1)), required(fields, 2), required(fields, 3), required(fields, 5));
    }

    private static Bytes required(Protobuf fields, int number) {
        return fields.bytes(number)
                .orElseThrow(() -> Fault.peer("bad-envelope", "A part of the peer's signed envelope is missing."));
    }
}
