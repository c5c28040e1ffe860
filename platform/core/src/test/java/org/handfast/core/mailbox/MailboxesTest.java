package org.handfast.core.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.handfast.core.mailbox.PostOffice.box;
import static org.handfast.core.mailbox.PostOffice.limits;
import static org.handfast.core.mailbox.PostOffice.onTopic;
import static org.handfast.core.mailbox.PostOffice.parcel;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import org.handfast.api.Parcel;
import org.handfast.api.Parcel.Fate;
import org.handfast.core.fake.FakeTimers;
import org.handfast.core.feed.News;

class MailboxesTest {

    private PostOffice post = new PostOffice();

    /** How much waits for Bob if the oldest came at the beginning. */
    private static MailboxSize bobs(int parcels, long bytes) {
        return new MailboxSize(box("bob"), parcels, bytes, Optional.of(FakeTimers.BEGINNING));
    }

    @Test
    void tellsHowLongTheOldestHasWaited() {
        post.stored(parcel("bob", "ada", "1"));
        post.pass(60);
        post.stored(parcel("bob", "ada", "2"));
        assertThat(post.mailboxes.size(box("bob")).oldest()).contains(FakeTimers.BEGINNING);
        post.workers.workAll();
        post.crash();
        assertThat(post.mailboxes.size(box("bob")).oldest()).contains(FakeTimers.BEGINNING);
        post.take(parcel("bob", "ada", "1"));
        post.workers.workAll();
        assertThat(post.mailboxes.size(box("bob")).oldest()).contains(FakeTimers.BEGINNING.plusSeconds(60));
    }

    @Test
    void aLiveParcelStaysInMemoryUntilItIsTaken() {
        Reader bob = post.bind("bob", true);
        Parcel letter = parcel("bob", "ada", "1");
        List<Fate> fate = post.live(letter);
        assertThat(bob.given()).containsExactly(letter);
        assertThat(fate).isEmpty();
        assertThat(post.mailboxes.size(box("bob"))).isEqualTo(bobs(1, 8));

        post.take(letter);

        assertThat(fate).containsExactly(Fate.TAKEN);
        assertThat(post.mailboxes.sizes(10)).isEmpty();
        assertThat(post.workers.work()).isFalse();
    }

    @Test
    void whatComesForNobodyIsStoredAndFollowsAtTheNextBind() {
        List<Fate> live = post.live(parcel("bob", "ada", "1"));
        List<Fate> stored = post.stored(parcel("bob", "eve", "2"));
        assertThat(live).isEmpty();
        post.workers.workAll();
        assertThat(live).containsExactly(Fate.STORED);
        assertThat(stored).containsExactly(Fate.STORED);

        Reader bob = post.bind("bob", true);
        post.readAll("bob", bob);
        assertThat(bob.given()).containsExactly(parcel("bob", "ada", "1"), parcel("bob", "eve", "2"));
    }

    @Test
    void storesAllThatWaitsInOneTransaction() {
        post.store.calls();
        for (int i = 0; i < 10; i++) {
            post.stored(parcel("bob" + i, "ada", "1"));
        }
        post.workers.workAll();
        assertThat(post.store.calls()).containsExactly("write 10/0");
    }

    @Test
    void handsAStoredParcelOverOnceItIsStored() {
        Reader bob = post.bind("bob", true);
        List<Fate> fate = post.stored(parcel("bob", "ada", "1"));
        assertThat(bob.given()).isEmpty();
        assertThat(fate).isEmpty();
        post.workers.workAll();
        assertThat(bob.ids()).containsExactly("1");
        assertThat(fate).containsExactly(Fate.STORED);
    }

    @Test
    void storesALiveParcelBehindOneThatIsBeingStored() {
        Reader bob = post.bind("bob", true);
        post.stored(parcel("bob", "ada", "1"));
        List<Fate> second = post.live(parcel("bob", "ada", "2"));
        assertThat(bob.given()).isEmpty();
        post.workers.workAll();
        assertThat(bob.ids()).containsExactly("1", "2");
        assertThat(second).containsExactly(Fate.STORED);
        List<Fate> third = post.live(parcel("bob", "ada", "3"));
        assertThat(bob.ids()).containsExactly("1", "2", "3");
        post.workers.workAll();
        assertThat(third).isEmpty();
    }

    @Test
    void storesWhatIsLiveWhenTheLastLinkGoesBeforeWhatComesLater() {
        Reader first = post.bind("bob", true);
        Reader second = post.bind("bob", true);
        List<Fate> one = post.live(parcel("bob", "ada", "1"));
        List<Fate> two = post.live(parcel("bob", "ada", "2"));
        post.unbind("bob", first);
        post.workers.workAll();
        assertThat(one).isEmpty();
        post.unbind("bob", second);
        post.stored(parcel("bob", "ada", "3"));
        post.workers.workAll();
        assertThat(one).containsExactly(Fate.STORED);
        assertThat(two).containsExactly(Fate.STORED);

        post.crash();
        assertThat(post.look("bob")).extracting(Parcel::id).containsExactly("1", "2", "3");
    }

    @Test
    void givesEachLinkEveryParcelAtItsOwnPace() {
        Reader quick = post.bind("bob", false);
        Reader slow = post.bind("bob", false);
        for (int i = 0; i < 40; i++) {
            post.live(parcel("bob", "ada", "" + i));
            post.readAll("bob", quick);
        }
        assertThat(quick.given()).hasSize(40);
        assertThat(slow.given()).hasSize(LinkCursor.WINDOW);
        post.readAll("bob", slow);
        assertThat(slow.ids()).isEqualTo(quick.ids());
    }

    @Test
    void handsOverNoMoreThanTheWindowAheadOfWhatIsWritten() {
        for (int i = 0; i < 40; i++) {
            post.stored(parcel("bob", "ada", "" + i));
        }
        post.workers.workAll();
        post.store.calls();
        Reader bob = post.bind("bob", false);
        post.workers.workAll();
        assertThat(bob.given()).hasSize(16);
        assertThat(post.store.calls()).containsExactly("waiting");
        post.write("bob", bob);
        post.workers.workAll();
        assertThat(bob.given()).hasSize(17);
        post.readAll("bob", bob);
        assertThat(bob.ids())
                .containsExactlyElementsOf(
                        IntStream.range(0, 40).mapToObj(i -> "" + i).toList());
    }

    @Test
    void handsALargeParcelOverAlone() {
        post = new PostOffice(limits("sender-bytes", "1000000"), 1_000);
        Reader bob = post.bind("bob", false);
        post.live(parcel("bob", "ada", "1", 100));
        post.live(parcel("bob", "ada", "2", LinkCursor.WINDOW_BYTES + 1));
        post.live(parcel("bob", "ada", "3", 100));
        assertThat(bob.ids()).containsExactly("1");
        post.write("bob", bob);
        assertThat(bob.ids()).containsExactly("1", "2");
        post.write("bob", bob);
        assertThat(bob.ids()).containsExactly("1", "2", "3");
    }

    @Test
    void settlesALiveParcelAWhileAfterItWasWritten() {
        Reader bob = post.bind("bob", false);
        List<Fate> fate = post.live(parcel("bob", "ada", "1"));
        post.pass(60);
        assertThat(fate).isEmpty();
        post.write("bob", bob);
        post.pass(Duration.ofMillis(4_999));
        assertThat(fate).isEmpty();
        post.pass(Duration.ofMillis(1));
        assertThat(fate).containsExactly(Fate.SETTLED);
        assertThat(post.mailboxes.sizes(10)).isEmpty();
        assertThat(post.timers.waiting()).isEqualTo(1); // of the news
    }

    @Test
    void storesALiveParcelWhoseOnlyLinkGoesBeforeItIsSettled() {
        Reader bob = post.bind("bob", true);
        List<Fate> fate = post.live(parcel("bob", "ada", "1"));
        post.write("bob", bob);
        post.pass(4);
        post.unbind("bob", bob);
        post.pass(4);
        post.workers.workAll();
        assertThat(fate).containsExactly(Fate.STORED);
        assertThat(post.look("bob")).hasSize(1);
    }

    @Test
    void dropsAStoredParcelAWhileAfterItWasWrittenToALinkThatSettles() {
        post.stored(parcel("bob", "ada", "1"));
        post.workers.workAll();
        Reader replayed = post.bind("bob", false);
        post.readAll("bob", replayed);
        post.pass(100);
        assertThat(replayed.ids()).containsExactly("1");
        post.unbind("bob", replayed);

        Reader fresh = post.bind("bob", true);
        post.readAll("bob", fresh);
        assertThat(fresh.ids()).containsExactly("1");
        post.pass(5);
        post.workers.workAll();
        assertThat(post.mailboxes.sizes(10)).isEmpty();
        assertThat(post.store.sizes(10)).isEmpty();
    }

    @Test
    void keepsAStoredParcelWhoseLinkGoesBeforeItIsSettled() {
        post.stored(parcel("bob", "ada", "1"));
        post.workers.workAll();
        Reader bob = post.bind("bob", true);
        post.readAll("bob", bob);
        post.unbind("bob", bob);
        post.pass(10);
        assertThat(post.look("bob")).hasSize(1);
    }

    @Test
    void aStoredParcelGoesWhenItIsTaken() {
        post.stored(parcel("bob", "ada", "1"));
        post.stored(parcel("bob", "ada", "2"));
        post.workers.workAll();
        post.take(parcel("bob", "ada", "1"));
        post.take(parcel("bob", "eve", "2"));
        post.take(parcel("bob", "ada", "no such"));
        post.workers.workAll();
        post.crash();
        assertThat(post.look("bob")).extracting(Parcel::id).containsExactly("2");
    }

    @Test
    void takesAParcelThatIsBeingStored() {
        List<Fate> fate = post.stored(parcel("bob", "ada", "1"));
        post.take(parcel("bob", "ada", "1"));
        assertThat(fate).containsExactly(Fate.TAKEN);
        post.workers.workAll();
        assertThat(fate).containsExactly(Fate.TAKEN);
        assertThat(post.store.sizes(10)).isEmpty();
    }

    @Test
    void tellsBothSendersOfOneLiveParcel() {
        Reader bob = post.bind("bob", true);
        List<Fate> first = post.live(parcel("bob", "ada", "1"));
        List<Fate> again = post.stored(parcel("bob", "ada", "1"));
        assertThat(bob.given()).hasSize(1);
        post.take(parcel("bob", "ada", "1"));
        assertThat(first).containsExactly(Fate.TAKEN);
        assertThat(again).containsExactly(Fate.TAKEN);
    }

    @Test
    void knowsAParcelThatIsStored() {
        post.stored(parcel("bob", "ada", "1"));
        List<Fate> meanwhile = post.stored(parcel("bob", "ada", "1"));
        assertThat(meanwhile).isEmpty();
        post.workers.workAll();
        assertThat(meanwhile).containsExactly(Fate.STORED);
        assertThat(post.live(parcel("bob", "ada", "1"))).containsExactly(Fate.STORED);
        post.crash();
        List<Fate> later = post.live(parcel("bob", "ada", "1"));
        post.workers.workAll();
        assertThat(later).containsExactly(Fate.STORED);
        assertThat(post.look("bob")).hasSize(1);
    }

    @Test
    void knowsAParcelThatWentLately() {
        Reader bob = post.bind("bob", true);
        post.live(parcel("bob", "ada", "1"));
        post.take(parcel("bob", "ada", "1"));
        post.live(parcel("bob", "ada", "2"));
        post.readAll("bob", bob);
        post.pass(5);
        assertThat(post.live(parcel("bob", "ada", "1"))).containsExactly(Fate.TAKEN);
        assertThat(post.stored(parcel("bob", "ada", "2"))).containsExactly(Fate.SETTLED);
        assertThat(bob.ids()).containsExactly("1", "2");
        assertThat(post.live(parcel("bob", "eve", "1"))).isEmpty();
        post.pass(Duration.ofMinutes(10));
        assertThat(post.live(parcel("bob", "ada", "1"))).isEmpty();
        assertThat(bob.ids()).containsExactly("1", "2", "1", "1");
    }

    @Test
    void aParcelTakesThePlaceOfOneOnTheSameTopicInOneTransaction() {
        post.stored(onTopic("bob", "ada", "key", "1"));
        post.stored(onTopic("bob", "eve", "key", "2"));
        post.workers.workAll();
        post.store.calls();
        List<Fate> third = post.stored(onTopic("bob", "ada", "key", "3"));
        post.workers.workAll();
        assertThat(post.store.calls()).containsExactly("write 1/1");
        assertThat(third).containsExactly(Fate.STORED);
        post.crash();
        assertThat(post.look("bob")).extracting(Parcel::id).containsExactly("2", "3");
    }

    @Test
    void storesALiveParcelThatTakesThePlaceOfAStoredOne() {
        post.stored(onTopic("bob", "ada", "key", "1"));
        post.workers.workAll();
        Reader bob = post.bind("bob", false);
        post.readAll("bob", bob);
        List<Fate> second = post.live(onTopic("bob", "ada", "key", "2"));
        post.crash();
        assertThat(second).isEmpty();
        assertThat(post.look("bob")).extracting(Parcel::id).containsExactly("1");
    }

    @Test
    void tellsTheSenderOfAReplacedParcelWhatBecameOfTheOneInItsPlace() {
        post.bind("bob", true);
        List<Fate> first = post.live(onTopic("bob", "ada", "key", "1"));
        List<Fate> second = post.live(onTopic("bob", "ada", "key", "2"));
        post.take(onTopic("bob", "ada", "key", "1"));
        assertThat(first).isEmpty();
        post.take(onTopic("bob", "ada", "key", "2"));
        assertThat(first).containsExactly(Fate.TAKEN);
        assertThat(second).containsExactly(Fate.TAKEN);
    }

    @Test
    void anIdenticalParcelOnATopicIsMergedWhileItWaitsAndDeliveredAgainAfter() {
        Parcel key = onTopic("bob", "ada", "key", "1");
        post.stored(key);
        post.stored(parcel("bob", "ada", "2"));
        post.workers.workAll();
        assertThat(post.stored(key)).containsExactly(Fate.STORED);
        assertThat(post.look("bob")).extracting(Parcel::id).containsExactly("1", "2");
        post.take(key);
        List<Fate> again = post.stored(key);
        post.workers.workAll();
        assertThat(again).containsExactly(Fate.STORED);
        assertThat(post.look("bob")).extracting(Parcel::id).containsExactly("2", "1");
    }

    @Test
    void refusesWhatIsMoreThanAMailboxOrASenderMayHave() {
        post = new PostOffice(
                limits("mailbox-parcels", "4", "mailbox-bytes", "40", "sender-parcels", "2", "sender-bytes", "25"), 10);
        List<Fate> fates = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            fates.addAll(post.stored(parcel("bob", "ada", "a" + i, 5)));
        }
        assertThat(fates).containsExactly(Fate.FULL);
        assertThat(post.stored(parcel("bob", "eve", "e1", 26))).containsExactly(Fate.FULL);
        assertThat(post.stored(parcel("bob", "eve", "e2", 25))).isEmpty();
        assertThat(post.stored(parcel("bob", "joe", "j1", 6))).containsExactly(Fate.FULL);
        assertThat(post.stored(parcel("bob", "joe", "j2", 5))).isEmpty();
        assertThat(post.stored(parcel("bob", "joe", "j3", 0))).containsExactly(Fate.FULL);
        post.workers.workAll();
        post.crash();
        assertThat(post.stored(parcel("bob", "joe", "j4", 0))).containsExactly(Fate.FULL);
        post.take(parcel("bob", "ada", "a0"));
        post.workers.workAll();
        List<Fate> fits = post.stored(parcel("bob", "joe", "j5", 0));
        post.workers.workAll();
        assertThat(fits).containsExactly(Fate.STORED);
        assertThat(post.mailboxes.size(box("bob"))).isEqualTo(bobs(4, 35));
    }

    @Test
    void strangersWhoBeginLeaveRoomForThoseWhoHaveBegun() {
        post = new PostOffice(limits("mailbox-parcels", "6"), 10);
        for (int i = 0; i < 3; i++) {
            assertThat(post.stored(onTopic("bob", "stranger-" + i, "key", "1"))).isEmpty();
        }
        assertThat(post.stored(onTopic("bob", "stranger-3", "key", "1"))).containsExactly(Fate.FULL);
        assertThat(post.stored(onTopic("bob", "stranger-2", "key", "2"))).isEmpty();
        for (int i = 0; i < 3; i++) {
            assertThat(post.stored(parcel("bob", "ada", "a" + i))).isEmpty();
        }
        assertThat(post.stored(parcel("bob", "ada", "a3"))).containsExactly(Fate.FULL);
    }

    @Test
    void aParcelInThePlaceOfAnotherNeedsNoMoreRoom() {
        post = new PostOffice(limits("sender-parcels", "1", "sender-bytes", "8"), 10);
        post.stored(onTopic("bob", "ada", "key", "1"));
        assertThat(post.stored(parcel("bob", "ada", "2", 0))).containsExactly(Fate.FULL);
        assertThat(post.stored(onTopic("bob", "ada", "key", "2"))).isEmpty();
        assertThat(post.stored(onTopic("bob", "ada", "key", "3333333"))).containsExactly(Fate.FULL);
        post.workers.workAll();
        assertThat(post.look("bob")).extracting(Parcel::id).containsExactly("2");
    }

    @Test
    void storesLiveParcelsThatAreMoreThanTheMemoryForThem() {
        post = new PostOffice(limits("live-bytes", "100"), 10);
        post.bind("bob", true);
        post.bind("joe", true);
        List<Fate> inMemory = post.live(parcel("bob", "ada", "1", 100));
        List<Fate> over = post.live(parcel("joe", "ada", "2", 1));
        post.workers.workAll();
        assertThat(inMemory).isEmpty();
        assertThat(over).containsExactly(Fate.STORED);
        post.take(parcel("bob", "ada", "1"));
        List<Fate> again = post.live(parcel("bob", "ada", "3", 100));
        post.workers.workAll();
        assertThat(again).isEmpty();
    }

    @Test
    void refusesParcelsWhileTooMuchIsOnItsWayToTheStore() {
        post = new PostOffice(limits("live-bytes", "100"), 10);
        post.store.off();
        assertThat(post.stored(parcel("bob", "ada", "1", 60))).isEmpty();
        assertThat(post.stored(parcel("joe", "ada", "1", 60))).containsExactly(Fate.FULL);
        post.workers.workAll();
        post.store.on();
        post.pass(1);
        post.workers.workAll();
        assertThat(post.stored(parcel("joe", "ada", "1", 60))).isEmpty();
    }

    @Test
    void triesAgainWhatTheStoreFailedAtAndAcknowledgesNothingMeanwhile() {
        Reader bob = post.bind("bob", true);
        post.store.off();
        List<Fate> first = post.stored(parcel("bob", "ada", "1"));
        post.workers.workAll();
        List<Fate> second = post.stored(parcel("bob", "ada", "2"));
        post.workers.workAll();
        post.pass(1);
        post.workers.workAll();
        assertThat(first).isEmpty();
        assertThat(bob.given()).isEmpty();
        post.store.on();
        post.pass(1);
        post.workers.workAll();
        assertThat(first).containsExactly(Fate.STORED);
        assertThat(second).containsExactly(Fate.STORED);
        assertThat(bob.ids()).containsExactly("1", "2");
    }

    @Test
    void storesNothingTwiceIfOnlyTheAnswerOfTheStoreWasLost() {
        post.store.loseAnswer();
        List<Fate> fate = post.stored(parcel("bob", "ada", "1"));
        post.workers.workAll();
        post.take(parcel("bob", "ada", "1"));
        assertThat(fate).containsExactly(Fate.TAKEN);
        post.pass(1);
        post.workers.workAll();
        assertThat(post.store.sizes(10)).isEmpty();
    }

    @Test
    void asksTheStoreNothingForAnEmptyMailbox() {
        post.stored(parcel("bob", "ada", "1"));
        post.workers.workAll();
        post.crash();
        post.store.calls();
        Reader joe = post.bind("joe", true);
        post.unbind("joe", joe);
        assertThat(post.mailboxes.sizes(10)).containsExactly(bobs(1, 8));
        assertThat(post.workers.work()).isFalse();
        assertThat(post.store.calls()).isEmpty();
        assertThat(post.timers.waiting()).isLessThanOrEqualTo(1);
    }

    @Test
    void knowsAQuietMailboxByItsSizeOnlyIfThereAreMany() {
        post = new PostOffice(Map.of(), 0);
        Reader bob = post.bind("bob", true);
        post.stored(parcel("bob", "ada", "1"));
        post.workers.workAll();
        post.pass(1);
        assertThat(post.look("bob")).hasSize(1);
        post.unbind("bob", bob);
        post.stored(parcel("bob", "ada", "2"));
        post.workers.workAll();
        post.pass(1);
        post.store.calls();

        List<Fate> again = post.stored(parcel("bob", "ada", "2"));
        post.workers.workAll();

        assertThat(again).containsExactly(Fate.STORED);
        assertThat(post.store.calls()).containsExactly("headers");
        assertThat(post.look("bob")).hasSize(2);
    }

    @Test
    void forgetsAllForAnAddressAndAllFromIt() {
        post.stored(parcel("bob", "ada", "1"));
        post.stored(parcel("joe", "ada", "2"));
        post.workers.workAll();
        post.crash();
        post.bind("ada", true);
        List<Fate> live = post.live(parcel("ada", "bob", "3"));
        List<Fate> storing = post.stored(parcel("joe", "bob", "4"));
        post.stored(parcel("joe", "ada", "5"));
        post.mailboxes.forget(box("bob"));
        post.stored(parcel("bob", "ada", "6"));
        post.workers.workAll();
        assertThat(live).containsExactly(Fate.FULL);
        assertThat(storing).containsExactly(Fate.FULL);
        assertThat(post.look("bob")).extracting(Parcel::id).containsExactly("6");
        assertThat(post.look("joe")).extracting(Parcel::id).containsExactly("2", "5");
        assertThat(post.mailboxes.size(box("ada")).parcels()).isZero();
    }

    @Test
    void dropsWhatHasExpired() {
        post.stored(parcel("joe", "ada", "0"));
        post.workers.workAll();
        post.crash();
        post.stored(parcel("bob", "ada", "1"));
        Reader bob = post.bind("bob", false);
        post.workers.workAll();
        List<Fate> live = post.live(parcel("bob", "ada", "2"));
        post.pass(Duration.ofDays(6));
        post.stored(parcel("bob", "ada", "3"));
        post.workers.workAll();
        post.mailboxes.tidy();
        assertThat(post.mailboxes.size(box("bob")).parcels()).isEqualTo(3);
        post.pass(Duration.ofDays(1));
        post.mailboxes.tidy();
        assertThat(live).containsExactly(Fate.FULL);
        assertThat(post.mailboxes.sizes(10)).isEqualTo(post.store.sizes(10)).hasSize(1);
        post.unbind("bob", bob);
        assertThat(post.look("bob")).extracting(Parcel::id).containsExactly("3");
    }

    @Test
    void storesWhatIsLiveWhenItStopsAndTakesNothingMore() {
        Reader bob = post.bind("bob", true);
        List<Fate> fate = post.live(parcel("bob", "ada", "1"));
        CompletableFuture<Void> stopped = post.mailboxes.stop();
        assertThat(stopped).isNotDone();
        assertThat(post.live(parcel("bob", "ada", "2"))).isEmpty();
        post.workers.workAll();
        assertThat(stopped).isCompleted();
        assertThat(fate).containsExactly(Fate.STORED);
        assertThat(bob.ids()).containsExactly("1");
        post.crash();
        assertThat(post.look("bob")).extracting(Parcel::id).containsExactly("1");
    }

    @Test
    void stopsAlsoIfTheStoreDoesNotAnswer() {
        post.store.off();
        post.stored(parcel("bob", "ada", "1"));
        post.workers.workAll();
        CompletableFuture<Void> stopped = post.mailboxes.stop();
        post.workers.workAll();
        assertThat(stopped).isCompleted();
    }

    @Test
    void tellsOfSizesOnceASecond() {
        post.bind("bob", true);
        for (int i = 0; i < 20; i++) {
            post.live(parcel("bob", "ada", "" + i));
        }
        assertThat(post.news).isEmpty();
        post.pass(1);
        assertThat(post.news).containsExactly(News.Resource.MAILBOXES);
        post.pass(10);
        assertThat(post.news).hasSize(1);
    }

    @Test
    void goesOnIfAReaderOrASenderFails() {
        post.mailboxes.bound(box("bob"), new Reader(77, true).link, true, p -> {
            throw new IllegalStateException("broken");
        });
        Reader bob = post.bind("bob", true);
        post.mailboxes.deliver(PostOffice.PROTOCOL, parcel("bob", "ada", "1"), Parcel.Delivery.STORED, f -> {
            throw new IllegalStateException("broken");
        });
        List<Fate> fate = post.stored(parcel("bob", "ada", "2"));
        post.workers.workAll();
        assertThat(fate).containsExactly(Fate.STORED);
        assertThat(bob.ids()).containsExactly("1", "2");
    }
}
