package org.handfast.plugin.challengeresponse;

import org.handfast.api.Bytes;
import org.handfast.api.Key;
import org.handfast.api.KeyPair;
import org.handfast.api.View;
import org.handfast.plugin.challengeresponse.wire.DeviceInfo;
import org.handfast.plugin.challengeresponse.wire.DeviceInfo.DeviceType;
import org.handfast.plugin.challengeresponse.wire.PeerNames;

/** Who this end is. */
final class Own {

    private static final String SYSTEM = "Handfast";
    private static final String VERSION = "1";
    private static final int UUID = 16;

    private Own() {}

    static KeyPair pair(View view) {
        return view.crypto().peerIdentity();
    }

    static Key key(View view) {
        return pair(view).publicKey();
    }

    /** What this end says of itself to whom it answers for the code. */
    static DeviceInfo device(View view) {
        Bytes hash = view.crypto()
                .sha256(Bytes.lp(
                        "handfast/challenge-response/device-id/v1",
                        Bytes.utf8(view.hub().id())));
        return device(hash, view.hub().name(), view);
    }

    /** What it says to all the world, and to whomever it asks: nothing that its key does not say. */
    static DeviceInfo nobody(View view) {
        return device(view.crypto().random(UUID), "Device", view);
    }

    private static DeviceInfo device(Bytes random, String name, View view) {
        return new DeviceInfo(
                uuid(random),
                name,
                new DeviceType(view.settings().text("device-type"), true),
                SYSTEM,
                VERSION,
                PeerNames.peerId(key(view)),
                PeerNames.hash(key(view), view.crypto()),
                view.now());
    }

    /** Sixteen bytes in the form of a UUID, version 8 (RFC 9562). */
    private static Bytes uuid(Bytes random) {
        byte[] bytes = random.slice(0, UUID).toArray();
        bytes[6] = (byte) (bytes[6] & 0x0f | 0x80);
        bytes[8] = (byte) (bytes[8] & 0x3f | 0x80);
        return Bytes.wrap(bytes);
    }
}
