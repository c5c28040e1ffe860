package org.handfast.plugin.libp2p.yamux;

import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

import org.handfast.api.Fault;

/** The session's pings, asked here and there. Not thread-safe. */
final class Pings {

    private static final int MOST_ASKED = 16;

    private final Sender sender;
    private final Allowance allowance;
    private final Map<Long, Runnable> asked = new HashMap<>();
    private final LongSupplier random;

    /**
     * @param allowance how often the other end may ask
     * @param random draws what is asked: who could guess it would seem to be there without hearing a thing
     */
    Pings(Sender sender, Allowance allowance, LongSupplier random) {
        this.sender = sender;
        this.allowance = allowance;
        this.random = random;
    }

    void ask(Runnable answered) {
        if (asked.size() >= MOST_ASKED) {
            throw new Fault(
                    Fault.Category.LIMIT_REACHED, "pings", MOST_ASKED + " pings wait for their answers already.");
        }
        long value = random.getAsLong();
        while (asked.containsKey(value)) {
            value = value + 1 & 0xffff_ffffL;
        }
        asked.put(value, answered);
        sender.control(FrameHeader.Type.PING, FrameHeader.SYN, 0, value);
    }

    void received(FrameHeader frame) {
        switch (frame.flags()) {
            case FrameHeader.SYN -> answer(frame.length());
            case FrameHeader.ACK -> answered(frame.length());
            default -> throw Fault.peer("bad-frame", "A ping asks or answers.");
        }
    }

    void clear() {
        asked.clear();
    }

    private void answer(long value) {
        if (!allowance.take()) {
            throw Fault.peer("ping-flood", "It sends too many pings.");
        }
        sender.control(FrameHeader.Type.PING, FrameHeader.ACK, 0, value);
    }

    private void answered(long value) {
        Runnable told = asked.remove(value);
        if (told == null) {
            throw Fault.peer("unasked-ping", "It answers a ping that was not sent.");
        }
        told.run();
    }
}
