package org.handfast.core.conversation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

import org.handfast.api.Bytes;
import org.handfast.api.Effect;
import org.handfast.api.Event;
import org.handfast.api.Fault;
import org.handfast.api.State;
import org.handfast.api.Step;
import org.handfast.core.flight.FlightRecord;
import org.handfast.core.limit.Limit;
import org.handfast.core.registry.ClaimRecord;
import org.handfast.core.registry.UnitOfWork;
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

    /** What came of an event. */
    sealed interface Result<S extends State> {

        /** Committed, if there was anything to commit. */
        record Made<S extends State>(Step<S> step, boolean lasting) implements Result<S> {}

        /** Other changes came first, too often. */
        record Overtaken<S extends State>() implements Result<S> {}
    }

    /** What a commit is to carry besides the step's own changes. */
    interface Flight<S extends State> {
        FlightRecord after(Step<S> step);
    }

    /**
     * Runs an event.
     *
     * @throws Fault as the plugin threw it; PLUGIN_FAULT for effects it may not have; HUB_FAULT if the store is away
     * @throws PluginCalls.Abandoned if the plugin came back too late
     */
    <S extends State> Result<S> run(
            Installed<S> plugin,
            UUID conversation,
            S state,
            Event event,
            Instant now,
            String madeBy,
            Runnable onAbandoned,
            Flight<S> flight) {
        steps.increment();
        Bytes seed = parts.toolkit().random(32);
        List<ClaimRecord> lost = new ArrayList<>();
        int stale = 0;
        for (int run = 0; run < parts.limits().of(Limit.STEP_RUNS); run++) {
            var work = new UnitOfWork(parts.store());
            Step<S> step = call(plugin, state, event, now, seed, work, lost, onAbandoned);
            if (step.effects().stream().noneMatch(Effect.Lasting.class::isInstance)) {
                return new Result.Made<>(step, false);
            }
            var lasting = new LastingEffects(
                    plugin.id(), conversation, work, parts.toolkit(), parts.ids(), parts.desk(), now, lost, madeBy);
            for (Effect effect : step.effects()) {
                if (effect instanceof Effect.Lasting change) {
                    lasting.apply(change);
                }
            }
            if (!work.dirty()) {
                return new Result.Made<>(step, false);
            }
            work.put(flight.after(step));
            switch (parts.store().commit(work.changes())) {
                case Committed.Done d -> {
                    commits.increment();
                    spend(step);
                    return new Result.Made<>(step, true);
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

    private <S extends State> Step<S> call(
            Installed<S> plugin,
            S state,
            Event event,
            Instant now,
            Bytes seed,
            UnitOfWork work,
            List<ClaimRecord> lost,
            Runnable onAbandoned) {
        ClassLoader own = Optional.ofNullable(Thread.currentThread().getContextClassLoader())
                .orElseGet(StepRunner.class::getClassLoader);
        return calls.call(plugin, onAbandoned, bracket -> {
            var view = new RecordedView(
                    plugin,
                    work,
                    parts.toolkit(),
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
            return plugin.protocol().on(state, event, view);
        });
    }

    private void spend(Step<?> step) {
        for (Effect effect : step.effects()) {
            if (effect instanceof Effect.Approve approve) {
                parts.desk().spent(approve.approval());
            }
        }
    }
}
