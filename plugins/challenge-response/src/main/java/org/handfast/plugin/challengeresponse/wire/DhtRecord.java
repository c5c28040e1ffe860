package org.handfast.plugin.challengeresponse.wire;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.handfast.api.Bytes;
import org.handfast.api.Crypto;
import org.handfast.api.Fault;
import org.handfast.api.Json;
import org.handfast.api.Secret;

/**
 * What an initiator has others find in the hash table: who it is and where. {@code auth} proves that somebody who has the code made
 * it; it covers everything but what the device says of itself.
 *
 * @param peerId in base58
 * @param addresses multiaddrs without the peer id
 * @param device what it says of itself
 * @param made when, as the text has it
 * @param until when it ends, as the text has it
 * @param auth HMAC-SHA256, in base64url
 */
public record DhtRecord(
        String peerId, List<String> addresses, Json.Members device, String made, String until, Optional<String> auth) {

    private static final int MOST_ADDRESSES = 16;
    private static final int LONGEST = 512;
    private static final String MULTIADDR = "(/[!-.0-~]{1,150}){1,20}";
    private static final int LONGEST_ADDRESS = 190;
    private static final String NAMESPACE = "/handfast/";
    private static final int SESSION = 16;
    private static final String LABEL = "handfast/challenge-response/dht/v1";

    public DhtRecord {
        addresses = List.copyOf(addresses);
    }

    /** The keys under which a session's record is found: that of original peers, and that of those that need a namespace. */
    public static List<Bytes> keys(Bytes session) {
        return List.of(session, Bytes.utf8(NAMESPACE + session.hex()));
    }

    /** The session that a key is of, if it is one of those. */
    public static Optional<Bytes> session(Bytes key) {
        if (key.size() == SESSION) {
            return Optional.of(key);
        }
        Bytes prefix = Bytes.utf8(NAMESPACE);
        if (key.size() != prefix.size() + 2 * SESSION || !key.startsWith(prefix)) {
            return Optional.empty();
        }
        var digits = new StringBuilder();
        for (int i = prefix.size(); i < key.size(); i++) {
            digits.append((char) key.at(i));
        }
        return digits.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f')
                ? Optional.of(Bytes.hex(digits.toString()))
                : Optional.empty();
    }

    /** One without a proof. */
    public static DhtRecord of(String peerId, List<String> addresses, DeviceInfo device, Instant made, Instant until) {
        return new DhtRecord(
                peerId,
                addresses.subList(0, Math.min(addresses.size(), MOST_ADDRESSES)),
                json(device),
                text(made),
                text(until),
                Optional.empty());
    }

    private static Json.Members json(DeviceInfo device) {
        return Json.of(
                "device_id",
                uuid(device.id()),
                "device_name",
                device.name(),
                "device_type",
                device.type().listed()
                        ? device.type().name()
                        : Json.of("Other", device.type().name()),
                "os_version",
                device.osVersion(),
                "app_version",
                device.appVersion(),
                "network_fingerprint",
                Json.of("peer_id", device.peerId(), "public_key_hash", device.keyHash()),
                "last_seen",
                text(device.lastSeen()));
    }

    private static String uuid(Bytes id) {
        var buffer = id.buffer();
        return new UUID(buffer.getLong(), buffer.getLong()).toString();
    }

    private static String text(Instant time) {
        return DateTimeFormatter.ISO_INSTANT.format(time);
    }

    /** The same with the proof that its maker has the code. */
    public DhtRecord proven(Bytes session, Secret secret, Crypto crypto) {
        return new DhtRecord(
                peerId,
                addresses,
                device,
                made,
                until,
                Optional.of(proof(session, secret, crypto).b64u()));
    }

    /** True if it has a proof, and that is not of this code. */
    public boolean forged(Bytes session, Secret secret, Crypto crypto) {
        return auth.isPresent()
                && Bytes.b64u(auth.get())
                        .filter(a -> crypto.same(a, proof(session, secret, crypto)))
                        .isEmpty();
    }

    private Bytes proof(Bytes session, Secret secret, Crypto crypto) {
        Secret key = crypto.derive(secret, Bytes.EMPTY, Bytes.lp(LABEL), 32);
        List<Bytes> parts = new ArrayList<>();
        parts.add(Bytes.lp(session));
        parts.add(Bytes.lp(Bytes.utf8(peerId)));
        parts.add(Bytes.lp(Bytes.utf8(until)));
        addresses.forEach(address -> parts.add(Bytes.lp(Bytes.utf8(address))));
        return crypto.hmac(key, parts.toArray(Bytes[]::new));
    }

    /** When it was made. */
    public Instant madeAt() {
        return instant(made);
    }

    /** When it ends. */
    public Instant endsAt() {
        return instant(until);
    }

    private static Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw bad("a time that is none");
        }
    }

    /** The record as a JSON text. */
    public Bytes encode() {
        Json.Members members = Json.of(
                "peer_id",
                peerId,
                "addresses",
                new Json.Items(addresses.stream().<Json>map(Json.Text::new).toList()),
                "device_info",
                device,
                "expires_at",
                until,
                "created_at",
                made);
        return auth.map(a -> members.with("auth", a)).orElse(members).canonical();
    }

    /**
     * The record that a text is.
     *
     * @throws Fault PEER_FAULT if it is none
     */
    public static DhtRecord decode(Bytes json) {
        Json.Members root = JsonReader.read(json);
        if (!(root.values().get("addresses") instanceof Json.Items items)
                || items.values().size() > MOST_ADDRESSES) {
            throw bad("no addresses, or too many");
        }
        List<String> addresses = new ArrayList<>();
        for (Json address : items.values()) {
            if (!(address instanceof Json.Text text)
                    || text.value().length() > LONGEST_ADDRESS
                    || !text.value().matches(MULTIADDR)) {
                throw bad("an address that is none");
            }
            addresses.add(text.value());
        }
        if (root.has("auth") && root.text("auth").isEmpty()) {
            throw bad("a proof that is none");
        }
        var record = new DhtRecord(
                require(root, "peer_id"),
                addresses,
                root.members("device_info").orElseThrow(() -> bad("no device_info")),
                require(root, "created_at"),
                require(root, "expires_at"),
                root.text("auth"));
        record.madeAt();
        record.endsAt();
        return record;
    }

    private static String require(Json.Members root, String name) {
        return root.text(name).filter(t -> t.length() <= LONGEST).orElseThrow(() -> bad("no " + name));
    }

    private static Fault bad(String what) {
        return Fault.peer("bad-record", "A record has " + what + ".");
    }
}
