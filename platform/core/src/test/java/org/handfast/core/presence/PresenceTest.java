package org.handfast.core.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import org.handfast.api.Address;
import org.handfast.api.Link;
import org.handfast.core.registry.ProtocolAddress;

class PresenceTest {

    private static final ProtocolAddress ADA = new ProtocolAddress("p", new Address("ada"));
    private static final ProtocolAddress BOB = new ProtocolAddress("p", new Address("bob"));
    private static final UUID ONE = new UUID(0, 1);
    private static final UUID TWO = new UUID(0, 2);
    private static final Link FIRST = new Link(1, "tcp", "a:1", false);
    private static final Link SECOND = new Link(2, "tcp", "a:2", false);

    private final Presence presence = new Presence();

    @Test
    void anAddressIsWhereItWasBoundLast() {
        assertThat(presence.bind(ADA, ONE, FIRST)).isEmpty();
        assertThat(presence.bind(ADA, ONE, SECOND)).isEmpty();
        assertThat(presence.at(ADA)).contains(new Presence.Bound(ONE, SECOND));
        assertThat(presence.bind(ADA, TWO, FIRST)).contains(ONE);
        assertThat(presence.at(ADA)).contains(new Presence.Bound(TWO, FIRST));
        assertThat(presence.size()).isEqualTo(1);
    }

    @Test
    void theSameNameInAnotherProtocolIsAnotherAddress() {
        presence.bind(ADA, ONE, FIRST);
        assertThat(presence.at(new ProtocolAddress("q", ADA.address()))).isEmpty();
    }

    @Test
    void whoeverBindsOrWatchesIsInterestedUntilReleased() {
        presence.bind(ADA, ONE, FIRST);
        presence.watch(ADA, TWO);
        presence.watch(ADA, TWO);
        assertThat(presence.interested(ADA)).containsExactly(ONE, TWO);
        assertThat(presence.interested(BOB)).isEmpty();
        presence.release(ONE);
        assertThat(presence.interested(ADA)).containsExactly(TWO);
        presence.release(TWO);
        assertThat(presence.interested(ADA)).isEmpty();
    }

    @Test
    void whoeverWasDisplacedStaysInterestedAndDoesNotTakeTheAddressAlong() {
        presence.bind(ADA, ONE, FIRST);
        presence.bind(ADA, TWO, SECOND);
        assertThat(presence.interested(ADA)).containsExactly(ONE, TWO);
        assertThat(presence.release(ONE)).isEmpty();
        assertThat(presence.at(ADA)).contains(new Presence.Bound(TWO, SECOND));
    }

    @Test
    void releasingTellsWhichAddressesAreNowNowhere() {
        presence.bind(ADA, ONE, FIRST);
        presence.bind(BOB, ONE, FIRST);
        presence.watch(new ProtocolAddress("p", new Address("eve")), ONE);
        assertThat(presence.release(ONE)).containsExactly(ADA, BOB);
        assertThat(presence.size()).isZero();
        assertThat(presence.release(ONE)).isEmpty();
        assertThat(presence.watchesWith(ONE, Set.of())).isZero();
    }

    @Test
    void countsEachAddressOfAConversationOnce() {
        presence.bind(ADA, ONE, FIRST);
        presence.watch(ADA, ONE);
        assertThat(presence.watchesWith(ONE, Set.of())).isEqualTo(1);
        assertThat(presence.watchesWith(ONE, Set.of(ADA))).isEqualTo(1);
        assertThat(presence.watchesWith(ONE, Set.of(ADA, BOB))).isEqualTo(2);
        assertThat(presence.watchesWith(TWO, Set.of(ADA))).isEqualTo(1);
    }
}
