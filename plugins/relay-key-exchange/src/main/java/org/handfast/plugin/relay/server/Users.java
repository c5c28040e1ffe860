package org.handfast.plugin.relay.server;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.handfast.api.Address;
import org.handfast.api.Bytes;
import org.handfast.api.Crypto;
import org.handfast.api.Device;
import org.handfast.api.Device.Trust;
import org.handfast.api.Effect;
import org.handfast.api.Event;
import org.handfast.api.Event.Conflicted;
import org.handfast.api.Event.LinkClosed;
import org.handfast.api.Event.Requested;
import org.handfast.api.Fault;
import org.handfast.api.Introduction;
import org.handfast.api.Json;
import org.handfast.api.Key;
import org.handfast.api.Link;
import org.handfast.api.Request;
import org.handfast.api.Response;
import org.handfast.api.State;
import org.handfast.api.Step;
import org.handfast.api.Step.Outcome;
import org.handfast.api.View;
import org.handfast.plugin.relay.wire.Moment;
import org.handfast.plugin.relay.wire.Wire;

/** Users by HTTP: they register with two keys and get a code; whoever has the code gets the keys. */
public final class Users {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private static final int CODE = 7;
    private static final String EDDSA = "eddsa_public_key";
    private static final String ECDH = "ecdh_public_key";
    private static final String KIND = "relay user";

    private Users() {}

    /** One event of an exchange. */
    public static Step<State> on(Serving.Exchange state, Event event, View view) {
        return switch (event) {
            case Requested e -> requested(e, view);
            // Somebody else got the code, or registered the key, at the same moment.
            case Conflicted e when e.lost() instanceof Requested lost -> requested(lost, view);
            case LinkClosed e -> Step.end(Outcome.CLOSED, "The exchange is over.");
            default -> Step.stay(state);
        };
    }

    private static Step<State> requested(Requested event, View view) {
        Link link = event.link();
        Request request = event.request();
        if (request.method().equals("GET")) {
            return answered(link, found(request.parameters().getOrDefault("code", ""), view));
        }
        try {
            return register(link, view.json(request.body()).root(), view);
        } catch (Fault fault) {
            if (fault.category() != Fault.Category.PEER_FAULT) {
                throw fault;
            }
            return answered(link, error(400, fault.detail()));
        }
    }

    private static Response found(String code, View view) {
        return Wire.code(code)
                .flatMap(view::device)
                .flatMap(device -> shown(device, view))
                .map(user -> Response.json(200, user))
                .orElseGet(() -> error(404, "user code not found"));
    }

    private static Step<State> register(Link link, Json.Members body, View view) {
        Key agreement = key(body, ECDH, Key.Algorithm.X25519, view.crypto());
        Key signing = key(body, EDDSA, Key.Algorithm.ED25519, view.crypto());
        Optional<Device> holder = view.holder(signing);
        if (holder.isEmpty()) {
            return added(link, agreement, signing, Optional.empty(), view);
        }
        Device known = holder.get();
        if (known.trust().barred()) {
            return answered(link, error(403, "the operator of this hub has blocked this user"));
        }
        if (agreement.bytes().hex().equals(known.facts().get(Fact.AGREEMENT))) {
            return answered(
                    link,
                    shown(known, view).map(user -> Response.json(200, user)).orElseGet(Users::taken));
        }
        boolean unproven = known.trust() == Trust.KNOWN && known.facts().containsKey(Fact.AGREEMENT);
        if (!unproven || known.is(Fact.PROVEN)) {
            return answered(link, taken());
        }
        return added(link, agreement, signing, Optional.of(known.address()), view);
    }

    private static Response taken() {
        return error(409, "this " + EDDSA + " is registered with another " + ECDH);
    }

    /** A new user; {@code squatter} is whoever registered the key without holding it, as far as anybody knows. */
    private static Step<State> added(Link link, Key agreement, Key signing, Optional<Address> squatter, View view) {
        if (!view.settings().text("admission").equals("open")) {
            return answered(link, error(403, "this hub takes no new users: ask its operator"));
        }
        Address code = draw(view);
        String created = Moment.write(view.now());
        Json user = user(code, Optional.empty(), agreement.bytes().hex(), signing, created, view.crypto());
        List<Effect> effects = new ArrayList<>();
        squatter.ifPresent(address -> effects.add(Effect.unregister(address)));
        effects.add(Effect.register(
                code,
                Introduction.of(code.value(), KIND),
                signing,
                Map.of(Fact.AGREEMENT, agreement.bytes().hex(), Fact.CREATED, created)));
        effects.add(Effect.respond(link, Response.json(200, user)));
        return Step.end(Outcome.CLOSED, "A user registered.", effects.toArray(Effect[]::new));
    }

    /** A code that nobody has. There are 36^7 of them, so another is soon found. */
    private static Address draw(View view) {
        while (true) {
            var code = new Address(code(view.crypto()));
            if (view.device(code).isEmpty()) {
                return code;
            }
        }
    }

    /** Seven characters, each as likely as the others: of the values of a byte those are passed over that 36 does not divide. */
    private static String code(Crypto crypto) {
        int fair = 256 - 256 % ALPHABET.length();
        var code = new StringBuilder();
        while (code.length() < CODE) {
            int drawn = crypto.random(1).at(0);
            if (drawn < fair) {
                code.append(ALPHABET.charAt(drawn % ALPHABET.length()));
            }
        }
        return code.toString();
    }

    private static Key key(Json.Members body, String field, Key.Algorithm algorithm, Crypto crypto) {
        return body.text(field)
                .flatMap(digits -> Wire.key(algorithm, digits))
                .flatMap(key -> crypto.canonical(key).filter(key::equals))
                .orElseThrow(() -> Fault.peer(
                        "bad-key",
                        field + " is no " + (algorithm == Key.Algorithm.X25519 ? "X25519" : "Ed25519")
                                + " key: 64 lower-case hexadecimal digits, the one spelling there is of it, and not of"
                                + " low order"));
    }

    private static Optional<Json> shown(Device device, View view) {
        String agreement = device.facts().get(Fact.AGREEMENT);
        String created = device.facts().get(Fact.CREATED);
        if (agreement == null || created == null) {
            return Optional.empty();
        }
        Address code = device.address();
        Optional<String> name = Optional.of(device.name()).filter(n -> !n.equals(code.value()));
        return device.key().map(signing -> user(code, name, agreement, signing, created, view.crypto()));
    }

    private static Json user(
            Address code, Optional<String> name, String agreement, Key signing, String created, Crypto crypto) {
        Map<String, Json> user = new LinkedHashMap<>();
        user.put("id", new Json.Whole(number(code, crypto)));
        user.put("code", new Json.Text(code.value()));
        user.put("name", name.<Json>map(Json.Text::new).orElseGet(Json.Null::new));
        user.put(ECDH, new Json.Text(agreement));
        user.put(EDDSA, new Json.Text(signing.bytes().hex()));
        user.put("created_at", new Json.Text(created));
        return new Json.Members(user);
    }

    /** The number of a user, which the document has and nobody uses: 48 bits that follow from the code, and give away nothing else. */
    private static long number(Address code, Crypto crypto) {
        Bytes hash = crypto.sha256(Bytes.lp("handfast/relay-key-exchange/user-id/v1", Bytes.utf8(code.value())));
        return hash.buffer().getLong() >>> 16;
    }

    private static Response error(int status, String message) {
        return Response.json(status, Json.of("message", message));
    }

    private static Step<State> answered(Link link, Response response) {
        return Step.end(Outcome.CLOSED, "Answered with " + response.status() + ".", Effect.respond(link, response));
    }
}
