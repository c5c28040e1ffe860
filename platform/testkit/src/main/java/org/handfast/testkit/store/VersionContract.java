package org.handfast.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.handfast.core.registry.DeviceRecord;
import org.handfast.core.registry.PairingRecord.Standing;
import org.handfast.core.store.Changes;
import org.handfast.core.store.Committed;
import org.handfast.core.store.Seen;
import org.handfast.core.store.StoredValue;
import org.handfast.core.store.Write;

/** Versioned records: a write or a look that has been overtaken makes its change stale. */
public interface VersionContract extends StoreSubject {

    @ParameterizedTest
    @EnumSource
    default void keepsANewRecordAtVersionOne(Versioned kind) {
        assertThat(kind.stored(store())).isEmpty();
        assertThat(commit(kind.put(0))).isEqualTo(new Committed.Done());
        assertThat(kind.stored(store())).contains(1L);
    }

    @ParameterizedTest
    @EnumSource
    default void countsTheChangesOfARecord(Versioned kind) {
        for (long version = 0; version < 5; version++) {
            assertThat(commit(kind.put(version))).isEqualTo(new Committed.Done());
        }
        assertThat(kind.stored(store())).contains(5L);
    }

    @ParameterizedTest
    @EnumSource
    default void refusesAWriteOfAnotherVersionThanTheStored(Versioned kind) {
        commit(kind.put(0));
        commit(kind.put(1));
        for (long version : new long[] {0, 1, 3}) {
            assertThat(commit(kind.put(version))).isInstanceOf(Committed.Stale.class);
        }
        assertThat(kind.stored(store())).contains(2L);
    }

    @ParameterizedTest
    @EnumSource
    default void refusesToChangeWhatIsNotThere(Versioned kind) {
        assertThat(commit(kind.put(1))).isInstanceOf(Committed.Stale.class);
        assertThat(kind.stored(store())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "VALUE")
    default void deletesARecordOfTheStoredVersionOnly(Versioned kind) {
        commit(kind.put(0));
        commit(kind.put(1));
        for (long version : new long[] {0, 1, 3}) {
            assertThat(commit(kind.delete(version).orElseThrow())).isInstanceOf(Committed.Stale.class);
        }
        assertThat(kind.stored(store())).contains(2L);
        assertThat(commit(kind.delete(2).orElseThrow())).isEqualTo(new Committed.Done());
        assertThat(kind.stored(store())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "VALUE")
    default void beginsAgainAfterADeletion(Versioned kind) {
        commit(kind.put(0));
        commit(kind.put(1));
        commit(kind.delete(2).orElseThrow());
        assertThat(commit(kind.put(2))).isInstanceOf(Committed.Stale.class);
        assertThat(commit(kind.put(0))).isEqualTo(new Committed.Done());
        assertThat(kind.stored(store())).contains(1L);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "VALUE")
    default void holdsAChangeToTheVersionsItHasSeen(Versioned kind) {
        assertThat(commitIfSeen(kind.seen(1).orElseThrow())).isInstanceOf(Committed.Stale.class);
        assertThat(commitIfSeen(kind.seen(0).orElseThrow())).isEqualTo(new Committed.Done());
        commit(kind.put(0));
        assertThat(commitIfSeen(kind.seen(0).orElseThrow())).isInstanceOf(Committed.Stale.class);
        assertThat(commitIfSeen(kind.seen(1).orElseThrow())).isEqualTo(new Committed.Done());
        commit(kind.put(1));
        assertThat(commitIfSeen(kind.seen(1).orElseThrow())).isInstanceOf(Committed.Stale.class);
        commit(kind.delete(2).orElseThrow());
        assertThat(commitIfSeen(kind.seen(2).orElseThrow())).isInstanceOf(Committed.Stale.class);
        assertThat(commitIfSeen(kind.seen(0).orElseThrow())).isEqualTo(new Committed.Done());
        assertThat(store().unsealedAudit(10)).hasSize(3);
    }

    @Test
    default void holdsAChangeToAnAddressThatNobodyHad() {
        var seen = new Seen.NoDeviceAt(Samples.address(1));
        assertThat(commitIfSeen(seen)).isEqualTo(new Committed.Done());
        commit(new Write.PutDevice(Samples.stranger(1)));
        assertThat(commitIfSeen(seen)).isInstanceOf(Committed.Stale.class);
        commit(new Write.DeleteDevice(Samples.stranger(1).atVersion(1)));
        assertThat(commitIfSeen(seen)).isEqualTo(new Committed.Done());
    }

    @Test
    default void holdsAChangeToAKeyThatNobodyHeld() {
        var seen = new Seen.NoHolder(Samples.key(1));
        assertThat(commitIfSeen(seen)).isEqualTo(new Committed.Done());
        commit(new Write.PutDevice(Samples.device(1)));
        assertThat(commitIfSeen(seen)).isInstanceOf(Committed.Stale.class);
        commit(new Write.PutDevice(Samples.stranger(1).atVersion(1)));
        assertThat(commitIfSeen(seen)).isEqualTo(new Committed.Done());
    }

    @Test
    default void takesWhatWasSeenForWhatStandsBeforeTheChange() {
        var changes = new Changes(
                List.of(
                        new Seen.OfDevice(Samples.id(1), 0),
                        new Seen.NoDeviceAt(Samples.address(1)),
                        new Seen.NoHolder(Samples.key(1))),
                List.of(new Write.PutDevice(Samples.device(1))));
        assertThat(store().commit(changes)).isEqualTo(new Committed.Done());
        assertThat(store().commit(changes)).isInstanceOf(Committed.Stale.class);
    }

    @Test
    default void refusesAChangeIfAnyOfWhatItSawIsGone() {
        commit(new Write.PutDevice(Samples.device(1)));
        var changes = new Changes(
                List.of(new Seen.OfDevice(Samples.id(1), 1), new Seen.OfDevice(Samples.id(2), 1)),
                List.of(new Write.AddAudit(Samples.audit(1))));
        assertThat(store().commit(changes)).isInstanceOf(Committed.Stale.class);
        assertThat(store().unsealedAudit(10)).isEmpty();
    }

    @Test
    default void letsAWriteGoByWhatThoseBeforeItLeft() {
        DeviceRecord device = Samples.stranger(1);
        assertThat(commit(
                        new Write.PutDevice(device),
                        new Write.PutDevice(device.seenAt(Samples.time(9)).atVersion(1)),
                        new Write.PutValue(new StoredValue("v", "a", 0)),
                        new Write.PutValue(new StoredValue("v", "b", 1))))
                .isEqualTo(new Committed.Done());
        assertThat(store().device(device.id()))
                .contains(device.seenAt(Samples.time(9)).atVersion(2));
        assertThat(store().value("v")).contains(new StoredValue("v", "b", 2));

        assertThat(commit(
                        new Write.DeleteDevice(device.atVersion(2)),
                        new Write.PutDevice(device),
                        new Write.DeleteDevice(device.atVersion(1)),
                        new Write.PutDevice(device)))
                .isEqualTo(new Committed.Done());
        assertThat(store().device(device.id())).contains(device.atVersion(1));
    }

    @ParameterizedTest
    @EnumSource
    default void refusesToWriteARecordTwiceAtOneVersion(Versioned kind) {
        assertThat(commit(kind.put(0), kind.put(0))).isInstanceOf(Committed.Stale.class);
        assertThat(kind.stored(store())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 8, 9, 16, 63, 64, 65, 72, 200})
    default void makesAndRefusesLargeChangesWhole(int size) {
        List<Seen> seen = new ArrayList<>();
        List<Write> writes = new ArrayList<>();
        for (int n = 0; n < size; n++) {
            seen.add(new Seen.NoDeviceAt(Samples.address(n)));
            seen.add(new Seen.NoHolder(Samples.key(n)));
            seen.add(new Seen.OfPairing(Samples.pairingRef(n, Standing.PROPOSED), 0));
            seen.add(new Seen.OfOffer(Samples.offer(n).ref(), 0));
            writes.add(new Write.PutDevice(Samples.device(n)));
            writes.add(new Write.PutPairing(Samples.pairing(n, Standing.ESTABLISHED)));
            writes.add(new Write.PutPeering(Samples.peering(n)));
            writes.add(new Write.PutOffer(Samples.offer(n)));
            writes.add(new Write.PutValue(new StoredValue("v" + n, "x", 0)));
            writes.add(new Write.AddClaim(Samples.claim("s" + n % 3, n)));
            writes.add(new Write.PutFlight(Samples.flight(n)));
            writes.add(new Write.AddAudit(Samples.audit(n)));
        }
        var changes = new Changes(seen, writes);
        assertThat(store().commit(changes)).isEqualTo(new Committed.Done());
        assertThat(store().commit(changes)).isInstanceOf(Committed.Stale.class);

        assertThat(store().devices(Optional.empty(), Optional.empty(), 1_000)).hasSize(size);
        assertThat(store().unsealedAudit(1_000)).hasSize(size);
        assertThat(store().flights(Optional.empty(), 1_000)).hasSize(size);
        int last = size - 1;
        assertThat(store().device(Samples.id(last)))
                .contains(Samples.device(last).atVersion(1));
        List<Write> again = new ArrayList<>(List.of(new Write.AddAudit(Samples.audit(size))));
        for (int n = 0; n < size; n++) {
            again.add(new Write.DeleteDevice(Samples.device(n).atVersion(1)));
            again.add(new Write.PutPairing(
                    Samples.pairing(n, Standing.ESTABLISHED).atVersion(1)));
            again.add(new Write.DeletePeering(Samples.peering(n).atVersion(1)));
            again.add(new Write.DeleteOffer(Samples.offer(n).atVersion(1)));
            again.add(new Write.PutFlight(Samples.ended(n)));
        }
        assertThat(store().commit(new Changes(List.of(), again))).isEqualTo(new Committed.Done());
        assertThat(store().devices(Optional.empty(), Optional.empty(), 1_000)).isEmpty();
        assertThat(store().peerings(1_000)).isEmpty();
        assertThat(store().offers()).isEmpty();
        assertThat(store().unfinishedFlights()).isEmpty();
        assertThat(store().pairing(Samples.pairingRef(last, Standing.ESTABLISHED)))
                .contains(Samples.pairing(last, Standing.ESTABLISHED).atVersion(2));
    }

    @Test
    default void makesAnEmptyChange() {
        assertThat(commit()).isEqualTo(new Committed.Done());
    }

    @ParameterizedTest
    @EnumSource
    default void leavesNoTraceOfAChangeThatIsRefused(Versioned refused) {
        commit(refused.put(0));
        commit(new Write.AddClaim(Samples.claim("kept", 1)));
        Write[] fitting = Stream.of(Versioned.values())
                .filter(k -> k != refused)
                .map(k -> k.put(0))
                .toArray(Write[]::new);
        var writes = Stream.concat(
                        Stream.of(fitting),
                        Stream.of(
                                new Write.AddClaim(Samples.claim("new", 1)),
                                new Write.DeleteClaims(Samples.PROTOCOL, "kept"),
                                new Write.AddAudit(Samples.audit(1)),
                                new Write.PutFlight(Samples.flight(1)),
                                refused.put(0)))
                .toArray(Write[]::new);

        assertThat(commit(writes)).isInstanceOf(Committed.Stale.class);

        Stream.of(Versioned.values()).filter(k -> k != refused).forEach(k -> assertThat(k.stored(store()))
                .isEmpty());
        assertThat(store().unsealedAudit(10)).isEmpty();
        assertThat(store().flights(Optional.empty(), 10)).isEmpty();
        assertThat(commit(new Write.AddClaim(Samples.claim("kept", 1)))).isInstanceOf(Committed.Lost.class);
        assertThat(commit(new Write.AddClaim(Samples.claim("new", 1)))).isEqualTo(new Committed.Done());
        assertThat(commit(fitting)).isEqualTo(new Committed.Done());
    }

    private Committed commitIfSeen(Seen seen) {
        int row = store().unsealedAudit(1_000).size();
        return store().commit(new Changes(List.of(seen), List.of(new Write.AddAudit(Samples.audit(row)))));
    }
}
