package org.handfast.core.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import org.handfast.api.Address;
import org.handfast.api.Binding;
import org.handfast.api.Link;
import org.handfast.core.presence.Presence.Outcome;
import org.handfast.core.presence.Presence.Released;
import org.handfast.core.registry.ProtocolAddress;

class PresenceTest {

    private static final ProtocolAddress ADA = new ProtocolAddress("p", new Address("ada"));
    private static final ProtocolAddress BOB = new ProtocolAddress("p", new Address("bob"));
    private static final UUID ONE = new UUID(0, 1);
    private static final UUID TWO = new UUID(0, 2);
    private static final UUID THREE = new UUID(0, 3);
    private static final Link FIRST = new Link(1, "tcp", "a:1", false);
    private static final Link SECOND = new Link(2, "tcp", "a:2", false);
    private static final Link THIRD = new Link(3, "tcp", "a:3", false);

    private final Presence presence = new Presence();

    @Test
    void anAddressIsWhereItWasBoundLast() {
        assertThat(bind(ADA, ONE, FIRST)).isEqualTo(new Outcome(true, List.of()));
        assertThat(bind(ADA, ONE, SECOND).displaced()).containsExactly(new Presence.Bound(ONE, FIRST));
        assertThat(presence.at(ADA)).contains(new Presence.Bound(ONE, SECOND));
        assertThat(bind(ADA, TWO, FIRST).displaced()).containsExactly(new Presence.Bound(ONE, SECOND));
        assertThat(presence.at(ADA)).contains(new Presence.Bound(TWO, FIRST));
        assertThat(presence.size()).isEqualTo(1);
    }

    private Outcome bind(ProtocolAddress address, UUID conversation, Link link) {
        return presence.bind(address, conversation, link, Binding.NEWEST);
    }

    @Test
    void asManyLinksShareAnAddressAsMayAndOneMoreIsLeftOut() {
        bind(ADA, ONE, FIRST);
        assertThat(presence.bind(ADA, TWO, SECOND, Binding.shared(2))).isEqualTo(new Outcome(true, List.of()));
        assertThat(presence.bind(ADA, THREE, THIRD, Binding.shared(2))).isEqualTo(new Outcome(false, List.of()));
        assertThat(presence.links(ADA)).isEqualTo(2);
        assertThat(presence.at(ADA)).contains(new Presence.Bound(TWO, SECOND));
        assertThat(presence.interested(ADA)).containsExactly(ONE, TWO, THREE);

        assertThat(presence.closed(TWO, SECOND)).containsExactly(new Released(ADA, SECOND));
        assertThat(presence.bind(ADA, THREE, THIRD, Binding.shared(2)).taken()).isTrue();
        assertThat(bind(ADA, TWO, SECOND).displaced())
                .containsExactly(new Presence.Bound(ONE, FIRST), new Presence.Bound(THREE, THIRD));
        assertThat(presence.links(ADA)).isEqualTo(1);
    }

    @Test
    void aLinkThatSharesAnAddressAlreadyTakesNoMoreRoom() {
        presence.bind(ADA, ONE, FIRST, Binding.shared(1));
        assertThat(presence.bind(ADA, ONE, FIRST, Binding.shared(1)).taken()).isTrue();
        assertThat(presence.links(ADA)).isEqualTo(1);
    }

    @Test
    void aLinkThatClosesTakesItsAddressesAlongAndNoOthers() {
        bind(ADA, ONE, FIRST);
        bind(BOB, ONE, SECOND);
        assertThat(presence.closed(ONE, FIRST)).containsExactly(new Released(ADA, FIRST));
        assertThat(presence.at(ADA)).isEmpty();
        assertThat(presence.at(BOB)).isPresent();
        assertThat(presence.closed(ONE, FIRST)).isEmpty();
        assertThat(presence.closed(TWO, FIRST)).isEmpty();
    }

    @Test
    void theSameNameInAnotherProtocolIsAnotherAddress() {
        bind(ADA, ONE, FIRST);
        assertThat(presence.at(new ProtocolAddress("q", ADA.address()))).isEmpty();
    }

    @Test
    void whoeverBindsOrWatchesIsInterestedUntilReleased() {
        bind(ADA, ONE, FIRST);
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
        bind(ADA, ONE, FIRST);
        bind(ADA, TWO, SECOND);
        assertThat(presence.interested(ADA)).containsExactly(ONE, TWO);
        assertThat(presence.release(ONE)).isEmpty();
        assertThat(presence.at(ADA)).contains(new Presence.Bound(TWO, SECOND));
    }

    @Test
    void releasingTellsWhichAddressesAreNowNowhere() {
        bind(ADA, ONE, FIRST);
        bind(BOB, ONE, FIRST);
        presence.watch(new ProtocolAddress("p", new Address("eve")), ONE);
        assertThat(presence.release(ONE)).containsExactly(new Released(ADA, FIRST), new Released(BOB, FIRST));
        assertThat(presence.size()).isZero();
        assertThat(presence.release(ONE)).isEmpty();
        assertThat(presence.watchesWith(ONE, Set.of(), Set.of())).isZero();
    }

    @Test
    void countsEachAddressOfAConversationOnce() {
        bind(ADA, ONE, FIRST);
        presence.watch(ADA, ONE);
        assertThat(presence.watchesWith(ONE, Set.of(), Set.of())).isEqualTo(1);
        assertThat(presence.watchesWith(ONE, Set.of(ADA), Set.of())).isEqualTo(1);
        assertThat(presence.watchesWith(ONE, Set.of(ADA, BOB), Set.of())).isEqualTo(2);
        assertThat(presence.watchesWith(TWO, Set.of(ADA), Set.of())).isEqualTo(1);
    }
}
