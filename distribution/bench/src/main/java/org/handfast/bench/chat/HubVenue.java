package org.handfast.bench.chat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.EventLoopGroup;

import org.handfast.api.Bytes;
import org.handfast.api.Crypto;
import org.handfast.api.Hub;
import org.handfast.api.Json;
import org.handfast.api.Key;
import org.handfast.api.Key.Algorithm;
import org.handfast.bench.LoadSocket;
import org.handfast.plugin.chat.device.Self;
import org.handfast.plugin.chat.wire.ChatWire;
import org.handfast.plugin.chat.wire.FromClient;

/** The rooms of a hub, to which the load comes as clients do. */
final class HubVenue implements Venue {

    /** The characters of an identity. */
    static final int IDENTITY = 52;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final EventLoopGroup group;
    private final int port;
    private final Hub hub;
    private final Crypto crypto;

    /** Whom members know: all who come. */
    private final Map<String, Key> contacts = new ConcurrentHashMap<>();

    /** {@code group} has one thread, and only there are those used that come. */
    HubVenue(EventLoopGroup group, int port, Crypto crypto) throws IOException {
        this.group = group;
        this.port = port;
        this.crypto = crypto;
        JsonNode card;
        try (InputStream in =
                URI.create("http://127.0.0.1:" + port + "/hub").toURL().openStream()) {
            card = JSON.readTree(in);
        }
        this.hub = new Hub(
                card.path("hub_id").asText(),
                card.path("name").asText(),
                key(Algorithm.ED25519, card.path("ed25519_public_key")),
                key(Algorithm.X25519, card.path("x25519_public_key")));
    }

    private static Key key(Algorithm algorithm, JsonNode hex) {
        return new Key(algorithm, Bytes.wrap(HexFormat.of().parseHex(hex.asText())));
    }

    /** Somebody whom nobody has seen before, and whom all members know. */
    Self newcomer() {
        Self self = Self.fresh("Load", crypto);
        contacts.put(self.identity().text(), self.pair().publicKey());
        return self;
    }

    /** Forgets somebody who has left. */
    void forget(Self self) {
        contacts.remove(self.identity().text());
    }

    /** The key of somebody whom all members know. */
    Key contact(String identity) {
        return contacts.getOrDefault(identity, hub.agreement());
    }

    /** Opens a socket to a room. */
    void open(String room, LoadSocket.Reader reader) {
        LoadSocket.open(group, URI.create("ws://127.0.0.1:" + port + "/chat/" + room), reader);
    }

    /** Says who this is: by its key, or without one. */
    static byte[] introduction(Self self, boolean proven) {
        return (proven
                        ? FromClient.identity(self.identity(), self.pair().publicKey())
                        : Json.of(
                                        "type",
                                        "identity",
                                        "identity",
                                        self.identity().text())
                                .canonical())
                .toArray();
    }

    /** Answers {@code prove}. */
    byte[] proof(Self self, String room, JsonNode prove) {
        Bytes sealed = Bytes.b64u(prove.path("sealed").asText()).orElseThrow();
        Bytes info = ChatWire.prove(hub, room, self.identity());
        return FromClient.proof(crypto.openFrom(self.pair(), hub.agreement(), info, Bytes.EMPTY, sealed)
                        .orElseThrow())
                .toArray();
    }

    /** Reads a frame. */
    static JsonNode frame(ByteBuf text) {
        try {
            return JSON.readTree(ByteBufUtil.getBytes(text));
        } catch (IOException e) {
            throw new IllegalStateException("the hub says what is no JSON", e);
        }
    }

    @Override
    public CompletableFuture<List<LoadSocket>> fill(String room, int members) {
        return Filling.begin(this, room, members);
    }

    @Override
    public Speech speech(String room, int sender, String box) {
        return new Speech("{\"box\":\"" + box + "\",\"epoch\":1,\"seq\":", ",\"type\":\"broadcast\"}");
    }
}
