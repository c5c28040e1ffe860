package org.handfast.bench.qr;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

import org.handfast.api.Crypto;
import org.handfast.api.Json;
import org.handfast.bench.Toolkits;
import org.handfast.core.crypto.Toolkit;
import org.handfast.plugin.qr.wire.PairId;
import org.handfast.plugin.qr.wire.Wire;

/**
 * Syncs the two ends of connections of its own in turn. Each sync brings packets and the receipts of those that came with the
 * sync before; and gives what the other end has sent meanwhile, all of it, or the run fails.
 */
final class Syncer implements Worker {

    /** The size of a blob, in bytes: a message of some 200 characters as HPKE has it. */
    static final int BLOB = 300;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SYNC = "/qr/sync";

    private final Http http;
    private final Crypto crypto;
    private final int batch;
    private final String blob;
    private final List<Side> sides = new ArrayList<>();
    private int at;
    private @Nullable SignedRequest next;

    /** One end of a connection, and what it has to acknowledge. */
    private static final class Side {
        private final Account account;
        private final PairId own;
        private final PairId peer;
        private final List<Json> packets = new ArrayList<>();
        private final List<Json> messages = new ArrayList<>();
        private int syncs;

        Side(Account account, PairId own, PairId peer) {
            this.account = account;
            this.own = own;
            this.peer = peer;
        }
    }

    /**
     * One with so many pairs of accounts.
     *
     * @param connections of each of these pairs; packets go by the first
     * @param batch how many packets a sync brings
     */
    Syncer(int port, String hubId, Toolkit toolkit, int pairs, int connections, int batch) throws IOException {
        this.http = new Http(port);
        this.crypto = Toolkits.forOnePairing(toolkit);
        this.batch = batch;
        this.blob = Wire.base64(crypto.random(BLOB));
        for (int pair = 0; pair < pairs; pair++) {
            Account a = Account.register(http, hubId, crypto);
            Account b = Account.register(http, hubId, crypto);
            for (int i = 0; i < connections; i++) {
                connect(a, b, i == 0);
            }
        }
    }

    private void connect(Account a, Account b, boolean used) throws IOException {
        Account.End own = Account.End.create(crypto);
        Account.End other = Account.End.create(crypto);
        String signature =
                http.ask(a.initiate(own, other.id(), crypto)).path("signature").asText();
        http.ask(b.confirm(other, own.id(), signature, crypto));
        if (used) {
            sides.add(new Side(a, own.id(), other.id()));
            sides.add(new Side(b, other.id(), own.id()));
        }
    }

    @Override
    public void prepare() {
        Side side = sides.get(at);
        next = side.account.signed(SYNC, body(side), crypto);
    }

    private Json body(Side side) {
        List<Json> data = new ArrayList<>();
        for (int i = 0; i < batch; i++) {
            data.add(Json.of("pairID", side.peer.hex(), "packetID", uuid().toString(), "blob", blob));
        }
        List<Json> receipts = side.packets.isEmpty()
                ? List.of()
                : List.of(Json.of("pairID", side.own.hex(), "packetIDs", new Json.Items(side.packets)));
        return Json.of(
                "lastPacketsReceived", new Json.Items(receipts),
                "serverMessagesReceived", new Json.Items(side.messages),
                "data", new Json.Items(data));
    }

    private UUID uuid() {
        var drawn = crypto.random(16).buffer();
        return new UUID(drawn.getLong(), drawn.getLong());
    }

    @Override
    public void go(long due, Latencies latencies) throws IOException {
        JsonNode answer = http.ask(Objects.requireNonNull(next));
        latencies.add("sync", System.nanoTime() - due);
        Side side = sides.get(at);
        at = (at + 1) % sides.size();
        side.packets.clear();
        answer.path("data")
                .forEach(p -> side.packets.add(new Json.Text(p.path("packetID").asText())));
        if (side.syncs++ > 0 && side.packets.size() != batch) {
            throw new IOException("of " + batch + " packets came " + side.packets.size());
        }
        side.messages.clear();
        for (JsonNode message : answer.path("serverMessages")) {
            side.messages.add(new Json.Text(jti(message.asText())));
        }
    }

    /** Who says it is the hub is not doubted here. */
    private static String jti(String message) throws IOException {
        byte[] payload = Base64.getUrlDecoder().decode(message.split("\\.", -1)[1]);
        return JSON.readTree(payload).path("jti").asText();
    }

    @Override
    public void close() throws IOException {
        http.close();
    }
}
