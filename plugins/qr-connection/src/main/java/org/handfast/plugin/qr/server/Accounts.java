package org.handfast.plugin.qr.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.handfast.api.Address;
import org.handfast.api.Approval;
import org.handfast.api.Device;
import org.handfast.api.Effect;
import org.handfast.api.Event;
import org.handfast.api.Event.Answer;
import org.handfast.api.Event.Decided;
import org.handfast.api.Event.Requested;
import org.handfast.api.Fault;
import org.handfast.api.Introduction;
import org.handfast.api.Json;
import org.handfast.api.Key;
import org.handfast.api.Question;
import org.handfast.api.RequestSignature;
import org.handfast.api.Response;
import org.handfast.api.Shown;
import org.handfast.api.State;
import org.handfast.api.Step;
import org.handfast.api.Step.Outcome;
import org.handfast.api.View;
import org.handfast.plugin.qr.server.Serving.Waiting;
import org.handfast.plugin.qr.wire.Problem;
import org.handfast.plugin.qr.wire.Refused;
import org.handfast.plugin.qr.wire.Wire;

/** Accounts: a key asks for one, and gets it at once, by an invite, or once a person says so. */
public final class Accounts {

    /** Who may have an account. */
    private enum Admission {
        OPEN,
        APPROVAL,
        INVITE
    }

    private static final String KIND = "account";
    private static final Duration PATIENCE = Duration.ofDays(6);

    private Accounts() {}

    /** One event of a key. */
    public static Step<State> on(State state, Event event, View view) {
        return switch (event) {
            case Requested e -> requested(state, e, view);
            case Event.Conflicted e when !(e.lost() instanceof Event.Conflicted) -> on(state, e.lost(), view);
            case Event.Restored e when state instanceof Waiting s -> asked(s, view);
            case Decided e when state instanceof Waiting s -> decided(s, e, view);
            default -> Step.stay(state);
        };
    }

    private static Step<State> requested(State state, Requested event, View view) {
        try {
            RequestSignature signature = Caller.signature(event.request());
            Json.Members body = Answers.body(event, view);
            Key key = key(body, signature, view);
            Caller.requireSound(signature, event.request(), key, view);
            Effect spent = Effect.claim(signature.claim());
            Optional<Device> holder = view.holder(key);
            return holder.isPresent()
                    ? Answers.answer(state, event, known(holder.get(), view), spent)
                    : register(event, key, body, view).and(spent);
        } catch (Fault fault) {
            return Answers.answer(state, event, Refused.of(fault).response());
        }
    }

    private static Key key(Json.Members body, RequestSignature signature, View view) {
        Key key = body.text("public_key")
                .flatMap(Wire::signingKey)
                .flatMap(k -> view.crypto().canonical(k).filter(k::equals))
                .orElseThrow(() -> Problem.BAD_REQUEST.because(
                        "'public_key' is no Ed25519 key: 32 bytes in base64url, a canonical point."));
        if (!signature.keyid().equals(Wire.keyId(key))) {
            throw Problem.WRONG_KEY.because("This request is signed as \"ed25519:\" and the very 'public_key'.");
        }
        return key;
    }

    private static Response known(Device device, View view) {
        if (device.addresses().isEmpty()) {
            throw Problem.TAKEN.because("This key belongs to a device of another protocol: make another.");
        }
        if (device.trust().barred()) {
            throw Problem.BLOCKED.because("The operator of this hub has blocked this account.");
        }
        return account(200, device.addresses().getFirst(), AccountState.of(device), view);
    }

    private static Response account(int status, Address account, AccountState state, View view) {
        return Response.json(
                status,
                Json.of(
                        "account_id", account.value(),
                        "state", state.word(),
                        "hub_key", view.hub().signing().bytes().b64u()));
    }

    private static Step<State> register(Requested event, Key key, Json.Members body, View view) {
        Introduction introduction = introduction(body);
        var account = new Address(Wire.newUuid(view.crypto()).toString());
        Optional<String> invite = body.text("invite").filter(i -> !i.isBlank());
        if (invite.isPresent()) {
            return switch (Invites.check(invite.get(), view)) {
                case Invites.Checked.Good good ->
                    admitted(event, account, introduction, key, Optional.of(good.approval()), view);
                case Invites.Checked.Missed missed ->
                    Step.end(
                            Outcome.CLOSED,
                            "The invite is none.",
                            missed.miss(),
                            Effect.respond(event.link(), Invites.wrong().response()));
                case Invites.Checked.None none -> throw Invites.wrong();
            };
        }
        return switch (admission(view)) {
            case OPEN -> admitted(event, account, introduction, key, Optional.empty(), view);
            case INVITE ->
                throw Problem.NOT_ACTIVE.because("This hub takes accounts by invite alone: ask its operator for one.");
            case APPROVAL -> {
                var waiting = new Waiting(account);
                yield Step.<State>to(
                        waiting,
                        registered(account, introduction, key, AccountState.WAITING),
                        Effect.respond(event.link(), account(201, account, AccountState.WAITING, view)),
                        question(account, introduction, key, view));
            }
        };
    }

    private static Introduction introduction(Json.Members body) {
        String name = body.text("name").orElse("");
        if (name.isBlank() || name.codePointCount(0, name.length()) > Introduction.MAX_NAME) {
            throw Problem.BAD_REQUEST.because("'name' has 1 to " + Introduction.MAX_NAME + " characters.");
        }
        return Introduction.of(name, KIND);
    }

    private static Admission admission(View view) {
        String setting = view.settings().text("accounts");
        for (Admission admission : Admission.values()) {
            if (admission.name().equalsIgnoreCase(setting)) {
                return admission;
            }
        }
        // Whoever wrote something else meant to keep somebody out.
        return Admission.APPROVAL;
    }

    private static Step<State> admitted(
            Requested event,
            Address account,
            Introduction introduction,
            Key key,
            Optional<Approval> approval,
            View view) {
        List<Effect> effects = new ArrayList<>();
        effects.add(registered(account, introduction, key, AccountState.ACTIVE));
        approval.ifPresent(a -> effects.add(Effect.admit(account, a)));
        effects.add(Effect.respond(event.link(), account(201, account, AccountState.ACTIVE, view)));
        return Step.end(Outcome.CLOSED, "There is a new account.", effects.toArray(Effect[]::new));
    }

    private static Effect registered(Address account, Introduction introduction, Key key, AccountState state) {
        return Effect.register(account, introduction, key, Map.of(AccountState.FACT, state.word()));
    }

    private static Effect question(Address account, Introduction introduction, Key key, View view) {
        Shown fingerprint = new Shown(
                Shown.Kind.PEER_FINGERPRINT,
                view.comparison().fingerprint(Wire.account(account).orElseThrow(), key.bytes()));
        return Effect.ask(new Question(Question.Stage.ACCOUNT, account, introduction, List.of(fingerprint), PATIENCE));
    }

    private static Step<State> asked(Waiting state, View view) {
        Optional<Device> device = view.device(state.account());
        if (device.isEmpty() || device.flatMap(Device::key).isEmpty()) {
            return Step.end(Outcome.CANCELLED, "The account is gone.");
        }
        return Step.to(
                state,
                question(
                        state.account(),
                        Introduction.of(device.get().name(), KIND),
                        device.get().key().orElseThrow(),
                        view));
    }

    private static Step<State> decided(Waiting state, Decided event, View view) {
        Optional<Device> device = view.device(state.account());
        if (device.isEmpty() || device.get().trust().barred()) {
            return Step.end(Outcome.CANCELLED, "The account is gone, or was blocked meanwhile.");
        }
        Address account = state.account();
        return switch (event.answer()) {
            case Answer a
            when a == Answer.YES && event.approval().isPresent() ->
                Step.end(
                        Outcome.CLOSED,
                        "The account was let in.",
                        Effect.admit(account, event.approval().orElseThrow()),
                        Effect.remember(account, AccountState.FACT, AccountState.ACTIVE.word()));
            case EXPIRED ->
                Step.end(Outcome.EXPIRED, "Nobody decided about the account in time.", Effect.unregister(account));
            default ->
                Step.end(
                        Outcome.REJECTED,
                        "The account was refused.",
                        Effect.remember(account, AccountState.FACT, AccountState.REFUSED.word()));
        };
    }
}
