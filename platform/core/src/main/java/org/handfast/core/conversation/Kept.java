package org.handfast.core.conversation;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.handfast.api.Codec;
import org.handfast.api.ConversationKey;
import org.handfast.api.State;
import org.handfast.api.Step;
import org.handfast.core.durable.ConversationRecord;
import org.handfast.core.registry.UnitOfWork;

/** What is kept of one conversation, if it is a durable one. Touched by its consumer alone. */
final class Kept<S extends State> {

    private final UUID id;
    private final String protocol;
    private final ConversationKey key;
    private final String startedBy;
    private final Optional<Codec<S>> codec;
    private @Nullable ConversationRecord kept;
    private @Nullable ConversationRecord next;
    private boolean begun;

    Kept(
            UUID id,
            String protocol,
            ConversationKey key,
            String startedBy,
            Optional<Codec<S>> codec,
            Optional<ConversationRecord> before) {
        this.id = id;
        this.protocol = protocol;
        this.key = key;
        this.startedBy = startedBy;
        this.codec = codec;
        this.kept = before.orElse(null);
        this.begun = before.isPresent();
    }

    Optional<Codec<S>> codec() {
        return codec;
    }

    boolean durable() {
        return codec.isPresent();
    }

    /** True of a durable conversation of which nothing is, or ever was, kept: a stranger came by. */
    boolean neverBegan() {
        return durable() && !begun && next == null;
    }

    /** True if there is something to let go of. */
    boolean kept() {
        return kept != null;
    }

    /**
     * Adds to a transaction what it changes.
     *
     * @param before the state before the step
     * @param timers those that run after it
     */
    void keep(StepRunner.Sound<S> sound, S before, Map<String, Instant> timers, UnitOfWork work) {
        if (!durable()) {
            return;
        }
        next = sound.written()
                .map(state -> new ConversationRecord(id, protocol, key, state, timers, startedBy))
                .filter(record -> kept != null || !still(sound.step(), before, timers))
                .orElse(null);
        if (next == null && kept != null) {
            work.deleteConversation(id);
        } else if (next != null && !next.equals(kept)) {
            work.put(next);
        }
    }

    /** True of a conversation that has not begun: what a stranger can bring about, and that need not outlive anything. */
    @SuppressWarnings("ReferenceEquality")
    private boolean still(Step<S> step, S before, Map<String, Instant> timers) {
        return step instanceof Step.To<S> to && to.state() == before && timers.isEmpty();
    }

    /** The transaction is committed. */
    void made() {
        kept = next;
        begun |= next != null;
    }
}
