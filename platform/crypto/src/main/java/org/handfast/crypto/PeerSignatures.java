package org.handfast.crypto;

import org.handfast.api.Bytes;

/**
 * What the hub's identity among peers may sign. No two of these can be taken for one another, though a peer chooses the first: it
 * has 32 bytes and does not begin as the third, the second has 56 that begin with a letter, the third has more than 32.
 */
final class PeerSignatures {

    private static final int CHALLENGE = 32;
    private static final Bytes NOISE = Bytes.utf8("noise-libp2p-static-key:");
    private static final int NOISE_KEY = 32;

    /** The domain and the payload type of a peer record in a signed envelope (libp2p RFC 0002), each with its length. */
    private static final Bytes PEER_RECORD =
            Bytes.join(Bytes.u8(18), Bytes.utf8("libp2p-peer-record"), Bytes.hex("020301"));

    private PeerSignatures() {}

    /** True for a challenge of 32 bytes, a static Noise key and a peer record. */
    static boolean allow(Bytes message) {
        if (message.startsWith(PEER_RECORD)) {
            return message.size() > CHALLENGE;
        }
        return message.size() == CHALLENGE || message.size() == NOISE.size() + NOISE_KEY && message.startsWith(NOISE);
    }
}
