package org.handfast.cli.device.hub;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.jspecify.annotations.Nullable;

import org.handfast.api.Bytes;
import org.handfast.api.Key;
import org.handfast.cli.CliException;
import org.handfast.cli.ExitCode;
import org.handfast.cli.Json;
import org.handfast.cli.Plain;

/** One hub by HTTP. What it answers is believed only as far as its form goes. */
public final class HubHttp {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int KEY = 32;

    private final HubUrl hub;
    private final int longest;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    /** The hub there; {@code longest}: the most bytes that an answer of it may have. */
    public HubHttp(HubUrl hub, int longest) {
        this.hub = hub;
        this.longest = longest;
    }

    /**
     * What the hub answers.
     *
     * @param retryAfter how long it asks to be left alone
     */
    public record Answer(int status, byte[] body, Optional<Duration> retryAfter) {

        /** The body as JSON, if it is. */
        public JsonNode json() {
            try {
                return Json.MAPPER.readTree(body);
            } catch (IOException e) {
                return MissingNode.getInstance();
            }
        }
    }

    /** The client, for WebSockets. */
    public HttpClient client() {
        return client;
    }

    /** Where it is. */
    public HubUrl hub() {
        return hub;
    }

    /**
     * Asks.
     *
     * @throws CliException NO_HUB if there is no answer
     */
    public Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> response = client.sendAsync(request.build(), head -> new SmallBody(longest))
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return new Answer(response.statusCode(), response.body(), retryAfter(response));
        } catch (ExecutionException e) {
            throw unreachable(e.getCause());
        } catch (TimeoutException e) {
            throw new CliException(ExitCode.NO_HUB, "no hub answers at " + hub + " in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliException(ExitCode.FAILED, "interrupted");
        }
    }

    /** Why there is no answer, as a person is told. */
    public CliException unreachable(@Nullable Throwable cause) {
        String what =
                cause instanceof SSLException ? "this machine does not trust what answers at " : "no hub answers at ";
        return new CliException(ExitCode.NO_HUB, what + hub + because(cause));
    }

    private static String because(@Nullable Throwable cause) {
        return cause == null || cause.getMessage() == null ? "" : ": " + Plain.line(cause.getMessage());
    }

    private static Optional<Duration> retryAfter(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(seconds -> seconds.matches("[0-9]{1,6}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
    }

    /** Which hub this is. */
    public HubCard card() {
        Answer answer = send(HttpRequest.newBuilder(hub.resolve("/hub")));
        if (answer.status() != 200) {
            throw new CliException(ExitCode.NO_HUB, "what answers at " + hub + " is no hub (" + answer.status() + ")");
        }
        String digits = answer.json().path("ed25519_public_key").asText();
        if (!digits.matches("[0-9a-f]{" + 2 * KEY + "}")) {
            throw strange("its ed25519_public_key is no key");
        }
        return new HubCard(
                Plain.line(answer.json().path("name").asText()), new Key(Key.Algorithm.ED25519, Bytes.hex(digits)));
    }

    /** What is there answers, and not as a hub does. */
    public CliException strange(String how) {
        return new CliException(ExitCode.NO_HUB, "what answers at " + hub + " is no hub: " + how);
    }
}
