package org.handfast.plugin.libp2p.multistream;

import java.util.List;
import java.util.Optional;

import org.handfast.api.Bytes;
import org.handfast.api.Fault;
import org.handfast.plugin.libp2p.stream.Handshake;
import org.handfast.plugin.libp2p.stream.Outlet;
import org.handfast.plugin.libp2p.wire.Unread;

/**
 * The dialler's end of multistream-select 1.0: proposes protocols, the one it likes best first, and comes to the first that the
 * other end speaks. Waits for nothing before the first proposal, so that what follows may be sent right behind it. Not thread-safe.
 */
public final class Proposal implements Handshake<String> {

    private final List<String> proposed;
    private int current;
    private boolean begun;

    /** @param proposed at least one; each has at most 1,023 bytes and no line feed */
    public Proposal(List<String> proposed) {
        if (proposed.isEmpty()) {
            throw new IllegalArgumentException("nothing is proposed");
        }
        this.proposed = List.copyOf(proposed);
    }

    @Override
    public void begin(Outlet out) {
        out.write(Bytes.join(Line.encode(Line.HEADER), Line.encode(proposed.getFirst())));
    }

    @Override
    public Optional<String> advance(Unread unread, Outlet out) {
        for (Optional<String> line = Line.take(unread); line.isPresent(); line = Line.take(unread)) {
            String text = line.get();
            if (!begun) {
                Line.requireHeader(text);
                begun = true;
            } else if (text.equals(proposed.get(current))) {
                return line;
            } else if (text.equals(Line.NOT_SPOKEN)) {
                proposeNext(out);
            } else {
                throw Fault.peer("bad-multistream", "The peer answers a proposal with what is no answer to it.");
            }
        }
        return Optional.empty();
    }

    private void proposeNext(Outlet out) {
        current++;
        if (current == proposed.size()) {
            throw Fault.peer("not-spoken", "The peer does not speak " + String.join(", nor ", proposed) + ".");
        }
        out.write(Line.encode(proposed.get(current)));
    }
}
