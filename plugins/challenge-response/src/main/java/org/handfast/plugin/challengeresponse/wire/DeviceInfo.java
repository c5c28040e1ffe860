package org.handfast.plugin.challengeresponse.wire;

import java.time.Instant;

import org.handfast.api.Bytes;
import org.handfast.api.Crypto;
import org.handfast.api.Key;

/**
 * What a device says of itself. A claim, all of it.
 *
 * @param id a UUID of its own, 16 bytes
 * @param name for people
 * @param type what sort of thing it is
 * @param osVersion of its system
 * @param appVersion of its application
 * @param peerId in base58
 * @param keyHash of its public key, in hexadecimal
 * @param lastSeen when it was there
 */
public record DeviceInfo(
        Bytes id,
        String name,
        DeviceType type,
        String osVersion,
        String appVersion,
        String peerId,
        String keyHash,
        Instant lastSeen) {

    /**
     * What sort of thing a device is.
     *
     * @param name one of the original's, or any
     * @param listed true if it is one of the original's
     */
    public record DeviceType(String name, boolean listed) {

        /** What hubs are. */
        public static final DeviceType SERVER = new DeviceType("Server", true);

        private static final String OTHER = "Other";
    }

    /** True if it speaks of the peer that has this key. */
    public boolean isOf(Key key, Crypto crypto) {
        return peerId.equals(PeerNames.peerId(key)) && keyHash.equals(PeerNames.hash(key, crypto));
    }

    void write(CborWriter out) {
        out.map(7).text("device_id").blob(id).text("device_name").text(name).text("device_type");
        if (type.listed()) {
            out.text(type.name());
        } else {
            out.map(1).text(DeviceType.OTHER).text(type.name());
        }
        out.text("os_version").text(osVersion).text("app_version").text(appVersion);
        out.text("network_fingerprint").map(2);
        out.text("peer_id").text(peerId).text("public_key_hash").text(keyHash);
        out.text("last_seen").time(lastSeen);
    }

    static DeviceInfo read(Fields in) {
        Fields fingerprint = in.struct("network_fingerprint");
        return new DeviceInfo(
                in.uuid("device_id"),
                in.text("device_name"),
                type(in),
                in.text("os_version"),
                in.text("app_version"),
                fingerprint.text("peer_id"),
                fingerprint.text("public_key_hash"),
                in.time("last_seen"));
    }

    private static DeviceType type(Fields in) {
        return in.require("device_type") instanceof Cbor.Fields
                ? new DeviceType(in.struct("device_type").text(DeviceType.OTHER), false)
                : new DeviceType(in.text("device_type"), true);
    }
}
