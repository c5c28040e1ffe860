package org.handfast.core.conversation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.handfast.api.Shown;
import org.handfast.api.State;
import org.handfast.api.Step;
import org.handfast.core.text.Line;

/**
 * Keeps a watcher and the conversation it watches from each other's harm: what the watcher throws is logged, and that is all;
 * a reason, which may quote the peer, is cleaned, since watchers put it on terminals.
 */
final class WatcherGuard implements Watcher {

    private static final System.Logger LOG = System.getLogger(WatcherGuard.class.getName());

    private static final int LONGEST_REASON = 500;

    private final Watcher watcher;

    WatcherGuard(Watcher watcher) {
        this.watcher = watcher;
    }

    boolean guards(Watcher other) {
        return watcher.equals(other);
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
    public void stepped() {
        guard(watcher::stepped);
    }

    @Override
    public void ended(Step.Outcome outcome, String reason) {
        guard(() -> watcher.ended(outcome, Line.of(reason, LONGEST_REASON)));
    }

    private static void guard(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "A watcher failed; the conversation goes on", e);
        }
    }
}
