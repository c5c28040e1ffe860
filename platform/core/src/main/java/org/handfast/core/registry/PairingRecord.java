package org.handfast.core.registry;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import org.handfast.api.Bytes;
import org.handfast.api.Fingerprints;
import org.handfast.api.Introduction;
import org.handfast.api.Key;
import org.handfast.api.PairingId;
import org.handfast.core.time.Micros;

/**
 * A pairing, or what is proposed to become one. The two stand beside each other under the same id.
 *
 * @param ref which
 * @param introduction who the device said it is
 * @param ownKey the public half of the hub's key pair
 * @param sealedOwn the hub's key pair, sealed
 * @param sealedSecrets what else the two ends share, by the protocol's names, each sealed
 * @param theirKey the device's key
 * @param fingerprints of both keys, as people compare them
 * @param approval who approved it; a proposal without one does not outlive its conversation
 * @param since when it was established, or proposed
 * @param version 0 before it is stored, then counting its changes
 */
public record PairingRecord(
        Ref ref,
        Introduction introduction,
        Key ownKey,
        Bytes sealedOwn,
        Map<String, Bytes> sealedSecrets,
        Key theirKey,
        Fingerprints fingerprints,
        Optional<DeviceRecord.Approved> approval,
        Instant since,
        long version) {

    public PairingRecord {
        since = Micros.of(since);
        sealedSecrets = Map.copyOf(sealedSecrets);
    }

    /** Which pairing, and whether it stands or is proposed. */
    public record Ref(String protocol, PairingId pairing, Standing standing) {

        /** What the sealed key pair is bound to, so that it cannot be moved to another row. */
        public String sealingContext() {
            return "pairing/" + protocol + "/" + pairing;
        }

        /** The same for one of its secrets. */
        public String sealingContext(String secret) {
            return sealingContext() + "/" + secret;
        }

        /** The same pairing in the other standing. */
        public Ref as(Standing other) {
            return new Ref(protocol, pairing, other);
        }

        /** The device's address. */
        public ProtocolAddress device() {
            return new ProtocolAddress(protocol, pairing.device());
        }
    }

    /** Whether it stands. */
    public enum Standing {
        PROPOSED,
        ESTABLISHED
    }

    /** The scope of claims that live as long as this key pair. */
    public String claimScope() {
        return ownKey.bytes().hex();
    }

    /** With an approval spent on it. */
    public PairingRecord approved(DeviceRecord.Approved by) {
        return new PairingRecord(
                ref,
                introduction,
                ownKey,
                sealedOwn,
                sealedSecrets,
                theirKey,
                fingerprints,
                Optional.of(by),
                since,
                version);
    }

    /** The proposal as the pairing it becomes; {@code replaced} is the version of the one it takes the place of, or 0. */
    public PairingRecord established(Instant now, long replaced) {
        return new PairingRecord(
                ref.as(Standing.ESTABLISHED),
                introduction,
                ownKey,
                sealedOwn,
                sealedSecrets,
                theirKey,
                fingerprints,
                approval,
                now,
                replaced);
    }

    /** As kept under a version. */
    public PairingRecord atVersion(long version) {
        return new PairingRecord(
                ref, introduction, ownKey, sealedOwn, sealedSecrets, theirKey, fingerprints, approval, since, version);
    }
}
