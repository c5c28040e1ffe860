package org.handfast.plugin.qr.device;

import java.util.Optional;

import org.handfast.api.Bytes;
import org.handfast.api.Crypto;
import org.handfast.api.Json;
import org.handfast.plugin.qr.wire.Lines;
import org.handfast.plugin.qr.wire.SignatureLine;

/** Pairings as JSON. Their nonces, which are secret for as long as they last, are not sealed. */
final class PairingRecords {

    private final KeyRecords keys;
    private final Crypto crypto;

    PairingRecords(KeyRecords keys, Crypto crypto) {
        this.keys = keys;
        this.crypto = crypto;
    }

    Json write(Pairing pairing) {
        Optional<PeerEnd> peer = pairing instanceof Pairing.Met met ? Optional.of(met.peer()) : Optional.empty();
        Json.Members own = Kept.write(
                "name", pairing.name(),
                "own", keys.write(pairing.own()),
                "nonce", pairing.nonce(),
                "peer", peer.map(KeyRecords::write));
        Json.Members more =
                switch (pairing) {
                    case Pairing.Showing p -> Kept.write("step", "showing", "host", p.host());
                    case Pairing.Initiating p ->
                        Kept.write(
                                "step", "initiating", "host", p.host(), "peerNonce", p.peerNonce(), "body", p.body());
                    case Pairing.Offering p ->
                        Kept.write(
                                "step",
                                "offering",
                                "peerNonce",
                                p.peerNonce(),
                                "line",
                                p.line().text(),
                                "agreed",
                                p.agreed());
                    case Pairing.Answering p ->
                        Kept.write(
                                "step",
                                "answering",
                                "host",
                                p.host(),
                                "commit",
                                p.commit(),
                                "theirHost",
                                p.theirHost(),
                                "misfits",
                                p.misfits());
                    case Pairing.Comparing p ->
                        Kept.write(
                                "step",
                                "comparing",
                                "commit",
                                p.commit(),
                                "line",
                                p.line().text());
                };
        return own.and(more);
    }

    Pairing pairing(Kept kept) {
        String name = kept.text("name");
        OwnEnd own = keys.ownEnd(kept.kept("own"));
        Bytes nonce = kept.bytes("nonce");
        return switch (kept.text("step")) {
            case "showing" -> new Pairing.Showing(name, own, nonce, kept.text("host"));
            case "initiating" ->
                new Pairing.Initiating(
                        name,
                        own,
                        nonce,
                        kept.text("host"),
                        KeyRecords.peerEnd(kept.kept("peer")),
                        kept.bytes("peerNonce"),
                        kept.bytes("body"));
            case "offering" ->
                new Pairing.Offering(
                        name,
                        own,
                        nonce,
                        KeyRecords.peerEnd(kept.kept("peer")),
                        kept.bytes("peerNonce"),
                        line(kept),
                        kept.flag("agreed"));
            case "answering" ->
                new Pairing.Answering(
                        name,
                        own,
                        nonce,
                        kept.text("host"),
                        KeyRecords.peerEnd(kept.kept("peer")),
                        kept.bytes("commit"),
                        kept.text("theirHost"),
                        (int) kept.whole("misfits"));
            case "comparing" ->
                new Pairing.Comparing(
                        name, own, nonce, KeyRecords.peerEnd(kept.kept("peer")), kept.bytes("commit"), line(kept));
            default -> throw Kept.damaged("step");
        };
    }

    private SignatureLine line(Kept kept) {
        if (Lines.scanned(kept.text("line"), crypto) instanceof SignatureLine line) {
            return line;
        }
        throw Kept.damaged("line");
    }
}
