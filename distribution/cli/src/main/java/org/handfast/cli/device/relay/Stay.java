package org.handfast.cli.device.relay;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.handfast.api.Event.Answer;
import org.handfast.api.Fault;
import org.handfast.api.Shown;
import org.handfast.api.State;
import org.handfast.api.Step.Outcome;
import org.handfast.cli.CliException;
import org.handfast.cli.ExitCode;
import org.handfast.cli.Terminal;
import org.handfast.cli.device.Device;
import org.handfast.core.approval.PendingQuestion;
import org.handfast.core.conversation.Watcher;
import org.handfast.core.feed.News;
import org.handfast.core.feed.NewsFeed;
import org.handfast.core.node.Node;
import org.handfast.plugin.relay.RelayKeyExchange;

/**
 * A device at its hub, for as long as an errand takes. What happens on other threads is queued, and told on the command's; the
 * person's answer is waited for on a thread of its own, so that everything else goes on.
 */
final class Stay implements Watcher, AutoCloseable {

    private static final int LAST_WORDS_SECONDS = 2;

    private final Device device;
    private final Node node;
    private final Registration registration;
    private final HubApi hub;
    private final RelayTeller teller;
    private final Terminal terminal = Terminal.standard();
    private final BlockingQueue<Happening> happenings = new LinkedBlockingQueue<>();
    private final Set<UUID> asked = new HashSet<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private boolean answering;
    private boolean online;

    private sealed interface Happening {
        record Reached(String label) implements Happening {}

        record Heard(Told told) implements Happening {}

        record Asked() implements Happening {}

        record Answered(UUID question, boolean yes) implements Happening {}

        record Over(Outcome outcome, String reason) implements Happening {}
    }

    Stay(Device device, Registration registration, HubApi hub, RelayTeller teller) {
        this.device = device;
        this.node = device.node();
        this.registration = registration;
        this.hub = hub;
        this.teller = teller;
    }

    /** Goes there, and comes back when the errand is done; Ctrl-C says goodbye properly. */
    ExitCode run(Errand errand) throws InterruptedException {
        registration.requireSame(hub.card());
        var goodbye = new Thread(this::leave);
        Runtime.getRuntime().addShutdownHook(goodbye);
        try (NewsFeed.Listening listening = node.feed().listen(this::heard)) {
            command(
                    "connect",
                    Map.of(
                            "endpoint",
                            registration.hub().socket(),
                            "hub-key",
                            registration.hubKey().bytes().hex()),
                    Optional.of(this));
            errand.begin(this);
            return follow(errand);
        } finally {
            over.countDown();
            if (!device.leaving()) {
                Runtime.getRuntime().removeShutdownHook(goodbye);
            }
        }
    }

    /** Says something to the protocol. */
    void command(String name, Map<String, String> arguments) {
        command(name, arguments, Optional.empty());
    }

    private void command(String name, Map<String, String> arguments, Optional<Watcher> watcher) {
        Map<String, String> all = new HashMap<>(arguments);
        all.put("code", registration.code().value());
        node.engine().command(RelayKeyExchange.ID, name, all, "local", watcher);
    }

    /** Tells something besides, as a sentence. */
    void note(String sentence) {
        teller.note(sentence);
    }

    /** Who this device is. */
    Code self() {
        return registration.code();
    }

    /** The Ed25519 key that the hub gives out for a user, in hexadecimal digits. */
    String keyOf(Code peer) {
        return hub.key(peer).bytes().hex();
    }

    private ExitCode follow(Errand errand) throws InterruptedException {
        Optional<Long> end = errand.patience().map(Duration::toNanos).map(patience -> System.nanoTime() + patience);
        while (true) {
            Happening happening = end.isEmpty()
                    ? happenings.take()
                    : happenings.poll(end.get() - System.nanoTime(), TimeUnit.NANOSECONDS);
            Optional<ExitCode> exit =
                    switch (happening) {
                        case null -> throw new CliException(ExitCode.EXPIRED, "the hub did not answer in time");
                        case Happening.Reached reached -> reached(reached.label());
                        case Happening.Heard heard -> heard(heard.told(), errand);
                        case Happening.Asked asking -> ask(errand);
                        case Happening.Answered answered -> answered(answered, errand);
                        case Happening.Over ended -> Optional.of(ended(ended));
                    };
            if (exit.isPresent()) {
                return exit.get();
            }
        }
    }

    private Optional<ExitCode> reached(String label) {
        // What is being compared meanwhile is told elsewhere.
        String line = label.replaceAll("Comparing$", "");
        online |= line.equals("Online");
        teller.line(line);
        return Optional.empty();
    }

    private Optional<ExitCode> heard(Told told, Errand errand) {
        teller.told(told);
        if (told.is("unknown-sender")) {
            introduce(new Code(told.peer()), errand);
        }
        return errand.told(told, this);
    }

    private void introduce(Code peer, Errand errand) {
        if (!errand.hears(peer.value())) {
            note(peer + " wants something, and is not known here. It waits for: handfast device relay listen");
            return;
        }
        try {
            command("known", Map.of("peer", peer.value(), "key", keyOf(peer)));
        } catch (CliException e) {
            note("Who " + peer + " is cannot be found out now: " + e.getMessage());
        }
    }

    private Optional<ExitCode> ask(Errand errand) {
        for (PendingQuestion pending : node.desk().pending()) {
            if (!answering && asked.add(pending.id())) {
                ask(pending, errand);
            }
        }
        return Optional.empty();
    }

    private void ask(PendingQuestion pending, Errand errand) {
        String peer = pending.question().about().value();
        teller.compare(peer, pending.question().shown());
        errand.compared(peer, pending.question().shown());
        answering = true;
        if (errand.agrees(peer)) {
            happenings.add(new Happening.Answered(pending.id(), true));
        } else {
            Thread.ofPlatform()
                    .daemon()
                    .start(() -> happenings.add(new Happening.Answered(pending.id(), teller.agrees(peer, terminal))));
        }
    }

    /** An answer is for the question that it was given to, and no other. */
    private Optional<ExitCode> answered(Happening.Answered answered, Errand errand) {
        answering = false;
        try {
            node.desk().answer(answered.question(), answered.yes() ? Answer.YES : Answer.NO, "local");
        } catch (Fault late) {
            if (late.category() != Fault.Category.OPERATOR_INPUT) {
                throw late;
            }
            note("That was too late: " + late.detail());
        }
        return ask(errand);
    }

    private ExitCode ended(Happening.Over ended) {
        if (device.leaving()) {
            return ExitCode.OK;
        }
        teller.over(ended.outcome(), ended.reason());
        return switch (ended.outcome()) {
            case CLOSED -> ExitCode.OK;
            case REJECTED -> ExitCode.REFUSED;
            case EXPIRED -> ExitCode.EXPIRED;
            case FAILED, CANCELLED -> online ? ExitCode.FAILED : ExitCode.NO_HUB;
        };
    }

    /** Leaves the hub. What had come until then is told. */
    @Override
    public void close() {
        device.close();
        for (Happening last = happenings.poll(); last != null; last = happenings.poll()) {
            if (last instanceof Happening.Heard heard) {
                teller.told(heard.told());
            }
        }
    }

    /** The same, when the process is told to end. */
    private void leave() {
        device.close();
        try {
            if (!over.await(LAST_WORDS_SECONDS, TimeUnit.SECONDS)) {
                System.getLogger(Stay.class.getName()).log(System.Logger.Level.DEBUG, "Not everything was told");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void heard(News news) {
        if (news.resource() == News.Resource.QUESTIONS) {
            happenings.add(new Happening.Asked());
        }
    }

    @Override
    public void reached(State state) {
        happenings.add(new Happening.Reached(state.label()));
    }

    @Override
    public void shown(String code, List<Shown> lines, Optional<Instant> until) {
        List<String> texts =
                lines.stream().flatMap(line -> line.values().stream()).toList();
        happenings.add(new Happening.Heard(new Told(code, texts)));
    }

    @Override
    public void ended(Outcome outcome, String reason) {
        happenings.add(new Happening.Over(outcome, reason));
    }
}
