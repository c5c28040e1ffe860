package org.handfast.core.conversation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.handfast.api.Shown;
import org.handfast.api.State;
import org.handfast.api.Step;

/** Keeps what a watcher throws from the conversation it watches: it is logged, and that is all. */
final class WatcherGuard implements Watcher {

    private static final System.Logger LOG = System.getLogger(WatcherGuard.class.getName());

    private final Watcher watcher;

    WatcherGuard(Watcher watcher) {
        this.watcher = watcher;
    }

    @Override
    public void reached(State state) {
        guard(() -> watcher.reached(state));
    }

    @Override
    public void shown(String code, List<Shown> lines, Optional<Instant> until) {
        guard(() -> watcher.shown(code, lines, until));
    }

    @Override
    public void ended(Step.Outcome outcome, String reason) {
        guard(() -> watcher.ended(outcome, reason));
    }

    private static void guard(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "A watcher failed; the conversation goes on", e);
        }
    }
}
