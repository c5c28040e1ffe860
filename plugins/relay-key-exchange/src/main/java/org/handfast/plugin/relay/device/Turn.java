package org.handfast.plugin.relay.device;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

import org.handfast.api.Address;
import org.handfast.api.Device;
import org.handfast.api.Effect;
import org.handfast.api.Json;
import org.handfast.api.Key;
import org.handfast.api.Shown;
import org.handfast.api.State;
import org.handfast.api.Step;
import org.handfast.api.Step.Outcome;
import org.handfast.api.View;
import org.handfast.plugin.relay.wire.Type;

/** One step of a client while it is being made: where it has got to, and what shall be done. */
final class Turn {

    final View view;
    private Client client;
    private final List<Effect> effects = new ArrayList<>();

    Turn(Client client, View view) {
        this.client = client;
        this.view = view;
    }

    Client client() {
        return client;
    }

    Account account() {
        return client.account().orElseThrow();
    }

    void become(UnaryOperator<Client> change) {
        client = change.apply(client);
    }

    void add(Effect effect) {
        effects.add(effect);
    }

    void add(List<Effect> more) {
        effects.addAll(more);
    }

    /** Sends something, now if it can, and again until the hub has accepted it. */
    void post(Outgoing message) {
        become(c -> c.sending(message));
        transmit(message);
    }

    void post(Address to, Type type, Json.Members payload) {
        post(Outgoing.of(to, type, payload, view));
    }

    void transmit(Outgoing message) {
        if (client.line() instanceof Line.Online online) {
            add(Effect.send(online.link(), message.frame(account().code(), view)));
        }
    }

    /** Tells the hub that a message need not come again. */
    void acknowledge(String sender, String id) {
        if (client.line() instanceof Line.Online online) {
            add(Effect.send(
                    online.link(),
                    Outgoing.toHub(account().code(), Type.ACK, Json.of("id", id, "sender", sender), view)));
        }
    }

    /** Tells the person at this end. */
    void show(String code, String... texts) {
        add(Effect.show(code, new Shown(Shown.Kind.TEXT, List.of(texts))));
    }

    void note(String code, String detail) {
        add(Effect.note(code, detail));
    }

    /** A peer's Ed25519 key: the one it was paired under, else the one that this end was told. */
    Optional<Key> identity(Address peer) {
        return Paired.identity(peer, view)
                .or(() -> Optional.ofNullable(client.known().get(peer)));
    }

    boolean barred(Address peer) {
        return view.device(peer).map(Device::trust).filter(Device.Trust::barred).isPresent();
    }

    Step<State> done() {
        return Step.to(client, effects.toArray(Effect[]::new));
    }

    Step<State> over(Outcome outcome, String reason) {
        return Step.end(outcome, reason, effects.toArray(Effect[]::new));
    }
}
