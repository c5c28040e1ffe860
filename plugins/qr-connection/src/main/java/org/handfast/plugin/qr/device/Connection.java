package org.handfast.plugin.qr.device;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import org.handfast.api.Bytes;
import org.handfast.api.Key;
import org.handfast.api.KeyPair;
import org.handfast.api.Shown;
import org.handfast.plugin.qr.device.Keyring.Generation;
import org.handfast.plugin.qr.wire.PairId;
import org.handfast.plugin.qr.wire.Statement;
import org.handfast.plugin.qr.wire.Wire;

/**
 * A connection as one of its ends has it.
 *
 * @param id as the hub calls it
 * @param name what the person at this end calls the other
 * @param first true if this device is A
 * @param own its own pair ID
 * @param peer the other end
 * @param since when it was made
 * @param words that both ends show
 * @param agreed whether the person at this end said that they do
 * @param standing whether anything passes
 * @param keys none once it is over
 * @param mail what is on its way
 */
public record Connection(
        String id,
        String name,
        boolean first,
        PairId own,
        PeerEnd peer,
        Instant since,
        List<Shown> words,
        boolean agreed,
        Standing standing,
        Optional<Keyring> keys,
        Mailbag mail) {

    private static final String BLOB = "handfast/qr-connection/blob/v1";

    /** What HPKE adds: the encapsulated key and a tag. */
    private static final int OVERHEAD = 32 + 16;

    /** The most that content may have, in bytes. */
    public static final int ROOM = Wire.MAX_BLOB - OVERHEAD;

    /** Whether anything passes. */
    public enum Standing {
        OPEN,
        /** This end paused it. */
        PAUSED,
        BROKEN;

        /** In lower case. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Connection {
        words = List.copyOf(words);
    }

    static Connection of(Pairing.Met pairing, String id, boolean agreed, List<Shown> words, Instant now) {
        return new Connection(
                id,
                pairing.name(),
                pairing.first(),
                pairing.own().id(),
                pairing.peer(),
                now,
                words,
                agreed,
                Standing.OPEN,
                Optional.of(Keyring.first(pairing.own(), pairing.peer(), now)),
                Mailbag.EMPTY);
    }

    /** True once it is over. */
    public boolean over() {
        return standing == Standing.BROKEN;
    }

    /** The same, compared. */
    public Connection compared() {
        return new Connection(id, name, first, own, peer, since, words, true, standing, keys, mail);
    }

    /** The same, paused by this end or resumed. */
    public Connection with(Standing standing) {
        return standing == Standing.BROKEN
                ? broken()
                : new Connection(id, name, first, own, peer, since, words, agreed, standing, keys, mail);
    }

    /** The same, over: its keys are gone. */
    public Connection broken() {
        return new Connection(
                id, name, first, own, peer, since, words, agreed, Standing.BROKEN, Optional.empty(), mail.over());
    }

    Connection with(Keyring keyring) {
        return new Connection(id, name, first, own, peer, since, words, agreed, standing, Optional.of(keyring), mail);
    }

    Connection with(Mailbag bag) {
        return new Connection(id, name, first, own, peer, since, words, agreed, standing, keys, bag);
    }

    private Keyring keyring() {
        return keys.orElseThrow(() -> Misfit.of("broken", "The connection with " + name + " is over: connect anew."));
    }

    /**
     * With something said, which is to be brought to the hub.
     *
     * @throws org.handfast.api.Fault OPERATOR_INPUT if it is too much, too often, or the connection is over
     */
    public Connection say(Content content, Tools tools) {
        if (content.plain().size() > ROOM) {
            throw Misfit.of(
                    "too-long",
                    "This is too long: a message has " + ROOM + " bytes at most, as it is written in JSON.");
        }
        if (content instanceof Content.Location) {
            long wait = mail.placeIn(tools.now());
            if (wait > 0) {
                throw Misfit.of("too-often", "A place is told four times a minute at most: wait " + wait + " s.");
            }
        }
        Connection said = post(content, keyring().newest(), tools);
        return content instanceof Content.Location ? said.with(said.mail.toldPlace(tools.now())) : said;
    }

    private Connection post(Content content, Generation under, Tools tools) {
        UUID packet = Wire.newUuid(tools.crypto());
        Bytes blob = tools.crypto()
                .sealFrom(under.own(), under.peer(), info(own, peer.id()), associated(packet), content.plain());
        return with(mail.posting(new Outgoing(packet, blob, content instanceof Content.Rekey)));
    }

    private static Bytes info(PairId from, PairId to) {
        return Bytes.lp(BLOB, from.bytes(), to.bytes());
    }

    private static Bytes associated(UUID packet) {
        return Bytes.lp(Bytes.uuid(packet));
    }

    /** What was opened, and with which keys. */
    record Opened(Content content, Generation keys) {}

    /** Opens what the other end sealed; empty if it did not. */
    Optional<Opened> open(UUID packet, Bytes blob, Tools tools) {
        for (Generation generation : keyring().generations()) {
            Optional<Bytes> plain = tools.crypto()
                    .openFrom(generation.own(), generation.peer(), info(peer.id(), own), associated(packet), blob);
            if (plain.isPresent()) {
                return Optional.of(new Opened(Content.read(plain.get(), tools.reader()), generation));
            }
        }
        return Optional.empty();
    }

    /** The other end has used these keys. */
    Connection proven(Generation used) {
        return with(keyring().proven(used));
    }

    /** With what its keys need from time to time. */
    Connection tended(Tools tools) {
        if (over()) {
            return this;
        }
        Connection tidy = with(keyring().pruned(tools.now()));
        return tidy.keyring().tellsDue(tools.now()) ? tidy.tell(tools) : tidy;
    }

    /** Tells the other end of a new key, under the old ones. */
    private Connection tell(Tools tools) {
        KeyPair key = keyring().next().map(Keyring.Next::own).orElseGet(() -> tools.crypto()
                .generate(Key.Algorithm.X25519));
        return post(rekey(key, tools), keyring().newest(), tools).with(keyring().telling(key, tools.now()));
    }

    private Content.Rekey rekey(KeyPair key, Tools tools) {
        Bytes signature = tools.crypto().sign(keyring().pair(), Statement.ofNext(own, key.publicKey()));
        return new Content.Rekey(key.publicKey(), signature);
    }

    /** The other end told of a new key, under these; empty if it is not to be believed. */
    Optional<Connection> heard(Content.Rekey rekey, Generation under, Tools tools) {
        boolean sound =
                tools.crypto().verify(peer.pairKey(), Statement.ofNext(peer.id(), rekey.next()), rekey.signature())
                        && PeerEnd.sound(rekey.next(), tools.crypto());
        if (!sound) {
            return Optional.empty();
        }
        Generation newest = keyring().newest();
        boolean current = newest.own().publicKey().equals(under.own().publicKey());
        if (newest.peer().equals(rekey.next())) {
            // It did not get our answer, and so still uses the former keys.
            return Optional.of(current ? this : post(rekey(newest.own(), tools), under, tools));
        }
        if (!current) {
            return Optional.of(this);
        }
        Connection telling = keyring().next().isEmpty() ? tell(tools) : this;
        return Optional.of(telling.with(telling.keyring().told(rekey.next()).turned(tools.now())));
    }
}
