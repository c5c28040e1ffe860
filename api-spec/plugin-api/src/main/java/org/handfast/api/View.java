package org.handfast.api;

import java.time.Instant;
import java.util.List;
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

    /** The relation between two devices, whoever began it. */
    Optional<Peering> peering(Address one, Address other);

    /** The relations of an address, newest first; whether others came is not checked when the step is committed. */
    List<Peering> peerings(Address address);

    /** An item, unless it may be forgotten by now. That it is still so, or still not there, is checked as all look-ups are. */
    Optional<Item> item(String scope, Bytes key);

    /**
     * The items of a scope in the order of their keys, at most {@code most} of them, and at most as many as the hub gives at
     * once; not checked when the step is committed.
     */
    List<Item> items(String scope, int most);

    /**
     * The same of those alone whose keys come before {@code end}, compared byte by byte as unsigned numbers, a beginning of a
     * key before the key.
     */
    List<Item> itemsBefore(String scope, Bytes end, int most);

    /** How many items a scope has; not checked when the step is committed. */
    long itemCount(String scope);

    /** How many links have an address now. */
    int links(Address address);

    /**
     * How others reach the hub by the transport of a listener, now; empty while that does not run.
     *
     * @param listener the name of one of the protocol's listeners for streams
     */
    Optional<Reach> reach(String listener);

    /** Since when the hub has been up: what was held in memory before is gone. */
    Instant upSince();

    /**
     * Reads a JSON text whose value is an object.
     *
     * @throws Fault PEER_FAULT {@code not-json} with a sentence that says what is wrong and where: not UTF-8 (RFC 3629) or
     *     not JSON, a name that comes twice, an unpaired surrogate, a number that is not whole or beyond 2^53 - 1, more than
     *     16 levels deep
     */
    JsonDocument json(Bytes text);

    /** How many claims stand in a scope. */
    long claims(String scope);

    /** True once a run of this very step has lost the claim to somebody else. */
    boolean taken(Claim claim);
}
