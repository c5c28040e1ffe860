package org.handfast.core.conversation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.handfast.api.Effect;
import org.handfast.api.Key;
import org.handfast.api.PairingId;
import org.handfast.core.registry.PairingRecord;
import org.handfast.core.registry.PairingRecord.Standing;
import org.handfast.core.registry.Proposals;

/**
 * What one conversation has proposed, each by the key that this end made for it: another conversation may put its own
 * proposal in the place of one, and then that one is not this conversation's any more. What nobody has approved must not
 * outlive the conversation. Thread-safe.
 */
final class OwnProposals {

    private final String protocol;
    private final Proposals proposals;
    private final Map<PairingId, Own> own = new LinkedHashMap<>();

    private record Own(Key key, boolean approved) {}

    OwnProposals(String protocol, Proposals proposals) {
        this.protocol = protocol;
        this.proposals = proposals;
    }

    /** Notes an effect that was committed. */
    synchronized void made(Effect.Lasting effect) {
        switch (effect) {
            case Effect.Propose e -> own.put(e.pairing(), new Own(e.own().publicKey(), false));
            case Effect.Approve e -> own.computeIfPresent(e.pairing(), (id, o) -> new Own(o.key(), true));
            case Effect.Establish e -> own.remove(e.pairing());
            case Effect.Drop e -> own.remove(e.pairing());
            default -> {}
        }
    }

    /** This end's key of the proposal that this conversation made. */
    synchronized Optional<Key> key(PairingId pairing) {
        return Optional.ofNullable(own.get(pairing)).map(Own::key);
    }

    /** True if there is something to {@link #drop}. */
    synchronized boolean open() {
        return own.values().stream().anyMatch(o -> !o.approved());
    }

    /** Drops what nobody has approved. */
    synchronized void drop() {
        own.forEach((pairing, o) -> {
            if (!o.approved()) {
                proposals.dropUnapproved(new PairingRecord.Ref(protocol, pairing, Standing.PROPOSED), o.key());
            }
        });
        own.clear();
    }
}
