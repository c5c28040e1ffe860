package org.handfast.plugin.libp2p.noise;

import java.util.Optional;

import org.handfast.api.Bytes;
import org.handfast.api.Fault;
import org.handfast.plugin.libp2p.wire.Unread;

/** A message of Noise behind its size in two bytes, the most significant first. {@link Bytes#lp(Bytes)} makes one. */
final class Frame {

    /** The most bytes of a message. */
    static final int LONGEST = 65_535;

    private static final int PREFIX = 2;

    private Frame() {}

    /**
     * Takes the next message, without its size.
     *
     * @return empty, and nothing taken, if it is not all there
     * @throws Fault PEER_FAULT {@code too-long} as soon as its size is there
     */
    static Optional<Bytes> take(Unread unread, int most) {
        if (unread.size() < PREFIX) {
            return Optional.empty();
        }
        Bytes prefix = unread.peek(PREFIX);
        int size = prefix.at(0) << 8 | prefix.at(1);
        if (size > most) {
            throw Fault.peer("too-long", "A message of " + size + " bytes; at most " + most + " are read here.");
        }
        if (unread.size() < PREFIX + size) {
            return Optional.empty();
        }
        unread.take(PREFIX);
        return Optional.of(unread.take(size));
    }
}
