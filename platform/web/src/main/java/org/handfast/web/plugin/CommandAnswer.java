package org.handfast.web.plugin;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.handfast.api.Fault;
import org.handfast.api.Shown;
import org.handfast.api.State;
import org.handfast.api.Step;
import org.handfast.core.conversation.Watcher;

/**
 * Waits until the protocol has made a step that shows something, or is done; a dial that goes on is watched as a conversation.
 * Told by the conversation's thread, asked by another.
 */
final class CommandAnswer implements Watcher {

    private final CompletableFuture<Given> answer = new CompletableFuture<>();
    private final List<LineView> lines = new ArrayList<>();
    private Optional<Instant> until = Optional.empty();

    /** Lines, and when the first of them stops being good. */
    record Given(List<LineView> lines, Optional<Instant> until) {}

    /**
     * What there is, once it is there; nothing if that takes too long.
     *
     * @throws Fault OPERATOR_INPUT {@code command-failed} if the protocol could not do it
     */
    Given within(long seconds) throws ExecutionException, InterruptedException {
        try {
            return answer.get(seconds, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            return new Given(List.of(), Optional.empty());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Fault fault) {
                throw fault;
            }
            throw e;
        }
    }

    @Override
    public void reached(State state) {}

    @Override
    public void shown(String code, List<Shown> shown, Optional<Instant> end) {
        shown.forEach(line -> lines.add(LineView.of(code, line)));
        until = until.flatMap(first -> end.filter(e -> e.isBefore(first)))
                .or(() -> until)
                .or(() -> end);
    }

    @Override
    public void stepped() {
        if (!lines.isEmpty()) {
            give();
        }
    }

    @Override
    public void ended(Step.Outcome outcome, String reason) {
        if (outcome == Step.Outcome.CLOSED) {
            give();
        } else {
            answer.completeExceptionally(new Fault(Fault.Category.OPERATOR_INPUT, "command-failed", reason));
        }
    }

    private void give() {
        answer.complete(new Given(List.copyOf(lines), until));
    }
}
