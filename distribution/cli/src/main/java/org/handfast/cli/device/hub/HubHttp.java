package org.handfast.cli.device.hub;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.jspecify.annotations.Nullable;

import org.handfast.api.Bytes;
import org.handfast.api.Hub;
import org.handfast.api.Key;
import org.handfast.cli.CliException;
import org.handfast.cli.ExitCode;
import org.handfast.cli.Json;
import org.handfast.cli.Plain;
import org.handfast.core.crypto.Sha256;

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
        JsonNode said = said();
        return new HubCard(Plain.line(said.path("name").asText()), key(said, Key.Algorithm.ED25519));
    }

    /** The same with the key that it seals by, and with its id, which is the hash of its Ed25519 key. */
    public Hub whole() {
        JsonNode said = said();
        Key signing = key(said, Key.Algorithm.ED25519);
        String id = Sha256.of(signing.bytes()).hex();
        if (!said.path("hub_id").asText().equals(id)) {
            throw strange("its hub_id is not that of its key");
        }
        return new Hub(id, Plain.line(said.path("name").asText()), signing, key(said, Key.Algorithm.X25519));
    }

    private JsonNode said() {
        Answer answer = send(HttpRequest.newBuilder(hub.resolve("/hub")));
        if (answer.status() != 200) {
            throw new CliException(ExitCode.NO_HUB, "what answers at " + hub + " is no hub (" + answer.status() + ")");
        }
        return answer.json();
    }

    private Key key(JsonNode said, Key.Algorithm algorithm) {
        String field = algorithm.name().toLowerCase(Locale.ROOT) + "_public_key";
        String digits = said.path(field).asText();
        if (!digits.matches("[0-9a-f]{" + 2 * KEY + "}")) {
            throw strange("its " + field + " is no key");
        }
        return new Key(algorithm, Bytes.hex(digits));
    }

    /** What is there answers, and not as a hub does. */
    public CliException strange(String how) {
        return new CliException(ExitCode.NO_HUB, "what answers at " + hub + " is no hub: " + how);
    }
}
