package org.handfast.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.handfast.api.Address;
import org.handfast.api.Device.Trust;
import org.handfast.api.Introduction;
import org.handfast.api.Key;
import org.handfast.api.PairingId;
import org.handfast.core.durable.ConversationRecord;
import org.handfast.core.flight.FlightRecord;
import org.handfast.core.registry.DeviceRecord;
import org.handfast.core.registry.OfferRecord;
import org.handfast.core.registry.PairingRecord;
import org.handfast.core.registry.PairingRecord.Standing;
import org.handfast.core.registry.PeeringRecord;
import org.handfast.core.registry.ProtocolAddress;
import org.handfast.core.store.Write;

/** Look-ups and lists: what they find, in which order, and how many. */
public interface QueryContract extends StoreSubject {

    @Test
    default void findsNothingInAnEmptyStore() {
        assertThat(store().device(Samples.id(1))).isEmpty();
        assertThat(store().holder(Samples.key(1))).isEmpty();
        assertThat(store().pairing(Samples.pairingRef(1, Standing.ESTABLISHED))).isEmpty();
        assertThat(store().pairingsOf(Samples.address(1))).isEmpty();
        assertThat(store().proposals()).isEmpty();
        assertThat(store().peering(Samples.peeringRef(1))).isEmpty();
        assertThat(store().peeringsOf(Samples.address(1))).isEmpty();
        assertThat(store().peerings(10)).isEmpty();
        assertThat(store().devices(Optional.empty(), Optional.empty(), 10)).isEmpty();
        assertThat(store().offer(Samples.offer(1).ref())).isEmpty();
        assertThat(store().offers()).isEmpty();
        assertThat(store().value("nothing")).isEmpty();
        assertThat(store().flight(Samples.uuid(1))).isEmpty();
        assertThat(store().flights(Optional.empty(), 10)).isEmpty();
        assertThat(store().unfinishedFlights()).isEmpty();
    }

    @Test
    default void findsTheHolderOfAKey() {
        commit(new Write.PutDevice(Samples.device(1)), new Write.PutDevice(Samples.device(2)));
        assertThat(store().holder(Samples.key(2))).contains(Samples.device(2).atVersion(1));
        assertThat(store().holder(new Key(Key.Algorithm.ED25519, Samples.key(2).bytes())))
                .isEmpty();
    }

    @Test
    default void findsTheFirstSeenOfSeveralHolders() {
        commit(
                new Write.PutDevice(Samples.stranger(5).withKey("a", Optional.of(Samples.key(9)))),
                new Write.PutDevice(Samples.stranger(3)
                        .withKey("b", Optional.of(Samples.key(9)))
                        .withKey("c", Optional.of(Samples.key(9)))),
                new Write.PutDevice(Samples.stranger(4).withKey("a", Optional.of(Samples.key(9)))));
        assertThat(store().holder(Samples.key(9)).map(DeviceRecord::id)).contains(Samples.id(3));
    }

    @Test
    default void listsDevicesNewestApprovalFirst() {
        DeviceRecord approvedLate =
                Samples.stranger(1).approved("Late", "phone", new DeviceRecord.Approved("admin", Samples.time(30)));
        commit(
                new Write.PutDevice(Samples.stranger(20)),
                new Write.PutDevice(approvedLate),
                new Write.PutDevice(Samples.stranger(10)));
        assertThat(store().devices(Optional.empty(), Optional.empty(), 10))
                .containsExactly(
                        approvedLate.atVersion(1),
                        Samples.stranger(20).atVersion(1),
                        Samples.stranger(10).atVersion(1));
    }

    @Test
    default void findsDevicesThatNobodyDecidedAboutAndThatNeverConnected() {
        commit(
                new Write.PutDevice(Samples.stranger(3)),
                new Write.PutDevice(Samples.stranger(1)),
                new Write.PutDevice(Samples.stranger(2).seenAt(Samples.time(5))),
                new Write.PutDevice(Samples.stranger(4).trusted(Trust.REVOKED, "revoked by admin")),
                new Write.PutDevice(Samples.device(5)),
                new Write.PutDevice(Samples.stranger(10)));
        assertThat(idsOf(store().neverConnected(Samples.time(10), 10))).containsExactly(1, 3);
        assertThat(idsOf(store().neverConnected(Samples.time(10), 1))).containsExactly(1);
        assertThat(store().neverConnected(Samples.time(1), 10)).isEmpty();
    }

    @Test
    default void findsRelationsThatWereProposedAndNotAnswered() {
        commit(
                new Write.PutPeering(Samples.proposed(3)),
                new Write.PutPeering(Samples.proposed(1)),
                new Write.PutPeering(Samples.peering(2)),
                new Write.PutPeering(Samples.proposed(10)));
        assertThat(store().unanswered(Samples.time(10), 10))
                .containsExactly(
                        Samples.proposed(1).atVersion(1), Samples.proposed(3).atVersion(1));
        assertThat(store().unanswered(Samples.time(10), 1)).hasSize(1);
        assertThat(store().unanswered(Samples.time(1), 10)).isEmpty();
    }

    @Test
    default void listsDevicesInFull() {
        commit(IntStream.range(0, 40)
                .mapToObj(n -> new Write.PutDevice(Samples.device(n)))
                .toArray(Write[]::new));
        assertThat(store().devices(Optional.empty(), Optional.empty(), 40))
                .containsExactlyElementsOf(IntStream.range(0, 40)
                        .mapToObj(n -> Samples.device(39 - n).atVersion(1))
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    default void listsNoMoreDevicesThanAsked(int limit) {
        commit(
                new Write.PutDevice(Samples.device(1)),
                new Write.PutDevice(Samples.device(2)),
                new Write.PutDevice(Samples.device(3)));
        assertThat(store().devices(Optional.of("device"), Optional.of(Trust.TRUSTED), limit))
                .hasSize(Math.min(limit, 3))
                .isSortedAccordingTo((a, b) -> b.firstSeen().compareTo(a.firstSeen()));
    }

    @ParameterizedTest
    @CsvSource({
        "80000000-0000-0002, 1",
        "80000000-0000-0002-0000-000000000002, 1",
        "80000000, 2",
        "8000000, 0",
        "0000-0002-0000, 0"
    })
    default void findsDevicesByAsMuchOfAnIdAsPeopleAreShown(String query, int found) {
        commit(new Write.PutDevice(Samples.stranger(1)), new Write.PutDevice(Samples.stranger(2)));
        assertThat(store().devices(Optional.of(query), Optional.empty(), 10)).hasSize(found);
    }

    @Test
    default void listsDevicesOfOneTrust() {
        commit(
                new Write.PutDevice(Samples.stranger(1)),
                new Write.PutDevice(Samples.stranger(2).trusted(Trust.REVOKED, "revoked by admin")),
                new Write.PutDevice(Samples.stranger(3).trusted(Trust.SUSPENDED, "suspended by admin")));
        assertThat(idsOf(store().devices(Optional.empty(), Optional.of(Trust.REVOKED), 10)))
                .containsExactly(2);
        assertThat(store().devices(Optional.empty(), Optional.of(Trust.PENDING), 10))
                .isEmpty();
        assertThat(idsOf(store().devices(Optional.of("device 3"), Optional.of(Trust.SUSPENDED), 10)))
                .containsExactly(3);
        assertThat(store().devices(Optional.of("device 3"), Optional.of(Trust.REVOKED), 10))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "pixel, 1",
        "PIXEL, 1",
        "élan, 2",
        "ÉLAN, 2",
        "слава, 3",
        "50%, 4",
        "a_b, 5",
        "back\\slash, 6",
        "'it''s', 7",
        "!, 8",
        "СЛАВА, 3",
        "EVICE-9, 9"
    })
    default void findsDevicesByPartOfNameOrAddressInAnyCase(String query, int found) {
        commit(
                named(1, "My Pixel 9"),
                named(2, "Élan vital"),
                named(3, "СлаВа"),
                named(4, "50% off"),
                named(5, "a_b"),
                named(6, "back\\slash"),
                named(7, "it's"),
                named(8, "wow!"),
                named(9, "500 off aXb"));
        assertThat(idsOf(store().devices(Optional.of(query), Optional.empty(), 10)))
                .containsExactly(found);
    }

    @Test
    default void findsEveryDeviceByAnEmptyQuery() {
        commit(named(1, "a"), named(2, "b"));
        assertThat(idsOf(store().devices(Optional.of(""), Optional.empty(), 10)))
                .containsExactlyInAnyOrder(1, 2);
    }

    @Test
    default void findsTheTwoStandingsOfAPairing() {
        commit(
                new Write.PutPairing(Samples.pairing(1, Standing.PROPOSED)),
                new Write.PutPairing(Samples.pairing(1, Standing.ESTABLISHED)),
                new Write.PutPairing(Samples.pairing(2, Standing.ESTABLISHED)));
        assertThat(store().pairingsOf(Samples.address(1)))
                .containsExactlyInAnyOrder(
                        Samples.pairing(1, Standing.PROPOSED).atVersion(1),
                        Samples.pairing(1, Standing.ESTABLISHED).atVersion(1));
        commit(new Write.DeletePairing(Samples.pairing(1, Standing.PROPOSED).atVersion(1)));
        assertThat(store().pairing(Samples.pairingRef(1, Standing.PROPOSED))).isEmpty();
        assertThat(store().pairing(Samples.pairingRef(1, Standing.ESTABLISHED))).isPresent();
    }

    @Test
    default void findsThePairingsOfEitherEnd() {
        PairingRecord ab = between("a", "b");
        PairingRecord bc = between("b", "c");
        PairingRecord bb = between("b", "b");
        commit(
                new Write.PutPairing(ab),
                new Write.PutPairing(bc),
                new Write.PutPairing(bb),
                new Write.PutPairing(between("x", "y")));
        assertThat(store().pairingsOf(new ProtocolAddress(Samples.PROTOCOL, new Address("b"))))
                .containsExactlyInAnyOrder(ab.atVersion(1), bc.atVersion(1), bb.atVersion(1));
        assertThat(store().pairingsOf(new ProtocolAddress(Samples.OTHER_PROTOCOL, new Address("b"))))
                .isEmpty();
        assertThat(store().pairingsOf(new ProtocolAddress(Samples.PROTOCOL, new Address("B"))))
                .isEmpty();
    }

    @Test
    default void listsAllProposals() {
        commit(
                new Write.PutPairing(Samples.unapproved(1)),
                new Write.PutPairing(Samples.pairing(2, Standing.PROPOSED)),
                new Write.PutPairing(Samples.pairing(2, Standing.ESTABLISHED)),
                new Write.PutPairing(Samples.pairing(3, Standing.ESTABLISHED)));
        assertThat(store().proposals())
                .containsExactlyInAnyOrder(
                        Samples.unapproved(1).atVersion(1),
                        Samples.pairing(2, Standing.PROPOSED).atVersion(1));
    }

    @Test
    default void findsTheRelationsOfEitherEndNewestFirst() {
        for (int n : new int[] {3, 1, 2, 5}) {
            commit(new Write.PutPeering(Samples.peering(n)));
        }
        assertThat(store().peeringsOf(Samples.address(2)))
                .containsExactly(
                        Samples.peering(2).atVersion(1), Samples.peering(1).atVersion(1));
        assertThat(store().peeringsOf(new ProtocolAddress(
                        Samples.OTHER_PROTOCOL, Samples.address(2).address())))
                .isEmpty();
        assertThat(store().peering(PeeringRecord.Ref.of(
                        Samples.PROTOCOL,
                        Samples.address(4).address(),
                        Samples.address(3).address())))
                .contains(Samples.peering(3).atVersion(1));
        assertThat(store().peerings(3))
                .containsExactly(
                        Samples.peering(5).atVersion(1),
                        Samples.peering(3).atVersion(1),
                        Samples.peering(2).atVersion(1));
    }

    @Test
    default void listsAllOffers() {
        commit(
                new Write.PutOffer(Samples.offer(1)),
                new Write.PutOffer(Samples.offer(2)),
                new Write.PutOffer(Samples.offer(3).missed().missed().missed()));
        assertThat(store().offers()).extracting(OfferRecord::version).containsExactly(1L, 1L, 1L);
    }

    @Test
    default void forgetsOffersThatAreNotOpenWhenItIsTidied() {
        commit(
                new Write.PutOffer(Samples.offer(1)),
                new Write.PutOffer(Samples.offer(2)),
                new Write.PutOffer(Samples.offer(3)),
                new Write.PutOffer(Samples.offer(4).missed().missed().missed()));
        store().tidy(10, Samples.time(2));
        assertThat(store().offers()).containsExactly(Samples.offer(3).atVersion(1));
    }

    @Test
    default void keepsDurableConversationsUntilTheyAreDeleted() {
        ConversationRecord large = Samples.conversation(2, 64 * 1024);
        commit(new Write.PutConversation(Samples.conversation(1, 0)), new Write.PutConversation(large));
        assertThat(store().conversations()).containsExactlyInAnyOrder(Samples.conversation(1, 0), large);
        commit(new Write.PutConversation(Samples.conversation(1, 9)));
        assertThat(store().conversations()).containsExactlyInAnyOrder(Samples.conversation(1, 9), large);
        commit(
                new Write.DeleteConversation(large.id()),
                new Write.DeleteConversation(large.id()),
                new Write.DeleteConversation(Samples.uuid(3)));
        assertThat(store().conversations()).containsExactly(Samples.conversation(1, 9));
    }

    @Test
    default void keepsTheLatestOfAFlight() {
        commit(new Write.PutFlight(Samples.flight(1)));
        commit(new Write.PutFlight(Samples.flight(1)), new Write.PutFlight(Samples.ended(1)));
        assertThat(store().flight(Samples.uuid(1))).contains(Samples.ended(1));
        assertThat(store().flights(Optional.empty(), 10)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 4})
    default void listsFlightsNewestFirst(int limit) {
        commit(
                new Write.PutFlight(Samples.flight(2)),
                new Write.PutFlight(Samples.ended(3)),
                new Write.PutFlight(Samples.flight(1)));
        assertThat(store().flights(Optional.empty(), limit))
                .isEqualTo(List.of(Samples.ended(3), Samples.flight(2), Samples.flight(1))
                        .subList(0, Math.min(limit, 3)));
    }

    @Test
    default void listsTheFlightsAboutAnAddress() {
        FlightRecord aboutNobody = about(Samples.flight(4), Samples.PROTOCOL, Optional.empty());
        FlightRecord elsewhere = about(
                Samples.flight(5),
                Samples.OTHER_PROTOCOL,
                Optional.of(Samples.address(1).address()));
        FlightRecord again = about(
                Samples.flight(6),
                Samples.PROTOCOL,
                Optional.of(Samples.address(1).address()));
        commit(
                new Write.PutFlight(Samples.flight(1)),
                new Write.PutFlight(Samples.flight(2)),
                new Write.PutFlight(aboutNobody),
                new Write.PutFlight(elsewhere),
                new Write.PutFlight(again));
        assertThat(store().flights(Optional.of(Samples.address(1)), 10)).containsExactly(again, Samples.flight(1));
        assertThat(store().flights(Optional.of(Samples.address(1)), 1)).containsExactly(again);
    }

    @Test
    default void listsFlightsWithoutAnEnd() {
        commit(
                new Write.PutFlight(Samples.flight(1)),
                new Write.PutFlight(Samples.ended(2)),
                new Write.PutFlight(Samples.flight(3)));
        assertThat(store().unfinishedFlights()).containsExactlyInAnyOrder(Samples.flight(1), Samples.flight(3));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    default void deletesTheOldestEndedFlightsBeyondTheNumberToKeep(int keep) {
        commit(
                new Write.PutFlight(Samples.flight(0)),
                new Write.PutFlight(Samples.ended(3)),
                new Write.PutFlight(Samples.ended(1)),
                new Write.PutFlight(Samples.ended(2)),
                new Write.PutFlight(Samples.flight(9)));
        store().tidy(keep, Samples.START);
        assertThat(store().unfinishedFlights()).hasSize(2);
        assertThat(store().flights(Optional.empty(), 10).stream()
                        .filter(f -> f.endedAt().isPresent()))
                .isEqualTo(List.of(Samples.ended(3), Samples.ended(2), Samples.ended(1))
                        .subList(0, Math.min(keep, 3)));
    }

    private static List<Integer> idsOf(List<DeviceRecord> devices) {
        return devices.stream()
                .map(d -> (int) d.id().value().getLeastSignificantBits())
                .toList();
    }

    private static Write named(int n, String name) {
        return new Write.PutDevice(
                Samples.stranger(n).approved(name, "phone", new DeviceRecord.Approved("a", Samples.time(n))));
    }

    private static PairingRecord between(String x, String y) {
        PairingRecord p = Samples.pairing(1, Standing.ESTABLISHED);
        return new PairingRecord(
                new PairingRecord.Ref(
                        Samples.PROTOCOL, PairingId.between(new Address(x), new Address(y)), Standing.ESTABLISHED),
                Introduction.of(x, "member"),
                p.ownKey(),
                p.sealedOwn(),
                p.sealedSecrets(),
                p.theirKey(),
                p.fingerprints(),
                p.approval(),
                p.since(),
                0);
    }

    private static FlightRecord about(FlightRecord f, String protocol, Optional<Address> address) {
        return new FlightRecord(
                f.id(),
                protocol,
                f.key(),
                address,
                f.remote(),
                f.phase(),
                f.label(),
                f.outcome(),
                f.reason(),
                f.startedAt(),
                f.endedAt(),
                f.entries(),
                f.messagesIn(),
                f.messagesOut());
    }
}
