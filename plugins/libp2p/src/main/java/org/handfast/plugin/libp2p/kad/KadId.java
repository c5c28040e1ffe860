package org.handfast.plugin.libp2p.kad;

import java.util.Comparator;

import org.handfast.api.Bytes;
import org.handfast.api.Crypto;
import org.handfast.plugin.libp2p.peer.PeerId;

/**
 * A place in the key space (libp2p specs, kad-dht): SHA-256 of a record's key or of a peer id's multihash. How far two are from
 * each other is their exclusive or, as a number.
 *
 * @param hash 32 bytes
 */
record KadId(Bytes hash) {

    /** How many bits one has. */
    static final int BITS = 256;

    /** That of a key. */
    static KadId of(Crypto crypto, Bytes key) {
        return new KadId(crypto.sha256(key));
    }

    /** That of a peer. */
    static KadId of(Crypto crypto, PeerId peer) {
        return of(crypto, peer.multihash());
    }

    /** How many of the first bits two share: 256 if they are the same. */
    int shared(KadId other) {
        for (int i = 0; i < hash.size(); i++) {
            int differ = hash.at(i) ^ other.hash.at(i);
            if (differ != 0) {
                return i * Byte.SIZE + Integer.numberOfLeadingZeros(differ) - (Integer.SIZE - Byte.SIZE);
            }
        }
        return BITS;
    }

    /** Those that are closer to this one first. */
    Comparator<KadId> closest() {
        return (a, b) -> {
            for (int i = 0; i < hash.size(); i++) {
                int difference = (a.hash.at(i) ^ hash.at(i)) - (b.hash.at(i) ^ hash.at(i));
                if (difference != 0) {
                    return difference;
                }
            }
            return 0;
        };
    }
}
