package org.handfast.api;

import java.time.Instant;
import java.util.Optional;

import org.osgi.annotation.versioning.ProviderType;

/**
 * What a step may look at. Look-ups may block while the hub loads; each is recorded with the version it saw, and the
 * versions are checked when the step's effects are committed. A step with outward effects alone commits nothing, and so
 * acts on what it saw even if that has just changed. Good for the call it was given to, and no longer.
 */
@ProviderType
public interface View {

    /** The time of the event; the same in every run of it. */
    Instant now();

    /** Who this hub is. */
    Hub hub();

    /** The protocol's settings, as its descriptor declares them. */
    Settings settings();

    /** The crypto toolkit, drawing on the event's random bytes. */
    Crypto crypto();

    /** Check words and fingerprints, under the protocol's id. */
    Comparison comparison();

    /** The device that has this address in this protocol. */
    Optional<Device> device(Address address);

    /** The device that holds this public key, in whatever protocol. */
    Optional<Device> holder(Key key);

    /** The established pairing. */
    Optional<Pairing> pairing(PairingId id);

    /** What is proposed beside it, if anything. */
    Optional<Pairing> proposal(PairingId id);

    /** An offer that is neither used, spent nor expired. */
    Optional<Offer> offer(String id);

    /** How many claims stand in a scope. */
    long claims(String scope);

    /** True once a run of this very step has lost the claim to somebody else. */
    boolean taken(Claim claim);
}
