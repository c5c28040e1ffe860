package org.handfast.plugin.libp2p.swarm;

import java.util.ArrayList;
import java.util.List;

import org.handfast.api.Bytes;
import org.handfast.plugin.libp2p.noise.SecureChannel;
import org.handfast.plugin.libp2p.stream.Outlet;

/**
 * Gathers what is written while something happens, so that the many small writes it makes become one frame of the encryption,
 * and of what is longer, as few as hold it. Not thread-safe.
 */
final class Gathering implements Outlet {

    private final SecureChannel channel;
    private final Outlet raw;
    private final List<Bytes> waiting = new ArrayList<>();
    private int size;
    private int depth;

    Gathering(SecureChannel channel, Outlet raw) {
        this.channel = channel;
        this.raw = raw;
    }

    /** Does something; what it writes goes out at its end. */
    void during(Runnable task) {
        depth++;
        try {
            task.run();
        } finally {
            depth--;
            if (depth == 0) {
                flush();
            }
        }
    }

    @Override
    public void write(Bytes bytes) {
        waiting.add(bytes);
        size += bytes.size();
        if (depth == 0 || size >= SecureChannel.MOST_PLAIN) {
            flush();
        }
    }

    private void flush() {
        if (size > 0) {
            Bytes all = waiting.size() == 1 ? waiting.getFirst() : Bytes.join(waiting.toArray(Bytes[]::new));
            waiting.clear();
            size = 0;
            raw.write(channel.seal(all));
        }
    }
}
