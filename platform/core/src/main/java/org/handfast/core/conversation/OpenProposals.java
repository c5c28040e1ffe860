package org.handfast.core.conversation;

import java.util.LinkedHashSet;
import java.util.Set;

import org.handfast.api.Effect;
import org.handfast.api.PairingId;
import org.handfast.core.registry.PairingRecord;
import org.handfast.core.registry.PairingRecord.Standing;
import org.handfast.core.registry.Proposals;

/** What one conversation has proposed and nobody has approved: it must not outlive the conversation. */
final class OpenProposals {

    private final String protocol;
    private final Proposals proposals;
    private final Set<PairingId> open = new LinkedHashSet<>();

    OpenProposals(String protocol, Proposals proposals) {
        this.protocol = protocol;
        this.proposals = proposals;
    }

    /** Notes an effect that was committed. */
    synchronized void made(Effect.Lasting effect) {
        switch (effect) {
            case Effect.Propose e -> open.add(e.pairing());
            case Effect.Approve e -> open.remove(e.pairing());
            case Effect.Establish e -> open.remove(e.pairing());
            case Effect.Drop e -> open.remove(e.pairing());
            default -> {}
        }
    }

    synchronized boolean isEmpty() {
        return open.isEmpty();
    }

    /** Drops what is left. */
    synchronized void drop() {
        open.forEach(p -> proposals.dropUnapproved(new PairingRecord.Ref(protocol, p, Standing.PROPOSED)));
        open.clear();
    }
}
