package org.handfast.persistence;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import org.handfast.core.store.Changes;
import org.handfast.core.store.Committed;

/**
 * Brings callers that commit at the same time into one transaction. Whoever comes while nobody leads becomes the leader: it
 * runs all that waits by then, its own first, and hands the lead to the first of those that came meanwhile. So there is no
 * thread of its own, and nobody leads more than once.
 *
 * <p>The price of a transaction hardly depends on how much is in it, and callers that have just been answered tend to come
 * again at once. So a leader lets them: while fewer wait than were there the last time it gives way to others, a few times.
 * Where there is but one caller that costs nothing. Thread-safe.
 */
final class GroupCommit {

    /** The most changes in one transaction. */
    static final int LARGEST = 64;

    /** How often a leader gives way, for at most some tens of microseconds where nobody else has anything to do. */
    private static final int PATIENCE = 32;

    private final Function<List<Changes>, List<Answer>> transaction;
    private final Deque<Ticket> waiting = new ArrayDeque<>();
    private boolean led;
    private int company;

    /** One that runs changes by {@code transaction}, one list at a time; it answers each in its place. */
    GroupCommit(Function<List<Changes>, List<Answer>> transaction) {
        this.transaction = transaction;
    }

    /** A caller's changes; its turn comes with an answer, or without one if it is to lead. */
    private record Ticket(Changes changes, CompletableFuture<Optional<Answer>> turn) {}

    /**
     * Commits changes; returns when they are made or refused.
     *
     * @throws org.handfast.api.Fault HUB_FAULT {@code store-unavailable}
     */
    Committed commit(Changes changes) {
        var ticket = new Ticket(changes, new CompletableFuture<>());
        Optional<Answer> answer =
                leads(ticket) ? Optional.empty() : ticket.turn().join();
        return answer.orElseGet(this::lead).get();
    }

    private synchronized boolean leads(Ticket ticket) {
        waiting.addLast(ticket);
        if (led) {
            return false;
        }
        led = true;
        return true;
    }

    /** Runs what waits; gives the answer to the first, which is the leader's own. */
    private Answer lead() {
        for (int i = 0; i < PATIENCE && expectsMore(); i++) {
            Thread.yield();
        }
        List<Ticket> batch = next();
        List<Answer> answers = answers(batch.stream().map(Ticket::changes).toList());
        countCompany(batch.size());
        for (int i = 1; i < batch.size(); i++) {
            batch.get(i).turn().complete(Optional.of(answers.get(i)));
        }
        passOn();
        return answers.getFirst();
    }

    /** Before anybody is answered, or whoever is quick to come again would count twice. */
    private synchronized void countCompany(int run) {
        company = Math.min(LARGEST, run + waiting.size());
    }

    private synchronized boolean expectsMore() {
        return waiting.size() < company;
    }

    private synchronized List<Ticket> next() {
        List<Ticket> batch = new ArrayList<>();
        while (batch.size() < LARGEST && !waiting.isEmpty()) {
            batch.add(waiting.removeFirst());
        }
        return batch;
    }

    /** How many wait for somebody to take them along. */
    synchronized int waiting() {
        return waiting.size();
    }

    private List<Answer> answers(List<Changes> batch) {
        try {
            return transaction.apply(batch);
        } catch (RuntimeException | Error e) {
            // Whatever it is, nobody may be left waiting.
            return Collections.nCopies(batch.size(), new Answer.Failed(DatabaseFaults.unavailable(e)));
        }
    }

    private void passOn() {
        Optional<Ticket> successor;
        synchronized (this) {
            successor = Optional.ofNullable(waiting.peekFirst());
            led = successor.isPresent();
        }
        successor.ifPresent(s -> s.turn().complete(Optional.empty()));
    }
}
