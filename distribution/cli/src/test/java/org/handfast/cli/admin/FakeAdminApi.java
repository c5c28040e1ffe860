package org.handfast.cli.admin;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import picocli.CommandLine;

/** A hub as far as its admin API goes: answers what it was told to, and writes down what it was asked. */
final class FakeAdminApi implements AutoCloseable {

    private final Path data;
    private final HttpServer server;
    private final Map<String, String> answers = new HashMap<>();
    private final List<String> asked = new ArrayList<>();

    FakeAdminApi(Path data) throws IOException {
        this.data = data;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        Path run = Files.createDirectories(data.resolve("run"));
        Files.writeString(run.resolve("admin.token"), "token");
        Files.writeString(
                run.resolve("hub.json"),
                "{\"pid\":" + ProcessHandle.current().pid() + ",\"console\":\"http://127.0.0.1:"
                        + server.getAddress().getPort() + "/\"}");
    }

    /** Answers {@code METHOD path?query} below the API's root with a document; anything else is not found. */
    FakeAdminApi on(String what, String json) {
        answers.put(what, json);
        return this;
    }

    /** What it was asked, as {@code METHOD path?query body}, oldest first. */
    synchronized List<String> asked() {
        return List.copyOf(asked);
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String what = exchange.getRequestMethod() + " "
                + exchange.getRequestURI().toString().replace("/api/v1/", "");
        asked.add(body.isEmpty() ? what : what + " " + body);
        byte[] answer = answers.getOrDefault(what, "{\"detail\":\"There is no such thing.\"}")
                .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answers.containsKey(what) ? 200 : 404, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    /** Runs {@code handfast admin} and gives what it printed, or its complaint. */
    String run(String... arguments) {
        var out = new StringWriter();
        var line = new CommandLine(new AdminCommand())
                .setOut(new PrintWriter(out))
                .setExecutionExceptionHandler((e, l, parsed) -> {
                    l.getOut().print(e.getMessage());
                    l.getOut().flush();
                    return 1;
                });
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--data=" + data);
        line.execute(all.toArray(String[]::new));
        return out.toString();
    }

    @Override
    public void close() {
        server.stop(0);
        try {
            Files.delete(data.resolve("run").resolve("hub.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
