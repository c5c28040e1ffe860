package org.handfast.core.approval;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

import org.handfast.api.Address;
import org.handfast.api.Approval;
import org.handfast.api.Event.Answer;
import org.handfast.api.Event.Decided;
import org.handfast.api.Fault;
import org.handfast.api.PairingId;
import org.handfast.api.Question;
import org.handfast.api.Question.Stage;
import org.handfast.core.audit.AuditRecord;
import org.handfast.core.crypto.Ids;
import org.handfast.core.feed.News;
import org.handfast.core.feed.NewsFeed;
import org.handfast.core.limit.Limit;
import org.handfast.core.limit.Limits;
import org.handfast.core.registry.DeviceRecord.Approved;
import org.handfast.core.store.Changes;
import org.handfast.core.store.Store;
import org.handfast.core.store.Write;
import org.handfast.core.time.Timers;

/**
 * Where questions wait. An answer becomes an event of the conversation that asked; a YES that grants trust carries an
 * approval, good for that conversation, for what was asked about that device, and for one use. Questions are in memory: a
 * conversation that survives a restart asks again. Thread-safe.
 */
public final class ApprovalDesk {

    private final Store store;
    private final Timers timers;
    private final Limits limits;
    private final NewsFeed feed;
    private final Ids ids;
    private final Policy policy;
    private final Map<UUID, Waiting> waiting = new HashMap<>();
    private final Set<UUID> answering = new HashSet<>();
    private final Map<Approval, Granted> granted = new HashMap<>();

    private record Waiting(PendingQuestion pending, Replies replies, Timers.Timer timer) {}

    private record Granted(UUID conversation, Stage stage, Address about, Approved by) {}

    /** Where an answer goes. Must not block. */
    public interface Replies {

        /** The question of this conversation was answered. */
        void decided(Decided decided, String by);
    }

    /** An empty desk. */
    public ApprovalDesk(Store store, Timers timers, Limits limits, NewsFeed feed, Ids ids, Policy policy) {
        this.store = store;
        this.timers = timers;
        this.limits = limits;
        this.feed = feed;
        this.ids = ids;
        this.policy = policy;
    }

    /** Puts a question on the desk, in place of one that this conversation has there about the same. */
    public void ask(UUID conversation, String protocol, Question question, Optional<String> remote, Replies replies) {
        withdraw(conversation, question.about());
        Optional<Answer> ready = policy.answer().filter(a -> a != Answer.YES || !question.inPerson());
        if (ready.isPresent()) {
            replies.decided(decide(conversation, question, ready.get(), policy.actor()), policy.actor());
            return;
        }
        Instant now = timers.now();
        Duration wait = min(question.deadline(), most(question.stage()));
        var pending = new PendingQuestion(ids.next(), conversation, protocol, question, remote, now, now.plus(wait));
        if (!put(pending, wait, replies)) {
            // A newcomer is to go; a NO to anybody else would be a person's, who has not looked.
            Answer full = question.stage() == Stage.CONTACT ? Answer.NO : Answer.EXPIRED;
            replies.decided(
                    new Decided(question.stage(), full, Optional.empty(), question.about()),
                    "limit of waiting questions");
            return;
        }
        feed.tell(News.Resource.QUESTIONS);
    }

    private static boolean isAccount(Stage stage) {
        return stage == Stage.ACCOUNT;
    }

    private Duration most(Stage stage) {
        return isAccount(stage)
                ? Duration.ofHours(limits.of(Limit.ACCOUNT_QUESTION_HOURS))
                : Duration.ofSeconds(limits.of(Limit.QUESTION_SECONDS));
    }

    /** Accounts wait for days: they must not take the room of those who wait on the line. */
    private synchronized boolean put(PendingQuestion pending, Duration wait, Replies replies) {
        List<PendingQuestion> alike = waiting.values().stream()
                .map(Waiting::pending)
                .filter(p -> isAccount(p.question().stage())
                        == isAccount(pending.question().stage()))
                .toList();
        long same = alike.stream().filter(p -> p.from().equals(pending.from())).count();
        if (alike.size() >= limits.of(Limit.QUESTIONS) || same >= limits.of(Limit.QUESTIONS_PER_ADDRESS)) {
            return false;
        }
        // Under the lock, so that a time that is up at once finds the question.
        Timers.Timer timer = timers.after(wait, () -> expire(pending.id()));
        waiting.put(pending.id(), new Waiting(pending, replies, timer));
        return true;
    }

    /**
     * Answers a question. Of several who answer at once the first does; while its answer is being kept, the question neither
     * expires nor takes another.
     *
     * @param answer YES or NO
     * @param actor who answers, for the audit log
     * @throws Fault OPERATOR_INPUT {@code no-such-question} if it was answered, withdrawn or expired; HUB_FAULT if the
     *     answer cannot be kept, and then the question still waits
     */
    public void answer(UUID id, Answer answer, String actor) {
        if (answer == Answer.EXPIRED) {
            throw new IllegalArgumentException("a person answers YES or NO");
        }
        Waiting one = take(id);
        try {
            store.commit(Changes.of(new Write.AddAudit(row(one.pending(), answer, actor))));
        } catch (RuntimeException e) {
            putBack(one.pending());
            throw e;
        }
        Decided decided = settle(one.pending(), answer, actor);
        one.timer().cancel();
        one.replies().decided(decided, actor);
        feed.tell(News.Resource.QUESTIONS);
    }

    private AuditRecord row(PendingQuestion pending, Answer answer, String actor) {
        return new AuditRecord(
                ids.next(),
                timers.now(),
                actor,
                answer == Answer.YES ? "question-accepted" : "question-rejected",
                pending.protocol() + ":" + pending.question().about(),
                pending.question().stage() + " of '"
                        + pending.question().claimed().name() + "' from "
                        + pending.remote().orElse("an unknown place"));
    }

    private synchronized Waiting take(UUID id) {
        Waiting one = waiting.get(id);
        if (one == null || !answering.add(id)) {
            throw noSuchQuestion();
        }
        return one;
    }

    private void putBack(PendingQuestion pending) {
        synchronized (this) {
            answering.remove(pending.id());
        }
        if (!timers.now().isBefore(pending.expiresAt())) {
            expire(pending.id());
        }
    }

    private synchronized Decided settle(PendingQuestion pending, Answer answer, String actor) {
        answering.remove(pending.id());
        if (waiting.remove(pending.id()) == null) {
            throw noSuchQuestion();
        }
        return decide(pending.conversation(), pending.question(), answer, actor);
    }

    private static Fault noSuchQuestion() {
        return new Fault(
                Fault.Category.OPERATOR_INPUT,
                "no-such-question",
                "This question is no longer open: it was answered, or the device gave up.");
    }

    private synchronized Optional<Waiting> removeUnanswered(UUID id) {
        return answering.contains(id) ? Optional.empty() : Optional.ofNullable(waiting.remove(id));
    }

    private void expire(UUID id) {
        removeUnanswered(id).ifPresent(one -> {
            Question question = one.pending().question();
            one.replies()
                    .decided(new Decided(question.stage(), Answer.EXPIRED, Optional.empty(), question.about()), "time");
            feed.tell(News.Resource.QUESTIONS);
        });
    }

    private synchronized Decided decide(UUID conversation, Question question, Answer answer, String by) {
        if (answer != Answer.YES || question.stage() == Stage.CONTACT) {
            return new Decided(question.stage(), answer, Optional.empty(), question.about());
        }
        var approval = new Approval(ids.next().toString());
        granted.put(
                approval,
                new Granted(conversation, question.stage(), question.about(), new Approved(by, timers.now())));
        return new Decided(question.stage(), answer, Optional.of(approval), question.about());
    }

    /** Takes a conversation's questions off the desk, and the approvals it has not spent. */
    public void withdraw(UUID conversation) {
        remove(conversation, about -> true);
    }

    /** Takes its question about this off the desk, and the approval that came of it, if that is not spent. */
    public void withdraw(UUID conversation, Address about) {
        remove(conversation, about::equals);
    }

    private void remove(UUID conversation, Predicate<Address> about) {
        if (removeAll(conversation, about)) {
            feed.tell(News.Resource.QUESTIONS);
        }
    }

    private synchronized boolean removeAll(UUID conversation, Predicate<Address> about) {
        granted.values().removeIf(g -> g.conversation().equals(conversation) && about.test(g.about()));
        return waiting.values().removeIf(w -> {
            PendingQuestion pending = w.pending();
            boolean its = pending.conversation().equals(conversation)
                    && about.test(pending.question().about());
            if (its) {
                w.timer().cancel();
            }
            return its;
        });
    }

    /**
     * Who gave this approval, if the desk gave it to this conversation for the words of a pairing that the device is an end
     * of, and it is not spent.
     */
    public synchronized Optional<Approved> granted(UUID conversation, Approval approval, PairingId pairing) {
        return granted(conversation, approval, Stage.WORDS)
                .filter(g -> pairing.a().equals(g.about().value())
                        || pairing.b().equals(g.about().value()))
                .map(Granted::by);
    }

    /** Who gave this approval, if the desk gave it to this conversation for an account of this device, and it is not spent. */
    public synchronized Optional<Approved> granted(UUID conversation, Approval approval, Address account) {
        return granted(conversation, approval, Stage.ACCOUNT)
                .filter(g -> g.about().equals(account))
                .map(Granted::by);
    }

    private Optional<Granted> granted(UUID conversation, Approval approval, Stage stage) {
        return Optional.ofNullable(granted.get(approval))
                .filter(g -> g.conversation().equals(conversation) && g.stage() == stage);
    }

    /** Marks an approval as spent. */
    public synchronized void spent(Approval approval) {
        granted.remove(approval);
    }

    /** The questions that wait, oldest first. */
    public synchronized List<PendingQuestion> pending() {
        return waiting.values().stream()
                .map(Waiting::pending)
                .sorted(Comparator.comparing(PendingQuestion::askedAt).thenComparing(PendingQuestion::id))
                .toList();
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}
