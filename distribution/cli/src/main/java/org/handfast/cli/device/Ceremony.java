package org.handfast.cli.device;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import org.handfast.api.Event.Answer;
import org.handfast.api.Shown;
import org.handfast.api.State;
import org.handfast.api.Step.Outcome;
import org.handfast.cli.ExitCode;
import org.handfast.cli.Terminal;
import org.handfast.core.approval.PendingQuestion;
import org.handfast.core.conversation.Watcher;
import org.handfast.core.feed.News;
import org.handfast.core.feed.NewsFeed;
import org.handfast.core.node.Node;

/**
 * Follows one conversation from the terminal: tells what happens, and asks the person what must be asked. What happens on the
 * conversation's threads is queued, and told on the command's.
 */
final class Ceremony implements Watcher {

    private final Device device;
    private final Node node;
    private final Teller teller;
    private final boolean accept;
    private final boolean once;
    private final BlockingQueue<Happening> happenings = new LinkedBlockingQueue<>();

    private sealed interface Happening {
        record Reached(String label) implements Happening {}

        record Asked() implements Happening {}

        record Over(Outcome outcome, String reason) implements Happening {}
    }

    /** {@code accept}: answer yes without asking. {@code once}: be done as soon as both ends are connected. */
    Ceremony(Device device, Teller teller, boolean accept, boolean once) {
        this.device = device;
        this.node = device.node();
        this.teller = teller;
        this.accept = accept;
        this.once = once;
    }

    /** Gives a command and follows what comes of it; how to exit. */
    ExitCode run(String protocol, String command, Map<String, String> arguments) throws InterruptedException {
        try (NewsFeed.Listening listening = node.feed().listen(this::heard)) {
            node.engine().command(protocol, command, arguments, "local", Optional.of(this));
            while (true) {
                switch (happenings.take()) {
                    case Happening.Reached reached -> {
                        teller.reached(reached.label());
                        if (once && reached.label().startsWith("Connected")) {
                            return ExitCode.OK;
                        }
                    }
                    case Happening.Asked asked -> node.desk().pending().forEach(this::answer);
                    case Happening.Over over -> {
                        teller.over(over.outcome(), device.leaving() ? "Ended on this side." : over.reason());
                        return exit(over.outcome());
                    }
                }
            }
        }
    }

    private void answer(PendingQuestion pending) {
        teller.compare(pending.question().shown());
        boolean same = accept || Terminal.standard().yes("Does the other end show exactly the same?");
        node.desk().answer(pending.id(), same ? Answer.YES : Answer.NO, "local");
    }

    private static ExitCode exit(Outcome outcome) {
        return switch (outcome) {
            case CLOSED -> ExitCode.OK;
            case REJECTED -> ExitCode.REFUSED;
            case EXPIRED -> ExitCode.EXPIRED;
            case FAILED, CANCELLED -> ExitCode.FAILED;
        };
    }

    private void heard(News news) {
        if (news.resource() == News.Resource.QUESTIONS && !node.desk().pending().isEmpty()) {
            happenings.add(new Happening.Asked());
        }
    }

    @Override
    public void reached(State state) {
        happenings.add(new Happening.Reached(state.label()));
    }

    @Override
    public void shown(String code, List<Shown> lines, Optional<Instant> until) {}

    @Override
    public void ended(Outcome outcome, String reason) {
        happenings.add(new Happening.Over(outcome, reason));
    }
}
