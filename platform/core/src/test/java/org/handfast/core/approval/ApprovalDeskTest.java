package org.handfast.core.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import org.handfast.api.Address;
import org.handfast.api.Approval;
import org.handfast.api.Event.Answer;
import org.handfast.api.Event.Decided;
import org.handfast.api.Fault;
import org.handfast.api.Introduction;
import org.handfast.api.PairingId;
import org.handfast.api.Question;
import org.handfast.api.Question.Stage;
import org.handfast.core.audit.AuditRecord;
import org.handfast.core.crypto.Ids;
import org.handfast.core.fake.FailingStore;
import org.handfast.core.fake.FakeTimers;
import org.handfast.core.fake.FakeToolkit;
import org.handfast.core.feed.News;
import org.handfast.core.feed.NewsFeed;
import org.handfast.core.limit.Limits;

class ApprovalDeskTest {

    private static final UUID CONVERSATION = new UUID(0, 1);
    private static final UUID OTHER = new UUID(0, 2);
    private static final Address ADA = new Address("ada");
    private static final PairingId ADA_AND_HUB = PairingId.hub(ADA);

    private final FailingStore store = new FailingStore();
    private final FakeTimers timers = new FakeTimers();
    private final NewsFeed feed = new NewsFeed(0);
    private final List<String> decided = new ArrayList<>();
    private final List<News> news = new ArrayList<>();

    private ApprovalDesk desk(Policy policy, String... settings) {
        feed.listen(news::add);
        Map<String, String> limits = settings.length == 0 ? Map.of() : Map.of(settings[0], settings[1]);
        return new ApprovalDesk(store.seen(), timers, Limits.of(limits), feed, new Ids(new FakeToolkit()), policy);
    }

    private static Question question(Stage stage, Duration deadline) {
        return new Question(stage, ADA, Introduction.of("Ada's phone", "phone"), List.of(), deadline);
    }

    private void ask(ApprovalDesk desk, UUID conversation, Stage stage) {
        ask(desk, conversation, stage, "198.51.100.1:4000", Duration.ofMinutes(5));
    }

    private void ask(ApprovalDesk desk, UUID conversation, Stage stage, String remote, Duration deadline) {
        desk.ask(
                conversation,
                "p",
                question(stage, deadline),
                Optional.of(remote),
                (d, by) -> decided.add(d.stage() + " " + d.answer() + " by " + by
                        + d.approval().map(a -> " " + a.id()).orElse("")));
    }

    private static UUID only(ApprovalDesk desk) {
        assertThat(desk.pending()).hasSize(1);
        return desk.pending().getFirst().id();
    }

    private static Approval approvalIn(String decision) {
        return new Approval(decision.substring(decision.lastIndexOf(' ') + 1));
    }

    private List<AuditRecord> audit() {
        return store.behind().unsealedAudit(100);
    }

    @Test
    void aQuestionWaitsUntilAPersonAnswersAndTheAnswerIsKept() {
        ApprovalDesk desk = desk(Policy.ASK);
        ask(desk, CONVERSATION, Stage.CONTACT);
        PendingQuestion pending = desk.pending().getFirst();
        assertThat(pending.askedAt()).isEqualTo(FakeTimers.BEGINNING);
        assertThat(pending.expiresAt()).isEqualTo(FakeTimers.BEGINNING.plusSeconds(300));
        desk.answer(pending.id(), Answer.YES, "admin");
        assertThat(decided).containsExactly("CONTACT YES by admin");
        assertThat(desk.pending()).isEmpty();
        assertThat(audit()).singleElement().satisfies(row -> {
            assertThat(row.actor()).isEqualTo("admin");
            assertThat(row.action()).isEqualTo("question-accepted");
            assertThat(row.subject()).isEqualTo("p:ada");
            assertThat(row.detail()).isEqualTo("CONTACT of 'Ada's phone' from 198.51.100.1:4000");
        });
        assertThat(news).extracting(News::resource).containsExactly(News.Resource.QUESTIONS, News.Resource.QUESTIONS);
        assertThat(timers.waiting()).isZero();
    }

    @Test
    void aNoIsKeptAsOne() {
        ApprovalDesk desk = desk(Policy.ASK);
        ask(desk, CONVERSATION, Stage.WORDS);
        desk.answer(only(desk), Answer.NO, "admin");
        assertThat(decided).containsExactly("WORDS NO by admin");
        assertThat(audit()).extracting(AuditRecord::action).containsExactly("question-rejected");
    }

    @Test
    void onlyAYesToTheWordsGivesAnApproval() {
        ApprovalDesk desk = desk(Policy.ASK);
        ask(desk, CONVERSATION, Stage.WORDS);
        desk.answer(only(desk), Answer.YES, "admin");
        Approval approval = approvalIn(decided.getFirst());
        assertThat(desk.granted(CONVERSATION, approval, ADA_AND_HUB))
                .hasValueSatisfying(by -> assertThat(by.by()).isEqualTo("admin"));
    }

    @Test
    void anApprovalIsGoodForItsConversationAndItsDeviceUntilItIsSpent() {
        ApprovalDesk desk = desk(Policy.ASK);
        ask(desk, CONVERSATION, Stage.WORDS);
        desk.answer(only(desk), Answer.YES, "admin");
        Approval approval = approvalIn(decided.getFirst());
        assertThat(desk.granted(OTHER, approval, ADA_AND_HUB)).isEmpty();
        assertThat(desk.granted(CONVERSATION, approval, PairingId.hub(new Address("bob"))))
                .isEmpty();
        assertThat(desk.granted(CONVERSATION, new Approval("made-up"), ADA_AND_HUB))
                .isEmpty();
        assertThat(desk.granted(CONVERSATION, approval, PairingId.between(new Address("bob"), ADA)))
                .isPresent();
        desk.spent(approval);
        assertThat(desk.granted(CONVERSATION, approval, ADA_AND_HUB)).isEmpty();
    }

    @Test
    void aYesToAnAccountApprovesThatAccountAndNoWordsNorTheOtherWayRound() {
        ApprovalDesk desk = desk(Policy.ASK);
        ask(desk, CONVERSATION, Stage.ACCOUNT);
        desk.answer(only(desk), Answer.YES, "admin");
        Approval account = approvalIn(decided.getLast());
        assertThat(desk.granted(CONVERSATION, account, ADA))
                .hasValueSatisfying(by -> assertThat(by.by()).isEqualTo("admin"));
        assertThat(desk.granted(CONVERSATION, account, ADA_AND_HUB)).isEmpty();
        assertThat(desk.granted(CONVERSATION, account, new Address("bob"))).isEmpty();
        assertThat(desk.granted(OTHER, account, ADA)).isEmpty();
        assertThat(desk.granted(CONVERSATION, new Approval("made-up"), ADA)).isEmpty();
        desk.spent(account);
        assertThat(desk.granted(CONVERSATION, account, ADA)).isEmpty();

        ask(desk, CONVERSATION, Stage.WORDS);
        desk.answer(only(desk), Answer.YES, "admin");
        assertThat(desk.granted(CONVERSATION, approvalIn(decided.getLast()), ADA))
                .isEmpty();
    }

    @Test
    void anAccountMayWaitForDays() {
        ApprovalDesk desk = desk(Policy.ASK);
        ask(desk, CONVERSATION, Stage.ACCOUNT, "a:1", Duration.ofDays(6));
        assertThat(desk.pending().getFirst().expiresAt()).isEqualTo(FakeTimers.BEGINNING.plus(Duration.ofDays(6)));
        ask(desk, OTHER, Stage.ACCOUNT, "a:1", Duration.ofDays(8));
        assertThat(desk.pending().getLast().expiresAt()).isEqualTo(FakeTimers.BEGINNING.plus(Duration.ofDays(7)));
        timers.pass(Duration.ofDays(6));
        assertThat(decided).containsExactly("ACCOUNT EXPIRED by time");
    }

    @Test
    void anAccountThatFindsTheDeskFullIsNotRefusedByAnybody() {
        ApprovalDesk desk = desk(Policy.ASK, "limit.questions", "2");
        for (int i = 0; i < 3; i++) {
            ask(desk, new UUID(1, i), Stage.ACCOUNT, "198.51.100." + i + ":1", Duration.ofDays(1));
        }
        assertThat(decided).containsExactly("ACCOUNT EXPIRED by limit of waiting questions");
        assertThat(audit()).isEmpty();
    }

    @Test
    void accountsThatWaitDoNotTakeTheRoomOfThoseOnTheLine() {
        ApprovalDesk desk = desk(Policy.ASK, "limit.questions", "2");
        for (int i = 0; i < 2; i++) {
            ask(desk, new UUID(1, i), Stage.ACCOUNT, "198.51.100.1:1", Duration.ofDays(1));
            ask(desk, new UUID(2, i), Stage.CONTACT, "198.51.100.1:1", Duration.ofMinutes(5));
        }
        assertThat(desk.pending()).hasSize(4);
        assertThat(decided).isEmpty();
    }

    @Test
    void anApprovalThatIsNotSpentGoesWithItsConversation() {
        ApprovalDesk desk = desk(Policy.ASK);
        ask(desk, CONVERSATION, Stage.WORDS);
        desk.answer(only(desk), Answer.YES, "admin");
        desk.withdraw(CONVERSATION);
        assertThat(desk.granted(CONVERSATION, approvalIn(decided.getFirst()), ADA_AND_HUB))
                .isEmpty();
    }

    @Test
    void aConversationHasOneQuestionAtATime() {
        ApprovalDesk desk = desk(Policy.ASK);
        ask(desk, CONVERSATION, Stage.CONTACT);
        ask(desk, OTHER, Stage.CONTACT);
        ask(desk, CONVERSATION, Stage.WORDS);
        assertThat(desk.pending())
                .extracting(p -> p.question().stage())
                .containsExactlyInAnyOrder(Stage.CONTACT, Stage.WORDS);
        assertThat(timers.waiting()).isEqualTo(2);
    }

    @Test
    void aQuestionExpiresAtItsTimeAndNoLater() {
        ApprovalDesk desk = desk(Policy.ASK);
        ask(desk, CONVERSATION, Stage.WORDS);
        timers.pass(Duration.ofMinutes(5).minusMillis(1));
        assertThat(decided).isEmpty();
        timers.pass(Duration.ofMillis(1));
        assertThat(decided).containsExactly("WORDS EXPIRED by time");
        assertThat(desk.pending()).isEmpty();
        assertThat(audit()).isEmpty();
    }

    @Test
    void noProtocolMayLetAPersonWaitLongerThanTheLimit() {
        ApprovalDesk desk = desk(Policy.ASK, "limit.question-seconds", "60");
        ask(desk, CONVERSATION, Stage.WORDS, "a:1", Duration.ofSeconds(Long.MAX_VALUE));
        assertThat(desk.pending().getFirst().expiresAt()).isEqualTo(FakeTimers.BEGINNING.plusSeconds(60));
    }

    @Test
    void aQuestionOfNoTimeExpiresAtOnce() {
        ApprovalDesk desk = desk(Policy.ASK);
        ask(desk, CONVERSATION, Stage.WORDS, "a:1", Duration.ZERO);
        timers.pass(Duration.ZERO);
        assertThat(decided).containsExactly("WORDS EXPIRED by time");
    }

    @Test
    void anAnswerToAQuestionThatIsGoneIsRefused() {
        ApprovalDesk desk = desk(Policy.ASK);
        ask(desk, CONVERSATION, Stage.WORDS);
        UUID id = only(desk);
        desk.withdraw(CONVERSATION);
        assertThatThrownBy(() -> desk.answer(id, Answer.YES, "admin"))
                .isInstanceOfSatisfying(Fault.class, f -> assertThat(f.code()).isEqualTo("no-such-question"));
        assertThat(decided).isEmpty();
        assertThat(audit()).isEmpty();
        assertThat(timers.waiting()).isZero();
    }

    @Test
    void aPersonCannotAnswerThatNobodyDid() {
        ApprovalDesk desk = desk(Policy.ASK);
        ask(desk, CONVERSATION, Stage.WORDS);
        UUID id = only(desk);
        assertThatThrownBy(() -> desk.answer(id, Answer.EXPIRED, "admin")).isInstanceOf(IllegalArgumentException.class);
        assertThat(desk.pending()).hasSize(1);
    }

    @Test
    void ofTwoWhoAnswerAtOnceTheFirstDoesAndTheLogHasNoOther() {
        ApprovalDesk desk = desk(Policy.ASK);
        ask(desk, CONVERSATION, Stage.WORDS);
        UUID id = only(desk);
        store.beforeCommit(() ->
                assertThatThrownBy(() -> desk.answer(id, Answer.NO, "second")).isInstanceOf(Fault.class));
        desk.answer(id, Answer.YES, "first");
        assertThat(decided).hasSize(1);
        assertThat(decided.getFirst()).startsWith("WORDS YES by first");
        assertThat(audit()).extracting(AuditRecord::actor).containsExactly("first");
    }

    @Test
    void anAnswerThatCannotBeKeptLeavesTheQuestionWaiting() {
        ApprovalDesk desk = desk(Policy.ASK);
        ask(desk, CONVERSATION, Stage.WORDS);
        UUID id = only(desk);
        store.away(true);
        assertThatThrownBy(() -> desk.answer(id, Answer.YES, "admin")).isInstanceOf(Fault.class);
        assertThat(decided).isEmpty();
        store.away(false);
        desk.answer(id, Answer.YES, "admin");
        assertThat(decided).hasSize(1);
    }

    @Test
    void aTimeThatIsUpWhileAnAnswerIsKeptLosesToIt() {
        ApprovalDesk desk = desk(Policy.ASK);
        ask(desk, CONVERSATION, Stage.WORDS);
        store.beforeCommit(() -> timers.pass(Duration.ofMinutes(6)));
        desk.answer(only(desk), Answer.NO, "admin");
        assertThat(decided).containsExactly("WORDS NO by admin");
    }

    @Test
    void aTimeThatIsUpWhileAnAnswerCannotBeKeptCounts() {
        ApprovalDesk desk = desk(Policy.ASK);
        ask(desk, CONVERSATION, Stage.WORDS);
        UUID id = only(desk);
        store.beforeCommit(() -> {
            timers.pass(Duration.ofMinutes(6));
            store.away(true);
        });
        assertThatThrownBy(() -> desk.answer(id, Answer.YES, "admin")).isInstanceOf(Fault.class);
        assertThat(decided).containsExactly("WORDS EXPIRED by time");
        assertThat(desk.pending()).isEmpty();
    }

    @Test
    void aConversationThatEndsWhileItsAnswerIsKeptGetsNone() {
        ApprovalDesk desk = desk(Policy.ASK);
        ask(desk, CONVERSATION, Stage.WORDS);
        UUID id = only(desk);
        store.beforeCommit(() -> desk.withdraw(CONVERSATION));
        assertThatThrownBy(() -> desk.answer(id, Answer.YES, "admin")).isInstanceOf(Fault.class);
        assertThat(decided).isEmpty();
        assertThat(timers.waiting()).isZero();
    }

    @Test
    void oneAddressMayLetOnlySoManyQuestionsWait() {
        ApprovalDesk desk = desk(Policy.ASK);
        for (int i = 0; i < 5; i++) {
            ask(desk, new UUID(1, i), Stage.CONTACT, "198.51.100.1:" + (4_000 + i), Duration.ofMinutes(5));
        }
        ask(desk, new UUID(1, 5), Stage.CONTACT, "198.51.100.1:5000", Duration.ofMinutes(5));
        assertThat(decided).containsExactly("CONTACT NO by limit of waiting questions");
        ask(desk, new UUID(1, 6), Stage.CONTACT, "198.51.100.2:5000", Duration.ofMinutes(5));
        assertThat(desk.pending()).hasSize(6);
        desk.withdraw(new UUID(1, 0));
        ask(desk, new UUID(1, 7), Stage.CONTACT, "198.51.100.1:5000", Duration.ofMinutes(5));
        assertThat(desk.pending()).hasSize(6);
    }

    @Test
    void theAddressesOfOneIpv6NetworkAreOne() {
        ApprovalDesk desk = desk(Policy.ASK);
        for (int i = 0; i < 6; i++) {
            ask(desk, new UUID(1, i), Stage.CONTACT, "[2001:db8:0:1::" + (i + 1) + "]:4000", Duration.ofMinutes(5));
        }
        assertThat(decided).containsExactly("CONTACT NO by limit of waiting questions");
        ask(desk, new UUID(1, 7), Stage.CONTACT, "[2001:db8:0:2::1]:4000", Duration.ofMinutes(5));
        assertThat(desk.pending()).hasSize(6);
    }

    @Test
    void theDeskHoldsOnlySoManyQuestions() {
        ApprovalDesk desk = desk(Policy.ASK, "limit.questions", "3");
        for (int i = 0; i < 4; i++) {
            ask(desk, new UUID(1, i), Stage.CONTACT, "198.51.100." + i + ":1", Duration.ofMinutes(5));
        }
        assertThat(desk.pending()).hasSize(3);
        assertThat(decided).containsExactly("CONTACT NO by limit of waiting questions");
        assertThat(timers.waiting()).isEqualTo(3);
    }

    @Test
    void thePolicyAnswersInstantlyAndItsYesIsAnApprovalToo() {
        ApprovalDesk accept = desk(Policy.ACCEPT);
        ask(accept, CONVERSATION, Stage.CONTACT);
        ask(accept, CONVERSATION, Stage.WORDS);
        assertThat(decided.get(0)).isEqualTo("CONTACT YES by policy accept");
        assertThat(decided.get(1)).startsWith("WORDS YES by policy accept ");
        assertThat(accept.granted(CONVERSATION, approvalIn(decided.get(1)), ADA_AND_HUB))
                .hasValueSatisfying(by -> assertThat(by.by()).isEqualTo("policy accept"));
        ask(desk(Policy.DENY), CONVERSATION, Stage.WORDS);
        assertThat(decided.get(2)).isEqualTo("WORDS NO by policy deny");
        assertThat(accept.pending()).isEmpty();
    }

    @Test
    void theOldestQuestionComesFirst() {
        ApprovalDesk desk = desk(Policy.ASK);
        for (int i = 0; i < 3; i++) {
            ask(desk, new UUID(1, i), Stage.CONTACT, "198.51.100." + i + ":1", Duration.ofMinutes(5));
            timers.pass(Duration.ofSeconds(1));
        }
        assertThat(desk.pending())
                .extracting(PendingQuestion::conversation)
                .containsExactly(new UUID(1, 0), new UUID(1, 1), new UUID(1, 2));
    }

    @Test
    void aPolicyIsNamedAsInTheSettings() {
        assertThat(Policy.of("ask")).isEqualTo(Policy.ASK);
        assertThat(Policy.of("accept")).isEqualTo(Policy.ACCEPT);
        assertThat(Policy.of("deny")).isEqualTo(Policy.DENY);
        assertThatThrownBy(() -> Policy.of("ASK")).isInstanceOf(Fault.class).hasMessageContaining("not 'ASK'");
    }

    @Test
    void aDecisionOfTheDeskIsWhatItsConversationHears() {
        ApprovalDesk desk = desk(Policy.ASK);
        List<Decided> heard = new ArrayList<>();
        desk.ask(
                CONVERSATION,
                "p",
                question(Stage.CONTACT, Duration.ofSeconds(1)),
                Optional.empty(),
                (d, by) -> heard.add(d));
        desk.answer(only(desk), Answer.YES, "admin");
        assertThat(heard).containsExactly(new Decided(Stage.CONTACT, Answer.YES, Optional.empty(), ADA));
        assertThat(audit().getFirst().detail()).endsWith("from an unknown place");
    }
}
