package org.handfast.plugin.qr.device;

import org.handfast.api.Key;
import org.handfast.api.KeyPair;
import org.handfast.plugin.qr.wire.PairId;

/**
 * What a device makes for one connection alone.
 *
 * @param id its pair ID
 * @param agreement its X25519 key pair
 * @param pair its pair key, Ed25519
 */
public record OwnEnd(PairId id, KeyPair agreement, KeyPair pair) {

    static OwnEnd fresh(Tools tools) {
        KeyPair pair = tools.crypto().generate(Key.Algorithm.ED25519);
        return new OwnEnd(
                PairId.of(pair.publicKey(), tools.crypto()), tools.crypto().generate(Key.Algorithm.X25519), pair);
    }
}
