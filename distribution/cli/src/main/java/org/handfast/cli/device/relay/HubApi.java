package org.handfast.cli.device.relay;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.jspecify.annotations.Nullable;

import org.handfast.api.Key;
import org.handfast.api.Key.Algorithm;
import org.handfast.cli.CliException;
import org.handfast.cli.ExitCode;
import org.handfast.cli.Json;
import org.handfast.cli.Plain;
import org.handfast.plugin.relay.wire.Wire;

/** A relay's users, by HTTP. What a hub answers is believed only as far as its form goes. */
final class HubApi {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final String EDDSA = "eddsa_public_key";
    private static final String ECDH = "ecdh_public_key";

    private final HubUrl hub;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    HubApi(HubUrl hub) {
        this.hub = hub;
    }

    /** Which hub this is. */
    HubCard card() {
        Answer answer = send(HttpRequest.newBuilder(hub.resolve("/hub")));
        if (answer.status() != 200) {
            throw new CliException(ExitCode.NO_HUB, "what answers at " + hub + " is no hub (" + answer.status() + ")");
        }
        return new HubCard(
                Plain.line(answer.body().path("name").asText()), key(answer, "ed25519_public_key", Algorithm.ED25519));
    }

    /** Registers a device by its keys; always the same user for the same keys. */
    Code register(Key signing, Key agreement) {
        String body = Json.MAPPER
                .createObjectNode()
                .put(ECDH, agreement.bytes().hex())
                .put(EDDSA, signing.bytes().hex())
                .toString();
        Answer answer = send(HttpRequest.newBuilder(hub.resolve("/users"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
        requireDone(answer);
        if (!key(answer, EDDSA, Algorithm.ED25519).equals(signing)
                || !key(answer, ECDH, Algorithm.X25519).equals(agreement)) {
            throw strange("it registered other keys than this device's");
        }
        return code(answer);
    }

    /**
     * The Ed25519 key that the hub gives out for a user.
     *
     * @throws CliException USAGE if there is no such user
     */
    Key key(Code user) {
        Answer answer = send(HttpRequest.newBuilder(hub.resolve("/users/" + user)));
        if (answer.status() == 404) {
            throw new CliException(ExitCode.USAGE, "nobody has the code " + user + " at " + hub);
        }
        requireDone(answer);
        if (!code(answer).equals(user)) {
            throw strange("asked for " + user + " it answers with somebody else");
        }
        return key(answer, EDDSA, Algorithm.ED25519);
    }

    private record Answer(int status, JsonNode body) {}

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> response = client.sendAsync(request.build(), head -> new SmallBody())
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return new Answer(response.statusCode(), json(response.body()));
        } catch (ExecutionException e) {
            String what = e.getCause() instanceof SSLException
                    ? "this machine does not trust what answers at "
                    : "no hub answers at ";
            throw new CliException(ExitCode.NO_HUB, what + hub + because(e.getCause()));
        } catch (TimeoutException e) {
            throw new CliException(ExitCode.NO_HUB, "no hub answers at " + hub + " in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliException(ExitCode.FAILED, "interrupted");
        }
    }

    private static String because(@Nullable Throwable cause) {
        return cause == null || cause.getMessage() == null ? "" : ": " + Plain.line(cause.getMessage());
    }

    private static JsonNode json(byte[] body) {
        try {
            return Json.MAPPER.readTree(body);
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    private void requireDone(Answer answer) {
        int status = answer.status();
        if (status == 200) {
            return;
        }
        if (status == 429) {
            throw new CliException(
                    ExitCode.FAILED, "the hub has had many requests from this address; try again in a minute");
        }
        String message = Plain.line(answer.body().path("message").asText());
        throw new CliException(
                status == 403 || status == 409 ? ExitCode.REFUSED : ExitCode.FAILED,
                "the hub refuses this" + (message.isEmpty() ? " (" + status + ")" : ": " + message));
    }

    private Code code(Answer answer) {
        return Wire.code(answer.body().path("code").asText())
                .map(address -> new Code(address.value()))
                .orElseThrow(() -> strange("it gives no code"));
    }

    private Key key(Answer answer, String field, Algorithm algorithm) {
        return Wire.key(algorithm, answer.body().path(field).asText())
                .orElseThrow(() -> strange("its " + field + " is no key"));
    }

    private CliException strange(String how) {
        return new CliException(ExitCode.NO_HUB, "what answers at " + hub + " is no hub: " + how);
    }
}
