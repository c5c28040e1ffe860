package org.handfast.plugin.libp2p.multistream;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import org.handfast.api.Bytes;
import org.handfast.api.Fault;
import org.handfast.plugin.libp2p.stream.Handshake;
import org.handfast.plugin.libp2p.stream.Outlet;
import org.handfast.plugin.libp2p.wire.Unread;

/**
 * The listener's end of multistream-select 1.0: refuses what is proposed until it is spoken here, and comes to that. What one call
 * answers goes out in one write. Lists nothing. Not thread-safe.
 */
public final class Choice implements Handshake<String> {

    /** The most protocols that the other end may propose. */
    public static final int MOST_PROPOSALS = 64;

    private final Predicate<String> spoken;
    private boolean begun;
    private int proposals;

    /** @param spoken true for a protocol that is spoken here; asked for any text, as the peer spells it */
    public Choice(Predicate<String> spoken) {
        this.spoken = spoken;
    }

    @Override
    public void begin(Outlet out) {}

    @Override
    public Optional<String> advance(Unread unread, Outlet out) {
        List<Bytes> answers = new ArrayList<>();
        Optional<String> chosen = answer(unread, answers);
        if (!answers.isEmpty()) {
            out.write(Bytes.join(answers.toArray(Bytes[]::new)));
        }
        return chosen;
    }

    private Optional<String> answer(Unread unread, List<Bytes> answers) {
        for (Optional<String> line = Line.take(unread); line.isPresent(); line = Line.take(unread)) {
            String text = line.get();
            if (!begun) {
                Line.requireHeader(text);
                begun = true;
                answers.add(Line.encode(Line.HEADER));
            } else if (spoken.test(text)) {
                answers.add(Line.encode(text));
                return line;
            } else {
                refuse(answers);
            }
        }
        return Optional.empty();
    }

    private void refuse(List<Bytes> answers) {
        proposals++;
        if (proposals == MOST_PROPOSALS) {
            throw Fault.peer(
                    "too-many-proposals", "The peer proposed " + proposals + " protocols, none of them spoken here.");
        }
        answers.add(Line.encode(Line.NOT_SPOKEN));
    }
}
