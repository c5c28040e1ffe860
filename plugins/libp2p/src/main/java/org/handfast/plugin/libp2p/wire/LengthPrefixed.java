package org.handfast.plugin.libp2p.wire;

import java.util.Optional;

import org.handfast.api.Bytes;
import org.handfast.api.Fault;

/** Messages that follow their size, a {@link Varint}. */
public final class LengthPrefixed {

    private LengthPrefixed() {}

    /** A message behind its size. */
    public static Bytes frame(Bytes message) {
        return Bytes.join(Varint.encode(message.size()), message);
    }

    /**
     * Takes one message, without its size.
     *
     * @param max the most bytes that it may have, not counting the size
     * @return empty, and nothing taken, if it is not all there yet
     * @throws Fault PEER_FAULT {@code bad-varint}, or {@code too-long} as soon as its size is there
     */
    public static Optional<Bytes> take(Unread unread, int max) {
        Varint.Read size = Varint.read(unread).orElse(null);
        if (size == null) {
            return Optional.empty();
        }
        if (size.value() > max) {
            throw Fault.peer("too-long", "A message of " + size.value() + " bytes; at most " + max + " are read here.");
        }
        if (unread.size() - size.size() < size.value()) {
            return Optional.empty();
        }
        unread.take(size.size());
        return Optional.of(unread.take((int) size.value()));
    }
}
