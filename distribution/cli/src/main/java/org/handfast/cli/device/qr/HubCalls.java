package org.handfast.cli.device.qr;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Optional;

import org.handfast.api.Bytes;
import org.handfast.api.Fault;
import org.handfast.api.Json;
import org.handfast.api.RequestSignature;
import org.handfast.cli.CliException;
import org.handfast.cli.ExitCode;
import org.handfast.cli.Plain;
import org.handfast.cli.device.hub.HubCard;
import org.handfast.cli.device.hub.HubHttp;
import org.handfast.cli.device.hub.HubUrl;
import org.handfast.core.json.JsonReader;
import org.handfast.plugin.qr.device.Account;
import org.handfast.plugin.qr.device.Call;
import org.handfast.plugin.qr.device.Refusal;

/** Asks a hub what an account asks for. */
final class HubCalls {

    /** Two hundred packets with their names, and then some. */
    static final int LONGEST = 4 * 1024 * 1024;

    private final HubHttp http;

    HubCalls(HubUrl hub) {
        this.http = new HubHttp(hub, LONGEST);
    }

    HubHttp http() {
        return http;
    }

    /** What the hub answers; its body as far as it is JSON. */
    record Reply(int status, Optional<Json.Members> body, Optional<Duration> retryAfter) {

        boolean done() {
            return status >= 200 && status < 300;
        }

        /** True if a connection that was to be ended is over now; the other end, or the hub, may have been first. */
        boolean ended() {
            return done() || status == 404 || status == 409;
        }

        Refusal refusal() {
            return Refusal.of(status, body);
        }

        /** The body of a yes. */
        Json.Members require() {
            if (!done()) {
                throw no();
            }
            return body.orElseThrow(() -> new CliException(ExitCode.NO_HUB, "the hub answers what is no JSON"));
        }

        /** The hub's no, as a person is told. */
        CliException no() {
            return HubCalls.no(refusal(), retryAfter);
        }
    }

    static CliException no(Refusal refusal, Optional<Duration> retryAfter) {
        String detail = Plain.line(refusal.detail());
        String wait =
                retryAfter.map(w -> " Try again in " + w.toSeconds() + " s.").orElse("");
        return new CliException(
                switch (refusal.status()) {
                    case 403, 409 -> ExitCode.REFUSED;
                    case 404 -> ExitCode.USAGE;
                    case 410 -> ExitCode.EXPIRED;
                    default -> ExitCode.FAILED;
                },
                "the hub refuses this" + (detail.isEmpty() ? " (" + refusal.status() + ")" : ": " + detail) + wait);
    }

    Reply ask(Call call) {
        HttpRequest.Builder request = HttpRequest.newBuilder(http.hub().resolve(call.target()))
                .header(RequestSignature.HEADER, call.signature())
                .method(call.method(), BodyPublishers.ofByteArray(call.body().toArray()));
        if (!call.body().isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        HubHttp.Answer answer = http.send(request);
        return new Reply(answer.status(), json(answer.body()), answer.retryAfter());
    }

    private static Optional<Json.Members> json(byte[] body) {
        try {
            return Optional.of(JsonReader.read(Bytes.wrap(body)).root());
        } catch (Fault notJson) {
            return Optional.empty();
        }
    }

    /**
     * Makes sure that the hub is the one that the account is at.
     *
     * @throws CliException REFUSED if it has another key now
     */
    HubCard requireSame(Account account) {
        HubCard card = http.card();
        if (!card.key().equals(account.hubKey())) {
            throw new CliException(
                    ExitCode.REFUSED,
                    "the hub at " + http.hub() + " has another key than when this device registered: somebody is in"
                            + " between, or the hub was set up anew; if you know that it was, register again with"
                            + " --trust-new-hub");
        }
        return card;
    }
}
