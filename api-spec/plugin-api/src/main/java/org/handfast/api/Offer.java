package org.handfast.api;

import java.time.Instant;

/**
 * What a person shows or types to be recognised: a phrase, a code. Used once, and not for long.
 *
 * @param id unique within the protocol
 * @param secret what only the two persons know
 * @param until when it expires
 * @param tries how many failed tries end it
 * @param approval spent when the offer is used; an offer that a plugin makes carries none and is given one by the hub
 */
public record Offer(String id, Secret secret, Instant until, int tries, Approval approval) {

    /** An offer to be made by {@link Effect#offer}; the hub puts the approval in. */
    public static Offer of(String id, Secret secret, Instant until, int tries) {
        return new Offer(id, secret, until, tries, new Approval(""));
    }
}
