package org.handfast.cli.device.qr;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.handfast.api.Bytes;
import org.handfast.api.Event.Answer;
import org.handfast.api.RequestSignature;
import org.handfast.api.Response;
import org.handfast.plugin.qr.QrConnection;
import org.handfast.testkit.TestNode;
import org.handfast.testkit.World;

/** The hub's side of the protocol, as it is, behind an HTTP port of its own. It has no live stream. */
final class HubOfAWorld implements AutoCloseable {

    private static final String HUB = "hub";

    private final World world = new World(1);
    private final TestNode node;
    private final HttpServer server;
    private final Map<String, Response> instead = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private String key = "";

    /** {@code accounts}: who gets one. */
    HubOfAWorld(String accounts) throws IOException {
        this.node = world.node(HUB, Map.of("qr-connection.accounts", accounts), new QrConnection());
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        key = node.toolkit().hub().signing().bytes().hex();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The Ed25519 key that it says it has. */
    HubOfAWorld key(String digits) {
        key = digits;
        return this;
    }

    /** Answers this, whatever it would. */
    HubOfAWorld instead(String what, int status, String body) {
        instead.put(what, new Response(status, "", Bytes.utf8(body)));
        return this;
    }

    /** Answers all as it would. */
    HubOfAWorld asItIs() {
        instead.clear();
        return this;
    }

    synchronized List<String> asked() {
        return List.copyOf(asked);
    }

    /** What the operator sees of those who wait: their keys, in words. */
    synchronized List<String> fingerprints() {
        return node.node().desk().pending().stream()
                .flatMap(p -> p.question().shown().stream())
                .map(shown -> String.join(" ", shown.values()))
                .toList();
    }

    /** The operator decides about everybody who waits. */
    synchronized void decide(Answer answer) {
        node.node().desk().pending().forEach(p -> node.node().desk().answer(p.id(), answer, "operator"));
        world.settle();
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        Bytes body = Bytes.wrap(exchange.getRequestBody().readAllBytes());
        String method = exchange.getRequestMethod();
        String target = exchange.getRequestURI().toString();
        asked.add(method + " " + target);
        Response response = Optional.ofNullable(instead.get(method + " " + target))
                .orElseGet(() -> target.equals("/hub")
                        ? new Response(
                                200,
                                "",
                                Bytes.utf8("{\"name\":\"A\\u001b[2Jhub\",\"ed25519_public_key\":\"" + key + "\"}"))
                        : ask(exchange, method, target, body));
        byte[] bytes = response.body().toArray();
        response.headers()
                .forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
        exchange.sendResponseHeaders(response.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private Response ask(HttpExchange exchange, String method, String target, Bytes body) {
        world.clock().set(Instant.now());
        String signature = exchange.getRequestHeaders().getFirst(RequestSignature.HEADER);
        if (target.equals("/qr/live")) {
            return new Response(404, "", Bytes.wrap("no".getBytes(StandardCharsets.UTF_8)));
        }
        return world.peer("127.0.0.1").ask(HUB, method, target, Optional.ofNullable(signature), body);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
