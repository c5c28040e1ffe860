package org.handfast.plugin.qr.device;

import org.handfast.api.Bytes;
import org.handfast.api.Crypto;
import org.handfast.api.Fault;
import org.handfast.api.Key;
import org.handfast.plugin.qr.wire.KeyLine;
import org.handfast.plugin.qr.wire.PairId;

/**
 * The other end of a connection, as its code has it.
 *
 * @param id its pair ID
 * @param agreement its first X25519 key
 * @param pairKey its Ed25519 key
 */
public record PeerEnd(PairId id, Key agreement, Key pairKey) {

    /**
     * The end that showed a line, to an end of this device's.
     *
     * @throws Fault OPERATOR_INPUT if it is this very end, or its keys are none
     */
    static PeerEnd of(KeyLine line, OwnEnd own, Crypto crypto) {
        PairId id = PairId.of(line.pairKey(), crypto);
        if (id.equals(own.id())) {
            throw Misfit.of("own-code", "This is this device's own code: show it the code of the other device.");
        }
        if (!sound(line.agreement(), crypto) || !sound(line.pairKey(), crypto)) {
            throw Misfit.of("weak-key", "The keys in this code are none: the other device does not work as it should.");
        }
        return new PeerEnd(id, line.agreement(), line.pairKey());
    }

    static boolean sound(Key key, Crypto crypto) {
        Bytes bytes = key.bytes();
        return crypto.canonical(key).filter(k -> k.bytes().equals(bytes)).isPresent();
    }
}
