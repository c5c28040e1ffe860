package org.handfast.plugin.qr.device;

import java.util.List;
import java.util.Optional;

import org.handfast.api.Bytes;
import org.handfast.api.Json;
import org.handfast.api.Key;
import org.handfast.api.KeyPair;
import org.handfast.plugin.qr.device.Keyring.Generation;
import org.handfast.plugin.qr.device.Keyring.Next;
import org.handfast.plugin.qr.wire.PairId;

/** The keys of connections, as JSON: what is secret in it is sealed, for the end that it belongs to. */
final class KeyRecords {

    private static final String ACCOUNT = "qr-connection/account";
    private static final String PAIR = "qr-connection/pair/";
    private static final String AGREEMENT = "qr-connection/agreement/";

    private final Vault vault;

    KeyRecords(Vault vault) {
        this.vault = vault;
    }

    Bytes write(KeyPair account) {
        return vault.seal(account, ACCOUNT);
    }

    KeyPair account(Bytes sealed) {
        return vault.open(sealed, ACCOUNT);
    }

    Json write(OwnEnd end) {
        return Kept.write(
                "id", end.id(),
                "agreement", vault.seal(end.agreement(), AGREEMENT + end.id()),
                "pair", vault.seal(end.pair(), PAIR + end.id()));
    }

    OwnEnd ownEnd(Kept kept) {
        PairId id = kept.pairId("id");
        return new OwnEnd(id, agreement(kept, "agreement", id), vault.open(kept.bytes("pair"), PAIR + id));
    }

    private KeyPair agreement(Kept kept, String name, PairId own) {
        return vault.open(kept.bytes(name), AGREEMENT + own);
    }

    static Json write(PeerEnd end) {
        return Kept.write(
                "id", end.id(),
                "agreement", end.agreement().bytes(),
                "pair", end.pairKey().bytes());
    }

    static PeerEnd peerEnd(Kept kept) {
        return new PeerEnd(
                kept.pairId("id"),
                new Key(Key.Algorithm.X25519, kept.bytes("agreement")),
                new Key(Key.Algorithm.ED25519, kept.bytes("pair")));
    }

    Json write(Keyring keys, PairId own) {
        return Kept.write(
                "pair", vault.seal(keys.pair(), PAIR + own),
                "generations", Kept.list(keys.generations(), g -> write(g, own)),
                "next", keys.next().map(n -> write(n, own)),
                "theirs", keys.theirs().map(Key::bytes));
    }

    Keyring keyring(Kept kept, PairId own) {
        List<Generation> generations = kept.all("generations", g -> generation(g, own));
        if (generations.isEmpty()) {
            throw Kept.damaged("generations");
        }
        return new Keyring(
                vault.open(kept.bytes("pair"), PAIR + own),
                generations,
                kept.has("next") ? Optional.of(next(kept.kept("next"), own)) : Optional.empty(),
                kept.has("theirs")
                        ? Optional.of(new Key(Key.Algorithm.X25519, kept.bytes("theirs")))
                        : Optional.empty());
    }

    private Json write(Generation generation, PairId own) {
        return Kept.write(
                "own", vault.seal(generation.own(), AGREEMENT + own),
                "peer", generation.peer().bytes(),
                "since", generation.since(),
                "proven", generation.proven());
    }

    private Generation generation(Kept kept, PairId own) {
        return new Generation(
                agreement(kept, "own", own),
                new Key(Key.Algorithm.X25519, kept.bytes("peer")),
                kept.moment("since"),
                kept.flag("proven"));
    }

    private Json write(Next next, PairId own) {
        return Kept.write("own", vault.seal(next.own(), AGREEMENT + own), "told", next.told());
    }

    private Next next(Kept kept, PairId own) {
        return new Next(agreement(kept, "own", own), kept.moment("told"));
    }
}
