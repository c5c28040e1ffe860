package org.handfast.core.fake;

import java.util.List;

import org.handfast.api.Bytes;
import org.handfast.api.Descriptor;
import org.handfast.api.Framing;
import org.handfast.api.Listener;
import org.handfast.api.State;

/** Descriptors for tests. */
public final class Descriptors {

    /** A framing that cuts every byte off by itself. */
    public static final Framing BYTEWISE = new Framing() {
        @Override
        public Extent measure(Bytes head) {
            return new Extent(0, 1);
        }

        @Override
        public Bytes prefix(int size) {
            return Bytes.EMPTY;
        }
    };

    private Descriptors() {}

    /** A state that says nothing of itself. */
    public record Plain() implements State {
        @Override
        public Phase phase() {
            return Phase.OPENED;
        }
    }

    /** A sound one with these settings. */
    public static Descriptor<Plain> with(Descriptor.Setting... settings) {
        return new Descriptor<>(
                "sample",
                "Sample",
                List.of(new Descriptor.Kind<>("talk", key -> new Plain())),
                List.of(new Listener.Tcp("tcp", 4_000, BYTEWISE, 1_000)),
                List.of(new Descriptor.Command("go", "Go")),
                List.of(settings));
    }
}
