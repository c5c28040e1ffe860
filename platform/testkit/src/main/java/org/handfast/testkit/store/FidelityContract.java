package org.handfast.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.handfast.api.Address;
import org.handfast.api.Approval;
import org.handfast.api.Bytes;
import org.handfast.api.Device.Trust;
import org.handfast.api.Fingerprints;
import org.handfast.api.Introduction;
import org.handfast.api.Key;
import org.handfast.api.Peering;
import org.handfast.api.Shown;
import org.handfast.api.State;
import org.handfast.api.Step;
import org.handfast.core.audit.AuditRecord;
import org.handfast.core.flight.FlightRecord;
import org.handfast.core.registry.DeviceRecord;
import org.handfast.core.registry.OfferRecord;
import org.handfast.core.registry.PairingRecord;
import org.handfast.core.registry.PairingRecord.Standing;
import org.handfast.core.registry.PeeringRecord;
import org.handfast.core.store.Committed;
import org.handfast.core.store.StoredValue;
import org.handfast.core.store.Write;

/** What comes back is what went in: every field, every sort of text, time to the microsecond. */
public interface FidelityContract extends StoreSubject {

    /** Text that trips programs up: a character of every Unicode plane, quotes, wildcards, line ends, blanks at both ends. */
    String AWKWARD = " \t'\"\\%_;--\r\n\u0001\u007f\u0085\u2028\ufeff{}[]$1:x?é\u0301 "
            + IntStream.rangeClosed(0, 16)
                    .mapToObj(plane -> Character.toString((plane << 16) + 0x0fa1))
                    .collect(Collectors.joining())
            + " \udbff\udfff ";

    @Test
    default void keepsADeviceWhole() {
        keeps(Samples.device(1));
        keeps(Samples.stranger(2));
        DeviceRecord d = Samples.device(3);
        keeps(new DeviceRecord(
                d.id(),
                AWKWARD,
                AWKWARD,
                Trust.SUSPENDED,
                AWKWARD,
                List.of(),
                List.of(
                        new DeviceRecord.AcceptedKey("b", Samples.key(2)),
                        new DeviceRecord.AcceptedKey("a", Samples.key(1)),
                        new DeviceRecord.AcceptedKey(
                                "c", new Key(Key.Algorithm.P256, Bytes.hex("02" + "ff".repeat(32)))),
                        new DeviceRecord.AcceptedKey("d", Samples.key(1))),
                List.of(
                        new DeviceRecord.Fact("b", AWKWARD, AWKWARD),
                        new DeviceRecord.Fact("a", "n", ""),
                        new DeviceRecord.Fact("b", "n", "x")),
                Optional.of(new DeviceRecord.Approved(AWKWARD, Samples.time(3))),
                d.firstSeen(),
                Optional.empty(),
                0));
    }

    private void keeps(DeviceRecord device) {
        commit(new Write.PutDevice(device));
        assertThat(store().device(device.id())).contains(device.atVersion(1));
    }

    @Test
    default void keepsEveryChangeOfADevice() {
        DeviceRecord full = Samples.device(1);
        DeviceRecord bare = Samples.stranger(1);
        commit(new Write.PutDevice(full));
        commit(new Write.PutDevice(bare.atVersion(1)));
        assertThat(store().device(bare.id())).contains(bare.atVersion(2));
        commit(new Write.PutDevice(full.atVersion(2)));
        assertThat(store().device(full.id())).contains(full.atVersion(3));
        DeviceRecord other = full.withFact(new DeviceRecord.Fact(Samples.PROTOCOL, "epoch", "8"))
                .withKey(Samples.PROTOCOL, Optional.of(Samples.key(77)))
                .trusted(Trust.SUSPENDED, "suspended by admin");
        commit(new Write.PutDevice(other.atVersion(3)));
        assertThat(store().device(full.id())).contains(other.atVersion(4));
    }

    @ParameterizedTest
    @EnumSource
    default void keepsEveryTrust(Trust trust) {
        keeps(Samples.device(1).trusted(trust, "because"));
    }

    @Test
    default void keepsAPairingWhole() {
        keeps(Samples.pairing(1, Standing.ESTABLISHED));
        keeps(Samples.unapproved(2));
        PairingRecord p = Samples.pairing(3, Standing.PROPOSED);
        keeps(new PairingRecord(
                p.ref(),
                Introduction.of("Élan 🤝 𠀀", AWKWARD),
                new Key(Key.Algorithm.P256, Bytes.hex("03" + "00".repeat(32))),
                Bytes.wrap(new byte[4_096]),
                Map.of(AWKWARD, Bytes.wrap(new byte[300]), "", Bytes.EMPTY),
                new Key(Key.Algorithm.ED25519, Bytes.EMPTY),
                new Fingerprints(List.of(), List.of("two words", "", "é")),
                Optional.of(new DeviceRecord.Approved(AWKWARD, Samples.time(3))),
                p.since(),
                0));
    }

    private void keeps(PairingRecord pairing) {
        commit(new Write.PutPairing(pairing));
        assertThat(store().pairing(pairing.ref())).contains(pairing.atVersion(1));
    }

    @ParameterizedTest
    @EnumSource
    default void keepsARelationWhole(Peering.Standing standing) {
        var shown = List.of(
                new Shown(Shown.Kind.CHECK_SYMBOLS, List.of(AWKWARD, "")), new Shown(Shown.Kind.PHRASE, List.of()));
        var first = new PeeringRecord(
                AWKWARD,
                new Peering(new Address("zoe"), new Address("ada"), standing, shown, Map.of(AWKWARD, AWKWARD, "b", "")),
                Samples.time(1),
                Optional.of(AWKWARD),
                0);
        var second = new PeeringRecord(
                AWKWARD,
                new Peering(new Address("ada"), new Address("zoe"), standing, List.of(), Map.of()),
                Samples.time(2),
                Optional.empty(),
                1);
        commit(new Write.PutPeering(first));
        assertThat(store().peering(first.ref())).contains(first.atVersion(1));
        commit(new Write.PutPeering(second));
        assertThat(store().peering(first.ref())).contains(second.atVersion(2));
    }

    @Test
    default void keepsAnOfferWhole() {
        OfferRecord offer = new OfferRecord(
                new OfferRecord.Ref(AWKWARD, AWKWARD),
                Bytes.wrap(new byte[1]),
                Samples.time(1),
                Integer.MAX_VALUE,
                new Approval(AWKWARD),
                AWKWARD,
                0);
        commit(new Write.PutOffer(offer));
        assertThat(store().offer(offer.ref())).contains(offer.atVersion(1));
        commit(new Write.PutOffer(offer.missed().atVersion(1)));
        assertThat(store().offer(offer.ref())).contains(offer.missed().atVersion(2));
    }

    @Test
    default void keepsAFlightWhole() {
        keeps(Samples.flight(1));
        keeps(Samples.ended(2));
        FlightRecord f = Samples.flight(3);
        keeps(new FlightRecord(
                f.id(),
                AWKWARD,
                AWKWARD,
                Optional.empty(),
                Optional.empty(),
                State.Phase.OPENED,
                AWKWARD,
                Optional.of(Step.Outcome.FAILED),
                AWKWARD,
                f.startedAt(),
                Optional.of(Samples.time(5)),
                List.of(new FlightRecord.Entry(
                        Samples.time(4).plusNanos(1_000), FlightRecord.Kind.DECISION, AWKWARD, AWKWARD)),
                Long.MAX_VALUE,
                0));
    }

    private void keeps(FlightRecord flight) {
        commit(new Write.PutFlight(flight));
        assertThat(store().flight(flight.id())).contains(flight);
    }

    @Test
    default void keepsAFullFlight() {
        FlightRecord f = Samples.flight(1);
        keeps(new FlightRecord(
                f.id(),
                f.protocol(),
                f.key(),
                f.address(),
                f.remote(),
                f.phase(),
                f.label(),
                f.outcome(),
                f.reason(),
                f.startedAt(),
                f.endedAt(),
                IntStream.range(0, 201)
                        .mapToObj(n -> new FlightRecord.Entry(
                                Samples.time(n), FlightRecord.Kind.NOTE, "note-" + n, "\u0007".repeat(500)))
                        .toList(),
                f.messagesIn(),
                f.messagesOut()));
    }

    @Test
    default void keepsAnAuditRowWhole() {
        var row = new AuditRecord(Samples.uuid(1), Samples.START, AWKWARD, AWKWARD, AWKWARD, AWKWARD);
        commit(new Write.AddAudit(row));
        assertThat(store().unsealedAudit(1)).containsExactly(row);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 255, 256, 4_000, 65_535, 65_536})
    default void keepsTextUpToSixtyFourThousandCharacters(int length) {
        String text = "ß".repeat(length);
        var row = new AuditRecord(Samples.uuid(1), Samples.START, "a", "b", text, text);
        DeviceRecord device = Samples.stranger(1).withFact(new DeviceRecord.Fact(Samples.PROTOCOL, "f", text));
        commit(new Write.PutValue(new StoredValue("v", text, 0)), new Write.AddAudit(row), new Write.PutDevice(device));
        assertThat(store().value("v")).contains(new StoredValue("v", text, 1));
        assertThat(store().unsealedAudit(1)).containsExactly(row);
        assertThat(store().device(device.id())).contains(device.atVersion(1));
    }

    @Test
    default void keepsAValueUnderAnAwkwardName() {
        commit(new Write.PutValue(new StoredValue(AWKWARD, AWKWARD, 0)));
        assertThat(store().value(AWKWARD)).contains(new StoredValue(AWKWARD, AWKWARD, 1));
        assertThat(store().value(AWKWARD.strip())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "\u0000", "a\ud83eb", "a\udd1d", "\ud83e"})
    default void takesTextThatIsNotTextWithAReplacementAtMost(String text) {
        DeviceRecord device = Samples.stranger(1).withFact(new DeviceRecord.Fact(Samples.PROTOCOL, "f", text));
        var row = new AuditRecord(Samples.uuid(1), Samples.START, "a", "b", text, text);
        assertThat(commit(
                        new Write.PutDevice(device),
                        new Write.PutValue(new StoredValue("v", text, 0)),
                        new Write.AddAudit(row)))
                .isEqualTo(new Committed.Done());
        String replaced =
                text.replace('\u0000', '\ufffd').replace('\ud83e', '\ufffd').replace('\udd1d', '\ufffd');
        assertThat(store().value("v").orElseThrow().value()).isIn(text, replaced);
        assertThat(store().device(device.id()).orElseThrow().facts().getFirst().value())
                .isIn(text, replaced);
        assertThat(store().unsealedAudit(1).getFirst().detail()).isIn(text, replaced);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0001-01-01T00:00:00Z", "1582-10-10T12:00:00.000001Z", "1969-12-31T23:59:59.999999Z",
                "1970-01-01T00:00:00Z", "2026-03-29T01:30:00.1Z", "9999-12-31T23:59:59.999999Z"
            })
    default void keepsTimesToTheMicrosecond(Instant time) {
        DeviceRecord device = Samples.stranger(1).seenAt(time);
        commit(new Write.PutDevice(device));
        assertThat(store().device(device.id()).orElseThrow().lastSeen()).contains(time);
    }

    @Test
    default void cutsTimesThatAreFiner() {
        commit(new Write.PutDevice(Samples.stranger(1).seenAt(Instant.ofEpochSecond(1, 1_999))));
        assertThat(store().device(Samples.id(1)).orElseThrow().lastSeen()).contains(Instant.ofEpochSecond(1, 1_000));
    }
}
