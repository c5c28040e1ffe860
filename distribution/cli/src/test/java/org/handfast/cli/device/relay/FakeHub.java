package org.handfast.cli.device.relay;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.handfast.cli.Json;

/** A hub as far as its users by HTTP go: answers what it was told to, and writes down what it was asked. */
final class FakeHub implements AutoCloseable {

    /** Of the hub itself. */
    static final String KEY = "2152f8d19b791d24453242e15f2eab6cb7cffa7b6a5ed30097960e069881db12";

    private final HttpServer server;
    private final Map<String, Answer> answers = new HashMap<>();
    private final List<String> asked = new ArrayList<>();

    private record Answer(int status, String body) {}

    FakeHub() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        key(KEY);
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The Ed25519 key that it says it has. */
    FakeHub key(String digits) {
        return on("GET /hub", 200, "{\"name\":\"A\\u001b[2Jhub\",\"ed25519_public_key\":\"" + digits + "\"}");
    }

    /** Registers whoever asks, with the keys that they bring. */
    FakeHub registers(String code) {
        return on("POST /users", 200, code);
    }

    FakeHub on(String what, int status, String body) {
        answers.put(what, new Answer(status, body));
        return this;
    }

    synchronized List<String> asked() {
        return List.copyOf(asked);
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String what = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        asked.add(what);
        Answer answer = answers.getOrDefault(what, new Answer(404, "{\"message\":\"user code not found\"}"));
        boolean code = answer.body().matches("[A-Z0-9]{7}");
        byte[] bytes = (code ? user(answer.body(), body) : answer.body()).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static String user(String code, String registration) throws IOException {
        var user = Json.MAPPER.createObjectNode().put("code", code);
        user.setAll((com.fasterxml.jackson.databind.node.ObjectNode) Json.MAPPER.readTree(registration));
        return user.toString();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
