package org.handfast.core.flight;

import java.util.Objects;

import org.handfast.api.State;
import org.handfast.core.text.Line;

/**
 * How far a conversation has come: what its state says of itself, asked once, so that whoever lists conversations need not
 * call into a plugin.
 *
 * @param phase common to all protocols
 * @param label the protocol's own name for the state
 */
public record Progress(State.Phase phase, String label) {

    private static final int LONGEST_LABEL = 100;

    public Progress {
        Objects.requireNonNull(phase, "the state has no phase");
        label = Line.of(Objects.requireNonNull(label, "the state has no label"), LONGEST_LABEL);
    }

    /** That of a state: calls into the plugin that the state belongs to. */
    public static Progress of(State state) {
        return new Progress(state.phase(), state.label());
    }
}
