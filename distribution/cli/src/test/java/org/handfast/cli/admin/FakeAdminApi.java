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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import picocli.CommandLine;

import org.handfast.cli.CliException;

/** A hub as far as its admin API goes: answers what it was told to, and writes down what it was asked. */
public final class FakeAdminApi implements AutoCloseable {

    private final Path data;
    private final HttpServer server;
    private final Map<String, Deque<String>> answers = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private int exit;

    public FakeAdminApi(Path data) throws IOException {
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
    public FakeAdminApi on(String what, String json) {
        answers.put(what, new ArrayDeque<>(List.of(json)));
        return this;
    }

    /** Answers that from the next time on. */
    FakeAdminApi then(String what, String json) {
        answers.computeIfAbsent(what, w -> new ArrayDeque<>()).add(json);
        return this;
    }

    /** How the last command ended. */
    public int exit() {
        return exit;
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
        byte[] answer = next(what).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answers.containsKey(what) ? 200 : 404, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    /** The last answer is given again and again. */
    private String next(String what) {
        Deque<String> left = answers.get(what);
        if (left == null) {
            return "{\"detail\":\"There is no such thing.\"}";
        }
        return left.size() > 1 ? left.removeFirst() : left.getFirst();
    }

    /** Runs {@code handfast admin} and gives what it printed, or its complaint. */
    String run(String... arguments) {
        return run(new AdminCommand(), arguments);
    }

    /** The same of any command. */
    public String run(Object command, String... arguments) {
        var out = new StringWriter();
        var line = new CommandLine(command)
                .setOut(new PrintWriter(out))
                .setExecutionExceptionHandler((e, l, parsed) -> {
                    l.getOut().print(e.getMessage());
                    l.getOut().flush();
                    return e instanceof CliException known ? known.code().number() : 1;
                });
        List<String> all = new ArrayList<>(List.of(arguments));
        if (all.stream().noneMatch(argument -> argument.startsWith("--data="))) {
            all.add("--data=" + data);
        }
        exit = line.execute(all.toArray(String[]::new));
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
