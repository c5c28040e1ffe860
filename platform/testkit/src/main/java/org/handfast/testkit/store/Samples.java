package org.handfast.testkit.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.handfast.api.Address;
import org.handfast.api.Approval;
import org.handfast.api.Bytes;
import org.handfast.api.ConversationKey;
import org.handfast.api.Device;
import org.handfast.api.DeviceId;
import org.handfast.api.Fingerprints;
import org.handfast.api.Introduction;
import org.handfast.api.Item;
import org.handfast.api.Key;
import org.handfast.api.PairingId;
import org.handfast.api.Parcel;
import org.handfast.api.Peering;
import org.handfast.api.Shown;
import org.handfast.api.State;
import org.handfast.api.Step;
import org.handfast.core.audit.AuditRecord;
import org.handfast.core.durable.ConversationRecord;
import org.handfast.core.flight.FlightRecord;
import org.handfast.core.item.ItemRecord;
import org.handfast.core.mailbox.StoredParcel;
import org.handfast.core.registry.ClaimRecord;
import org.handfast.core.registry.DeviceRecord;
import org.handfast.core.registry.OfferRecord;
import org.handfast.core.registry.PairingRecord;
import org.handfast.core.registry.PairingRecord.Standing;
import org.handfast.core.registry.PeeringRecord;
import org.handfast.core.registry.ProtocolAddress;

/** Records to store, each with every field filled; the same number gives the same record. */
public final class Samples {

    /** A protocol that the samples are of. */
    public static final String PROTOCOL = "direct-tcp";

    /** Another one. */
    public static final String OTHER_PROTOCOL = "chat-join";

    /** When the samples begin. */
    public static final Instant START = Instant.parse("2026-03-01T10:00:00.123456Z");

    private Samples() {}

    /** An id. */
    public static UUID uuid(int n) {
        return new UUID(0x8000_0000_0000_0000L + n, n);
    }

    /** An id of a device. */
    public static DeviceId id(int n) {
        return new DeviceId(uuid(n));
    }

    /** An address. */
    public static ProtocolAddress address(int n) {
        return new ProtocolAddress(PROTOCOL, new Address("device-" + n));
    }

    /** A key. */
    public static Key key(int n) {
        return new Key(Key.Algorithm.X25519, Bytes.join(Bytes.wrap(new byte[24]), Bytes.u64(n)));
    }

    /** A time, {@code n} seconds after the first. */
    public static Instant time(int n) {
        return START.plusSeconds(n);
    }

    /** A new trusted device with two addresses, a key and two facts. */
    public static DeviceRecord device(int n) {
        return new DeviceRecord(
                id(n),
                "Device " + n,
                "phone",
                Device.Trust.TRUSTED,
                "approved by admin",
                List.of(address(n), new ProtocolAddress(OTHER_PROTOCOL, new Address("member-" + n))),
                List.of(new DeviceRecord.AcceptedKey(PROTOCOL, key(n))),
                List.of(
                        new DeviceRecord.Fact(PROTOCOL, "epoch", "7"),
                        new DeviceRecord.Fact(OTHER_PROTOCOL, "vouched-by", "member-0")),
                Optional.of(new DeviceRecord.Approved("admin", time(n))),
                START,
                Optional.of(time(n + 1)),
                0);
    }

    /** A new device with nothing but a name and an address, seen at {@link #time time(n)}. */
    public static DeviceRecord stranger(int n) {
        return DeviceRecord.firstSeen(id(n), "Device " + n, "device", address(n), time(n));
    }

    /** Which pairing. */
    public static PairingRecord.Ref pairingRef(int n, Standing standing) {
        return new PairingRecord.Ref(PROTOCOL, PairingId.hub(address(n).address()), standing);
    }

    /** A new pairing, approved. */
    public static PairingRecord pairing(int n, Standing standing) {
        return new PairingRecord(
                pairingRef(n, standing),
                Introduction.of("Device " + n, "phone"),
                key(1_000 + n),
                Bytes.utf8("sealed key pair " + n),
                Map.of("send", Bytes.utf8("sealed secret " + n)),
                key(n),
                new Fingerprints(List.of("abandon", "ability"), List.of("zone", "zoo")),
                Optional.of(new DeviceRecord.Approved("admin", time(n))),
                time(n),
                0);
    }

    /** A new proposal that nobody approved. */
    public static PairingRecord unapproved(int n) {
        PairingRecord p = pairing(n, Standing.PROPOSED);
        return new PairingRecord(
                p.ref(),
                p.introduction(),
                p.ownKey(),
                p.sealedOwn(),
                p.sealedSecrets(),
                p.theirKey(),
                p.fingerprints(),
                Optional.empty(),
                p.since(),
                p.version());
    }

    /** Which relation. */
    public static PeeringRecord.Ref peeringRef(int n) {
        return peering(n).ref();
    }

    /** A new relation of {@link #address address(n)} with the next, begun by the one or the other, since {@link #time time(n)}. */
    public static PeeringRecord peering(int n) {
        Address one = address(n).address();
        Address other = address(n + 1).address();
        return new PeeringRecord(
                PROTOCOL,
                new Peering(
                        n % 2 == 0 ? one : other,
                        n % 2 == 0 ? other : one,
                        Peering.Standing.ESTABLISHED,
                        List.of(
                                new Shown(Shown.Kind.CHECK_WORDS, List.of("abandon", "ability", "able", "about")),
                                new Shown(Shown.Kind.PHRASE, List.of("number " + n))),
                        Map.of("exchange", "hash " + n, "by", "ada")),
                time(n),
                Optional.of("because of " + n),
                0);
    }

    /** The same, proposed and no more. */
    public static PeeringRecord proposed(int n) {
        PeeringRecord whole = peering(n);
        return new PeeringRecord(
                whole.protocol(),
                new Peering(
                        whole.peering().proposer(),
                        whole.peering().other(),
                        Peering.Standing.PROPOSED,
                        whole.peering().shown(),
                        whole.peering().facts()),
                whole.since(),
                whole.reason(),
                0);
    }

    /** A durable conversation whose state is so many bytes. */
    public static ConversationRecord conversation(int n, int size) {
        return new ConversationRecord(
                uuid(n),
                PROTOCOL,
                new ConversationKey("matter", "key " + n),
                Bytes.wrap(new byte[size]),
                Map.of("patience", time(n), "clock", time(n + 1)),
                "admin");
    }

    /** A parcel for {@link #address address(to)} from {@link #address address(from)}, that expires at {@link #time time(n)}. */
    public static StoredParcel parcel(long number, int to, int from, int n) {
        return new StoredParcel(
                PROTOCOL,
                new Parcel(
                        address(to).address(),
                        address(from).address(),
                        "parcel-" + n,
                        n % 2 == 0 ? Optional.empty() : Optional.of("topic-" + n),
                        Bytes.utf8("parcel number " + n)),
                number,
                START,
                time(n));
    }

    /** A new offer, open until {@link #time time(n)}. */
    public static OfferRecord offer(int n) {
        return new OfferRecord(
                new OfferRecord.Ref(PROTOCOL, "offer-" + n),
                Bytes.utf8("sealed phrase " + n),
                time(n),
                3,
                new Approval("approval-" + n),
                "admin",
                0);
    }

    /** A claim in a scope, until {@link #time time(n)}. */
    public static ClaimRecord claim(String scope, int n) {
        return new ClaimRecord(PROTOCOL, scope, Bytes.u64(n), time(n));
    }

    /** An item of a scope, until {@link #time time(n)}, put there at {@link #START}. */
    public static ItemRecord item(String scope, int n) {
        return new ItemRecord(PROTOCOL, new Item(scope, Bytes.u64(n), Bytes.utf8("item " + n), time(n)), START);
    }

    /** A conversation that began at {@link #time time(n)} and is not over. */
    public static FlightRecord flight(int n) {
        return new FlightRecord(
                uuid(n),
                PROTOCOL,
                "link/" + n,
                Optional.of(address(n).address()),
                Optional.of("192.0.2.1:3695"),
                State.Phase.AWAITING_DECISION,
                "Asked",
                Optional.empty(),
                "",
                time(n),
                Optional.empty(),
                List.of(
                        new FlightRecord.Entry(time(n), FlightRecord.Kind.EVENT, "opened", "from 192.0.2.1"),
                        new FlightRecord.Entry(time(n), FlightRecord.Kind.STATE, "Asked", "")),
                4,
                3);
    }

    /** The same conversation, over. */
    public static FlightRecord ended(int n) {
        return flight(n).ended(Step.Outcome.CLOSED, "done", time(n + 1));
    }

    /** A row of the audit log. */
    public static AuditRecord audit(int n) {
        return new AuditRecord(uuid(n), time(n), "admin", "device-approved", "direct-tcp:device-" + n, "row " + n);
    }
}
