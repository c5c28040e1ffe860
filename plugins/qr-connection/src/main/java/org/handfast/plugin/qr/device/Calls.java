package org.handfast.plugin.qr.device;

import java.util.Optional;

import org.handfast.api.Bytes;
import org.handfast.api.Json;
import org.handfast.api.RequestSignature;
import org.handfast.plugin.qr.wire.PairId;
import org.handfast.plugin.qr.wire.Wire;

/** Everything that an account asks its hub for. */
public final class Calls {

    private final Account account;
    private final Tools tools;

    /** Those of an account. */
    public Calls(Account account, Tools tools) {
        this.account = account;
        this.tools = tools;
    }

    /** To have an account, or to hear how it stands; signed with the key itself. */
    public Call register(String name, Optional<String> invite) {
        Json.Members plain =
                Json.of("public_key", account.key().publicKey().bytes().b64u(), "name", name);
        Json.Members body = invite.map(i -> plain.with("invite", i)).orElse(plain);
        var unnamed =
                new Account(account.hubId(), account.hubKey(), account.key(), Optional.empty(), account.standing());
        return new Calls(unnamed, tools).call("POST", Wire.ACCOUNTS, body.canonical());
    }

    /** To have the hub sign two ends, by a body that was made once. */
    public Call initiate(Bytes body) {
        return call("POST", Wire.INITIATE, body);
    }

    /** To have two ends connected. */
    public Call confirm(Bytes body) {
        return call("POST", Wire.CONFIRM, body);
    }

    /**
     * To change a connection.
     *
     * @param what {@code break}, {@code pause} or {@code resume}
     */
    public Call on(PairId end, String what) {
        return call("POST", Wire.CONNECTIONS + end + "/" + what, Bytes.EMPTY);
    }

    /** To bring and fetch packets. */
    public Call sync(Bytes body) {
        return call("POST", Wire.SYNC, body);
    }

    /** To open the live stream. */
    public Call live() {
        return call("GET", Wire.LIVE, Bytes.EMPTY);
    }

    private Call call(String method, String target, Bytes body) {
        Bytes nonce = tools.crypto().random(RequestSignature.NONCE);
        RequestSignature signature = RequestSignature.unsigned(account.keyId(), tools.now(), nonce)
                .by(account.key(), account.hubId(), method, target, body, tools.crypto());
        return new Call(method, target, signature.header(), body);
    }
}
