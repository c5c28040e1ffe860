package org.handfast.bench.chat;

import java.util.Base64;
import java.util.Random;

/** Boxes as large as those that clients seal. Nobody between them can tell that there is nothing in these. */
enum Boxed {
    /** The member's identity, a number, a commitment. */
    STEP3(210),
    /** A nonce and the number. */
    STEP4(155),
    /** The nonce, the session key, who is in the room and their keys. */
    STEP5(470),
    /** What a member says to all. */
    BROADCAST(300);

    private final String box;

    Boxed(int size) {
        var bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        this.box = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** As it is on the wire. */
    String box() {
        return box;
    }
}
