package org.handfast.core.conversation;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.handfast.api.Bytes;
import org.handfast.core.crypto.Toolkit;

/** The random seed of one event, drawn when it is first asked for and the same from then on. Not thread-safe. */
final class EventSeed implements Supplier<Bytes> {

    private static final int SIZE = 32;

    private final Toolkit toolkit;
    private @Nullable Bytes drawn;

    EventSeed(Toolkit toolkit) {
        this.toolkit = toolkit;
    }

    @Override
    public Bytes get() {
        if (drawn == null) {
            drawn = toolkit.random(SIZE);
        }
        return drawn;
    }
}
