package org.handfast.cli.device.relay;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;

import org.handfast.api.Key;
import org.handfast.api.Key.Algorithm;
import org.handfast.cli.CliException;
import org.handfast.cli.ExitCode;
import org.handfast.cli.Json;
import org.handfast.cli.Plain;
import org.handfast.cli.device.hub.HubCard;
import org.handfast.cli.device.hub.HubHttp;
import org.handfast.cli.device.hub.HubHttp.Answer;
import org.handfast.cli.device.hub.HubUrl;
import org.handfast.plugin.relay.wire.Wire;

/** A relay's users, by HTTP. What a hub answers is believed only as far as its form goes. */
final class HubApi {

    private static final int LONGEST = 16 * 1024;
    private static final String EDDSA = "eddsa_public_key";
    private static final String ECDH = "ecdh_public_key";

    private final HubUrl hub;
    private final HubHttp http;

    HubApi(HubUrl hub) {
        this.hub = hub;
        this.http = new HubHttp(hub, LONGEST);
    }

    /** Which hub this is. */
    HubCard card() {
        return http.card();
    }

    /** Registers a device by its keys; always the same user for the same keys. */
    Code register(Key signing, Key agreement) {
        String body = Json.MAPPER
                .createObjectNode()
                .put(ECDH, agreement.bytes().hex())
                .put(EDDSA, signing.bytes().hex())
                .toString();
        Answer answer = http.send(HttpRequest.newBuilder(hub.resolve("/users"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
        requireDone(answer);
        if (!key(answer, EDDSA, Algorithm.ED25519).equals(signing)
                || !key(answer, ECDH, Algorithm.X25519).equals(agreement)) {
            throw http.strange("it registered other keys than this device's");
        }
        return code(answer);
    }

    /**
     * The Ed25519 key that the hub gives out for a user.
     *
     * @throws CliException USAGE if there is no such user
     */
    Key key(Code user) {
        Answer answer = http.send(HttpRequest.newBuilder(hub.resolve("/users/" + user)));
        if (answer.status() == 404) {
            throw new CliException(ExitCode.USAGE, "nobody has the code " + user + " at " + hub);
        }
        requireDone(answer);
        if (!code(answer).equals(user)) {
            throw http.strange("asked for " + user + " it answers with somebody else");
        }
        return key(answer, EDDSA, Algorithm.ED25519);
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
        String message = Plain.line(answer.json().path("message").asText());
        throw new CliException(
                status == 403 || status == 409 ? ExitCode.REFUSED : ExitCode.FAILED,
                "the hub refuses this" + (message.isEmpty() ? " (" + status + ")" : ": " + message));
    }

    private Code code(Answer answer) {
        return Wire.code(answer.json().path("code").asText())
                .map(address -> new Code(address.value()))
                .orElseThrow(() -> http.strange("it gives no code"));
    }

    private Key key(Answer answer, String field, Algorithm algorithm) {
        return Wire.key(algorithm, answer.json().path(field).asText())
                .orElseThrow(() -> http.strange("its " + field + " is no key"));
    }
}
