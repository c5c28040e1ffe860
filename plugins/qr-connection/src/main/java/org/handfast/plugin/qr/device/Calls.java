package org.handfast.plugin.qr.device;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.handfast.api.Bytes;
import org.handfast.api.Json;
import org.handfast.api.RequestSignature;
import org.handfast.plugin.qr.wire.PairId;

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
        Map<String, Json> body = new LinkedHashMap<>(
                Json.of("public_key", account.key().publicKey().bytes().b64u(), "name", name)
                        .values());
        invite.ifPresent(i -> body.put("invite", new Json.Text(i)));
        var unnamed =
                new Account(account.hubId(), account.hubKey(), account.key(), Optional.empty(), account.standing());
        return new Calls(unnamed, tools).call("POST", "/qr/accounts", new Json.Members(body).canonical());
    }

    /** To have the hub sign two ends, by a body that was made once. */
    public Call initiate(Bytes body) {
        return call("POST", "/qr/connections/initiate", body);
    }

    /** To have two ends connected. */
    public Call confirm(Bytes body) {
        return call("POST", "/qr/connections/confirm", body);
    }

    /**
     * To change a connection.
     *
     * @param what {@code break}, {@code pause} or {@code resume}
     */
    public Call on(PairId end, String what) {
        return call("POST", "/qr/connections/" + end + "/" + what, Bytes.EMPTY);
    }

    /** To bring and fetch packets. */
    public Call sync(Bytes body) {
        return call("POST", "/qr/sync", body);
    }

    /** To open the live stream. */
    public Call live() {
        return call("GET", "/qr/live", Bytes.EMPTY);
    }

    private Call call(String method, String target, Bytes body) {
        Bytes nonce = tools.crypto().random(RequestSignature.NONCE);
        var unsigned = new RequestSignature(account.keyId(), tools.seconds(), nonce, Bytes.EMPTY);
        Bytes signature =
                account.sign(unsigned.statement(account.hubId(), method, target, body, tools.crypto()), tools);
        var signed = new RequestSignature(unsigned.keyid(), unsigned.created(), nonce, signature);
        return new Call(method, target, signed.header(), body);
    }
}
