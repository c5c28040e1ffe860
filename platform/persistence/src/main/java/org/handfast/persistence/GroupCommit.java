package org.handfast.persistence;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

import org.handfast.core.store.Changes;
import org.handfast.core.store.Committed;

/**
 * Brings callers that commit at the same time into one transaction. Whoever comes while nobody leads becomes the leader: it
 * runs all that waits by then, its own first, and once that is prepared hands the lead to the first of those that came
 * meanwhile. So there is no thread of its own, nobody waits for company, and nobody leads more than once. Thread-safe.
 */
final class GroupCommit {

    /** The most changes in one transaction. */
    static final int LARGEST = 64;

    private final Transaction transaction;
    private final Deque<Ticket> waiting = new ArrayDeque<>();
    private boolean led;

    /** One that runs changes by {@code transaction}. */
    GroupCommit(Transaction transaction) {
        this.transaction = transaction;
    }

    /** Runs changes. */
    interface Transaction {

        /** Commits changes and answers each in its place; says by {@code prepared} when the next may come, or returns. */
        List<Answer> commit(List<Changes> batch, Runnable prepared);
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
        List<Ticket> batch = next();
        var leading = new AtomicBoolean(true);
        Runnable passOnOnce = () -> {
            if (leading.getAndSet(false)) {
                passOn();
            }
        };
        List<Answer> answers = answers(batch.stream().map(Ticket::changes).toList(), passOnOnce);
        passOnOnce.run();
        for (int i = 1; i < batch.size(); i++) {
            batch.get(i).turn().complete(Optional.of(answers.get(i)));
        }
        return answers.getFirst();
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

    private List<Answer> answers(List<Changes> batch, Runnable prepared) {
        try {
            return transaction.commit(batch, prepared);
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
