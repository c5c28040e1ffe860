package org.handfast.cli.device.relay;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.handfast.api.Shown;

/** With whom this end is done: paired, and the hub has everything that the other end needs for it. */
final class Settling {

    private final Set<String> paired = new HashSet<>();
    private final Set<String> confirmed = new HashSet<>();

    /** Where words are compared this end has sent a proof of its keys; a peer that commits to nothing may not want one. */
    void compared(String peer, List<Shown> shown) {
        if (shown.stream().noneMatch(line -> line.kind() == Shown.Kind.CHECK_WORDS)) {
            confirmed.add(peer);
        }
    }

    void told(Told told) {
        if (told.is("paired")) {
            paired.add(told.peer());
        } else if (told.is("accepted", "key_confirm")) {
            confirmed.add(told.peer());
        }
    }

    boolean done(String peer) {
        return paired.contains(peer) && confirmed.contains(peer);
    }
}
