package org.handfast.core.conversation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

import org.handfast.api.Bytes;
import org.handfast.api.Codec;
import org.handfast.api.Effect;
import org.handfast.api.Event;
import org.handfast.api.Fault;
import org.handfast.api.State;
import org.handfast.api.Step;
import org.handfast.core.flight.FlightRecord;
import org.handfast.core.flight.Progress;
import org.handfast.core.limit.Limit;
import org.handfast.core.registry.ClaimRecord;
import org.handfast.core.registry.UnitOfWork;
import org.handfast.core.store.Changes;
import org.handfast.core.store.Committed;

/**
 * Runs one event through a plugin until its lasting effects are committed. The random bytes belong to the event, so that
 * every run draws the same.
 */
final class StepRunner {

    private final EngineParts parts;
    private final PluginCalls calls;
    private final LongAdder steps = new LongAdder();
    private final LongAdder commits = new LongAdder();
    private final LongAdder conflicts = new LongAdder();

    StepRunner(EngineParts parts, PluginCalls calls) {
        this.parts = parts;
        this.calls = calls;
    }

    StepCounters counters() {
        return new StepCounters(steps.sum(), commits.sum(), conflicts.sum());
    }

    /**
     * A step that has been looked over.
     *
     * @param step what the plugin wants
     * @param progress what the state it goes to says of itself; of an end, what the last state did
     * @param written the state it goes to, of a durable conversation
     */
    record Sound<S extends State>(Step<S> step, Progress progress, Optional<Bytes> written) {}

    /** What came of an event. */
    sealed interface Result<S extends State> {

        /** Committed, if there was anything to commit. */
        record Made<S extends State>(Sound<S> sound, boolean lasting) implements Result<S> {}

        /** Other changes came first, too often. */
        record Overtaken<S extends State>() implements Result<S> {}
    }

    /** The conversation that an event belongs to, as far as a run must know it. */
    interface Around<S extends State> {

        UUID id();

        S state();

        Progress progress();

        OwnProposals proposals();

        /** Who answers for what is made. */
        String startedBy();

        /** Requires that there is room for a step's outward effects; a PLUGIN_FAULT if there is not. */
        void requireRoom(Step<S> step);

        /** How states are written; none of a conversation that lives in memory. */
        Optional<Codec<S>> codec();

        /** Adds what is to be kept of a durable conversation once a step is made, if that has changed. */
        void keep(Sound<S> sound, Instant now, UnitOfWork work);

        /** The flight record as it will be once a step is made; none of a conversation that keeps none. */
        Optional<FlightRecord> after(Sound<S> sound, Instant now);

        /** The plugin did not come back. On another thread than the run's. */
        void abandon();
    }

    /**
     * Runs an event.
     *
     * @throws Fault as the plugin threw it; PLUGIN_FAULT for effects it may not have; HUB_FAULT if the store is away
     * @throws PluginCalls.Threw for anything else the plugin threw
     * @throws PluginCalls.Abandoned if the plugin came back too late
     */
    <S extends State> Result<S> run(Installed<S> plugin, Around<S> around, Event event, Instant now) {
        steps.increment();
        var seed = new EventSeed(parts.toolkit());
        List<ClaimRecord> lost = new ArrayList<>();
        int stale = 0;
        for (int run = 0; run < parts.limits().of(Limit.STEP_RUNS); run++) {
            var work = new UnitOfWork(parts.store());
            Sound<S> sound = call(plugin, around, event, now, seed, work, lost);
            Step<S> step = sound.step();
            around.requireRoom(step);
            boolean lasts = step.effects().stream().anyMatch(Effect.Lasting.class::isInstance);
            Optional<Committed> overtaken = lasts ? apply(plugin, around, step, work, now, lost) : Optional.empty();
            if (overtaken.isEmpty()) {
                around.keep(sound, now, work);
                if (!work.dirty()) {
                    return new Result.Made<>(sound, false);
                }
                around.after(sound, now).ifPresent(work::put);
            }
            switch (overtaken.orElseGet(() -> parts.store().commit(work.changes()))) {
                case Committed.Done d -> {
                    commits.increment();
                    spend(step);
                    return new Result.Made<>(sound, lasts);
                }
                case Committed.Lost l -> lost.add(l.claim());
                case Committed.Stale s -> {
                    conflicts.increment();
                    if (++stale == parts.limits().of(Limit.STEP_TRIES)) {
                        return new Result.Overtaken<>();
                    }
                }
            }
        }
        throw new Fault(Fault.Category.PLUGIN_FAULT, "too-many-claims", "The plugin lost too many claims in one step.");
    }

    /**
     * Makes a step's lasting effects part of the work. What looks like a plugin's fault may be a change that came after the
     * run had looked: then that is what is given.
     */
    private Optional<Committed> apply(
            Installed<?> plugin, Around<?> around, Step<?> step, UnitOfWork work, Instant now, List<ClaimRecord> lost) {
        var lasting = new LastingEffects(
                plugin.id(), around, work, parts.toolkit(), parts.ids(), parts.desk(), parts.limits(), now, lost);
        try {
            for (Effect effect : step.effects()) {
                if (effect instanceof Effect.Lasting change) {
                    lasting.apply(change);
                }
            }
            return Optional.empty();
        } catch (Fault fault) {
            if (fault.category() == Fault.Category.PLUGIN_FAULT
                    && parts.store().commit(new Changes(work.changes().seen(), List.of()))
                            instanceof Committed.Stale stale) {
                return Optional.of(stale);
            }
            throw fault;
        }
    }

    private <S extends State> Sound<S> call(
            Installed<S> plugin,
            Around<S> around,
            Event event,
            Instant now,
            EventSeed seed,
            UnitOfWork work,
            List<ClaimRecord> lost) {
        ClassLoader own = Optional.ofNullable(Thread.currentThread().getContextClassLoader())
                .orElseGet(StepRunner.class::getClassLoader);
        return calls.call(plugin, around::abandon, bracket -> {
            var view = new RecordedView(
                    plugin,
                    work,
                    parts,
                    parts.toolkit().forEvent(seed),
                    parts.comparisons().apply(plugin.id()),
                    now,
                    List.copyOf(lost),
                    new RecordedView.Loading() {
                        @Override
                        public <T> T load(Supplier<T> lookUp) {
                            return bracket.pausing(own, lookUp);
                        }
                    });
            Step<S> step = plugin.check().require(plugin.protocol().on(around.state(), event, view));
            return switch (step) {
                case Step.To<S> to ->
                    new Sound<>(step, Progress.of(to.state()), around.codec().map(codec -> written(codec, to.state())));
                case Step.End<S> end -> new Sound<>(step, around.progress(), Optional.empty());
            };
        });
    }

    private <S extends State> Bytes written(Codec<S> codec, S state) {
        Bytes written = Objects.requireNonNull(codec.encode(state), "the plugin wrote no state");
        int most = parts.limits().of(Limit.STATE_BYTES);
        if (written.size() > most) {
            throw new Fault(
                    Fault.Category.PLUGIN_FAULT,
                    "large-state",
                    "The plugin's state takes " + written.size() + " bytes; it may take " + most + ".");
        }
        return written;
    }

    private void spend(Step<?> step) {
        for (Effect effect : step.effects()) {
            switch (effect) {
                case Effect.Approve e -> parts.desk().spent(e.approval());
                case Effect.Admit e -> parts.desk().spent(e.approval());
                default -> {}
            }
        }
    }
}
