package org.handfast.plugin.qr.device;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.handfast.api.Bytes;

/**
 * What has come before, so that it counts once. The newest are known by name; older ones by their moment, which their sender
 * gave them: what claims to be as old as the newest one that was forgotten is not taken any more.
 *
 * @param names the oldest first
 * @param floor the moment of the newest that was forgotten
 */
public record Seen(List<Name> names, Instant floor) {

    /** Nothing has come. */
    public static final Seen NOTHING = new Seen(List.of(), Instant.EPOCH);

    private static final int MOST = 2_000;

    /** One that came. */
    public record Name(Bytes id, Instant at) {}

    public Seen {
        names = List.copyOf(names);
    }

    /** True if this came before, or may have. */
    boolean has(Bytes id, Instant at) {
        return !at.isAfter(floor) || names.stream().anyMatch(name -> name.id().equals(id));
    }

    boolean has(Bytes id) {
        return names.stream().anyMatch(name -> name.id().equals(id));
    }

    Seen with(Bytes id, Instant at) {
        List<Name> all = new ArrayList<>(names);
        all.add(new Name(id, at));
        Instant bottom = floor;
        while (all.size() > MOST) {
            Instant gone = all.removeFirst().at();
            bottom = gone.isAfter(bottom) ? gone : bottom;
        }
        return new Seen(all, bottom);
    }
}
