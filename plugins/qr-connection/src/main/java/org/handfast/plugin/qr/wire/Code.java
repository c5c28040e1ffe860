package org.handfast.plugin.qr.wire;

import java.util.Optional;
import java.util.stream.Stream;

import org.handfast.api.Json;

/** The document's codes of packets and of the hub's messages. Those about payment (6/4 to 6/8) are none of ours. */
public enum Code {
    INITIATE(5, 1),
    CONFIRM(5, 2),
    CONFIRMED(5, 3),
    EXPIRED(5, 4),
    BREAK(5, 5),
    MAINTENANCE(6, 1),
    OUTAGE(6, 2),
    LOAD(6, 3);

    private final int type;
    private final int subType;

    Code(int type, int subType) {
        this.type = type;
        this.subType = subType;
    }

    /** The code of what says its two numbers; empty if there is none. */
    public static Optional<Code> of(Json.Members said) {
        return Stream.of(values())
                .filter(code -> said.whole("type").equals(Optional.of((long) code.type))
                        && said.whole("subType").equals(Optional.of((long) code.subType)))
                .findFirst();
    }

    /** The first number. */
    public int type() {
        return type;
    }

    /** The second. */
    public int subType() {
        return subType;
    }
}
