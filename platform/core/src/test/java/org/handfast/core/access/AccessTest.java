package org.handfast.core.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.handfast.api.Fault;
import org.handfast.core.audit.AuditRecord;
import org.handfast.core.crypto.PasswordHasher;
import org.handfast.core.fake.FailingStore;
import org.handfast.core.fake.FakeTimers;
import org.handfast.core.fake.FakeToolkit;
import org.handfast.core.feed.News;
import org.handfast.core.feed.NewsFeed;
import org.handfast.core.limit.AddressGroup;
import org.handfast.core.limit.Limits;

class AccessTest {

    private static final AddressGroup HERE = new AddressGroup("198.51.100.1");
    private static final AddressGroup THERE = new AddressGroup("198.51.100.2");
    private static final char[] PASSWORD = "correct horse".toCharArray();
    private static final char[] ANOTHER = "battery staple".toCharArray();

    private final FailingStore store = new FailingStore();
    private final FakeTimers timers = new FakeTimers();
    private final FakeToolkit toolkit = new FakeToolkit();
    private final NewsFeed feed = new NewsFeed(0);
    private final Limits limits = Limits.of(Map.of("limit.password-tries", "3"));
    private final Sessions sessions = new Sessions(toolkit, timers, limits, feed);
    private final Hasher hasher = new Hasher();
    private final Access access = new Access(store.seen(), toolkit, hasher, timers, limits, sessions);

    /** Turns passwords around, and lets a test do something while it is at it. */
    private static final class Hasher implements PasswordHasher {

        private Runnable meanwhile = () -> {};
        private int calls;

        @Override
        public String hash(char[] password) {
            calls++;
            return new StringBuilder(new String(password)).reverse().toString();
        }

        @Override
        public boolean matches(char[] password, String hash) {
            boolean matches = hash(password).equals(hash);
            Runnable act = meanwhile;
            meanwhile = () -> {};
            act.run();
            return matches;
        }
    }

    private Sessions.Begun setUp(char[] password) {
        return access.setUp(access.makeLink("local").token(), password, HERE);
    }

    private static void refused(String code, Runnable act) {
        assertThatThrownBy(act::run)
                .isInstanceOfSatisfying(Fault.class, f -> assertThat(f.code()).isEqualTo(code));
    }

    private List<String> audit() {
        return store.behind().unsealedAudit(100).stream()
                .map(AuditRecord::action)
                .toList();
    }

    @Test
    void nobodySignsInBeforeAPasswordIsChosen() {
        assertThat(access.setUp()).isFalse();
        refused("not-set-up", () -> access.signIn(PASSWORD, HERE));
        assertThat(hasher.calls).isZero();
    }

    @Test
    void aLinkSetsThePasswordAndSignsIn() {
        Access.Link link = access.makeLink("local");
        assertThat(link.expiresAt()).isEqualTo(FakeTimers.BEGINNING.plus(Duration.ofMinutes(30)));
        Sessions.Begun begun = access.setUp(link.token(), PASSWORD, HERE);
        assertThat(access.setUp()).isTrue();
        assertThat(sessions.use(begun.token())).isPresent();
        assertThat(access.signIn(PASSWORD, HERE).session().csrfToken()).hasSize(64);
        assertThat(audit()).containsExactly("set-up-link-made", "password-set", "signed-in");
        assertThat(store.behind().unsealedAudit(3).get(1).detail()).isEqualTo("by a one-time link from 198.51.100.1");
    }

    @Test
    void aLinkIsGoodOnce() {
        Access.Link link = access.makeLink("local");
        access.setUp(link.token(), PASSWORD, HERE);
        refused("link-used", () -> access.setUp(link.token(), ANOTHER, HERE));
        assertThat(access.signIn(PASSWORD, HERE)).isNotNull();
    }

    @Test
    void aLinkIsGoodOnceAlsoForTwoWhoUseItAtOnce() {
        Access.Link link = access.makeLink("local");
        store.beforeCommit(() -> access.setUp(link.token(), PASSWORD, THERE));
        refused("link-used", () -> access.setUp(link.token(), ANOTHER, HERE));
        assertThat(access.signIn(PASSWORD, HERE)).isNotNull();
        assertThat(audit()).containsExactly("set-up-link-made", "password-set", "signed-in");
    }

    @Test
    void aLinkIsGoodForHalfAnHour() {
        Access.Link early = access.makeLink("local");
        timers.pass(Duration.ofMinutes(30).minusMillis(1));
        access.setUp(early.token(), PASSWORD, HERE);
        Access.Link late = access.makeLink("local");
        timers.pass(Duration.ofMinutes(30));
        refused("link-used", () -> access.setUp(late.token(), ANOTHER, HERE));
    }

    @Test
    void aNewLinkTakesThePlaceOfTheOneBefore() {
        Access.Link before = access.makeLink("local");
        Access.Link after = access.makeLink("local");
        refused("link-used", () -> access.setUp(before.token(), PASSWORD, HERE));
        assertThat(access.setUp(after.token(), PASSWORD, HERE)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "00", "0000000000000000000000000000000000000000"})
    void aLinkThatIsNoneIsRefused(String token) {
        access.makeLink("local");
        refused("link-used", () -> access.setUp(token, PASSWORD, HERE));
        assertThat(hasher.calls).isZero();
    }

    @Test
    void theTokenOfALinkIsNotKept() {
        Access.Link link = access.makeLink("local");
        assertThat(store.behind().contents().values()).noneMatch(v -> v.value().contains(link.token()));
        assertThat(link.toString()).doesNotContain(link.token());
        assertThat(store.behind().unsealedAudit(1).toString()).doesNotContain(link.token());
    }

    @Test
    void aPasswordThatIsTooShortOrTooLongIsRefusedAndTheLinkStays() {
        Access.Link link = access.makeLink("local");
        refused("bad-password", () -> access.setUp(link.token(), "nine char".toCharArray(), HERE));
        refused(
                "bad-password",
                () -> access.setUp(link.token(), "x".repeat(1_025).toCharArray(), HERE));
        assertThat(access.setUp(link.token(), "ten chars!".toCharArray(), HERE)).isNotNull();
    }

    @Test
    void choosingAPasswordEndsAllSessions() {
        String before = setUp(PASSWORD).token();
        String after = setUp(ANOTHER).token();
        assertThat(sessions.use(before)).isEmpty();
        assertThat(sessions.use(after)).isPresent();
        refused("wrong-password", () -> access.signIn(PASSWORD, HERE));
    }

    /** Whoever knew the old password signs in at the moment in which it is replaced because of that. */
    @Test
    void nobodyStaysSignedInWithAPasswordThatWasReplacedMeanwhile() {
        setUp(PASSWORD);
        List<String> fresh = new ArrayList<>();
        hasher.meanwhile = () -> fresh.add(setUp(ANOTHER).token());
        refused("wrong-password", () -> access.signIn(PASSWORD, THERE));
        assertThat(sessions.use(fresh.getFirst())).isPresent();
        assertThat(sessions.size()).isEqualTo(1);
    }

    @Test
    void aWrongPasswordIsRefused() {
        setUp(PASSWORD);
        refused("wrong-password", () -> access.signIn(ANOTHER, HERE));
        assertThat(audit()).doesNotContain("signed-in");
    }

    @Test
    void aPasswordThatIsTooLongIsWrongWithoutBeingHashed() {
        setUp(PASSWORD);
        int calls = hasher.calls;
        refused("wrong-password", () -> access.signIn("x".repeat(1_025).toCharArray(), HERE));
        assertThat(hasher.calls).isEqualTo(calls);
    }

    @Test
    void tooManyTriesAreRefusedBeforeTheyCostAnything() {
        setUp(PASSWORD);
        for (int i = 0; i < 3; i++) {
            refused("wrong-password", () -> access.signIn(ANOTHER, THERE));
        }
        int calls = hasher.calls;
        assertThatThrownBy(() -> access.signIn(PASSWORD, THERE)).isInstanceOfSatisfying(TooManyTries.class, t -> {
            assertThat(t.category()).isEqualTo(Fault.Category.LIMIT_REACHED);
            assertThat(t.waitFor()).isEqualTo(Duration.ofMinutes(10));
        });
        assertThat(hasher.calls).isEqualTo(calls);
        assertThat(access.signIn(PASSWORD, HERE)).isNotNull();
        timers.pass(Duration.ofMinutes(10));
        assertThat(access.signIn(PASSWORD, THERE)).isNotNull();
    }

    @Test
    void triesWithLinksCountToo() {
        String token = access.makeLink("local").token();
        for (int i = 0; i < 3; i++) {
            refused("link-used", () -> access.setUp("00".repeat(20), PASSWORD, HERE));
        }
        assertThatThrownBy(() -> access.setUp(token, PASSWORD, HERE)).isInstanceOf(TooManyTries.class);
        assertThat(access.setUp(token, PASSWORD, THERE)).isNotNull();
    }

    @Test
    void aRightPasswordForgetsTheTriesBefore() {
        setUp(PASSWORD);
        for (int i = 0; i < 10; i++) {
            refused("wrong-password", () -> access.signIn(ANOTHER, HERE));
            refused("wrong-password", () -> access.signIn(ANOTHER, HERE));
            access.signIn(PASSWORD, HERE);
        }
    }

    @Test
    void aStoreThatIsAwaySignsNobodyIn() {
        setUp(PASSWORD);
        store.beforeCommit(() -> store.away(true));
        refused("store-unavailable", () -> access.signIn(PASSWORD, HERE));
        assertThat(sessions.size()).isEqualTo(1);
    }

    @Test
    void theEndOfSessionsIsNews() {
        List<News.Resource> news = new ArrayList<>();
        feed.listen(n -> news.add(n.resource()));
        setUp(PASSWORD);
        assertThat(news).containsExactly(News.Resource.SESSION);
    }
}
