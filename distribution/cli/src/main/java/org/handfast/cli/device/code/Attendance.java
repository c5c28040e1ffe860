package org.handfast.cli.device.code;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import org.handfast.api.Event.Answer;
import org.handfast.api.Fault;
import org.handfast.api.Shown;
import org.handfast.api.State;
import org.handfast.api.Step.Outcome;
import org.handfast.cli.CliException;
import org.handfast.cli.ExitCode;
import org.handfast.cli.Terminal;
import org.handfast.cli.code.CodeTeller;
import org.handfast.cli.device.Device;
import org.handfast.core.approval.PendingQuestion;
import org.handfast.core.conversation.Watcher;
import org.handfast.core.flight.FlightRecord;

/**
 * A device on the network for as long as a command takes. What happens on other threads is queued, and told on the command's; a person
 * is waited for on a thread of its own, so that everything else goes on.
 */
final class Attendance implements Watcher, AutoCloseable {

    private static final Duration BLINK = Duration.ofMillis(200);

    private final Device device;
    private final CodeTeller teller;
    private final Consent consent;
    private final Showing showing;
    private final Inbox inbox;
    private final Terminal terminal = Terminal.standard();
    private final BlockingQueue<Runnable> happenings = new LinkedBlockingQueue<>();
    private final Set<UUID> asked = new HashSet<>();
    private final Thread goodbye = new Thread(this::leave);
    private Optional<UUID> followed = Optional.empty();
    private Optional<ExitCode> exit = Optional.empty();
    private boolean begun;
    private boolean answering;
    private int entries;

    Attendance(Device device, CodeTeller teller, Consent consent, Showing showing) {
        this.device = device;
        this.teller = teller;
        this.consent = consent;
        this.showing = showing;
        this.inbox = new Inbox(device.store());
        Runtime.getRuntime().addShutdownHook(goodbye);
    }

    /**
     * Gives a command; {@link #follow} follows what it begins.
     *
     * @throws CliException USAGE if the protocol does not begin anything with it, and why
     */
    UUID command(String name, Map<String, String> arguments) {
        begun = false;
        exit = Optional.empty();
        entries = 0;
        UUID id = device.node().engine().command(CodeCommand.PROTOCOL, name, arguments, "local", Optional.of(this));
        followed = Optional.of(id);
        try {
            while (!begun && exit.isEmpty()) {
                happenings.take().run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliException(ExitCode.FAILED, "interrupted");
        }
        return id;
    }

    /** To the end of what was begun. */
    ExitCode follow() throws InterruptedException {
        while (exit.isEmpty()) {
            blink();
        }
        return exit.get();
    }

    /** Stays for a while. */
    void linger(Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end && !device.leaving()) {
            blink();
        }
    }

    /** Until the process is told to end; with {@code once}, until somebody says something. */
    ExitCode listen(boolean once) throws InterruptedException {
        while (!device.leaving()) {
            if (blink() && once) {
                return ExitCode.OK;
            }
        }
        return ExitCode.OK;
    }

    /** Tells what has happened; true if somebody has said something. */
    private boolean blink() throws InterruptedException {
        @Nullable Runnable happening = happenings.poll(BLINK.toMillis(), TimeUnit.MILLISECONDS);
        tellTimeline();
        if (happening != null) {
            happening.run();
        } else if (!answering) {
            showing.clock(teller);
        }
        ask();
        return inbox.tell(teller);
    }

    private void tellTimeline() {
        Optional<FlightRecord> flight = followed.flatMap(device.node()::flight);
        List<FlightRecord.Entry> timeline = flight.map(FlightRecord::entries).orElseGet(List::of);
        for (; entries < timeline.size(); entries++) {
            FlightRecord.Entry entry = timeline.get(entries);
            teller.entry(entry.kind().name(), entry.code(), entry.detail());
        }
    }

    private void ask() {
        for (PendingQuestion pending : device.node().desk().pending()) {
            if (!answering && asked.add(pending.id())) {
                ask(pending);
            }
        }
    }

    private void ask(PendingQuestion pending) {
        Showing.question(pending, teller);
        if (consent.given(pending)) {
            answer(pending, true);
            return;
        }
        answering = true;
        Thread.ofPlatform().daemon().start(() -> {
            boolean yes = teller.json() ? terminal.yes() : terminal.yes(Showing.condition(pending));
            happenings.add(() -> answer(pending, yes));
        });
    }

    private void answer(PendingQuestion pending, boolean yes) {
        answering = false;
        try {
            device.node().desk().answer(pending.id(), yes ? Answer.YES : Answer.NO, "local");
        } catch (Fault late) {
            if (late.category() != Fault.Category.OPERATOR_INPUT) {
                throw late;
            }
            teller.say("That was too late: " + late.detail());
        }
    }

    @Override
    public void reached(State state) {}

    @Override
    public void stepped() {
        happenings.add(() -> {
            begun = true;
            showing.complete(teller);
        });
    }

    @Override
    public void shown(String code, List<Shown> lines, Optional<Instant> until) {
        happenings.add(() -> showing.shown(code, lines, until, teller));
    }

    @Override
    public void ended(Outcome outcome, String reason) {
        happenings.add(() -> over(outcome, reason));
    }

    private void over(Outcome outcome, String reason) {
        if (!begun && outcome == Outcome.FAILED) {
            throw new CliException(ExitCode.USAGE, reason);
        }
        exit = Optional.of(device.leaving() ? ExitCode.FAILED : teller.over(outcome.name(), reason));
    }

    /** Leaves the network. */
    @Override
    public void close() {
        if (!device.leaving()) {
            Runtime.getRuntime().removeShutdownHook(goodbye);
        }
        device.close();
    }

    /** The same, when the process is told to end. */
    private void leave() {
        device.close();
    }
}
