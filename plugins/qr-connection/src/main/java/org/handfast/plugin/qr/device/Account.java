package org.handfast.plugin.qr.device;

import java.util.Locale;
import java.util.Optional;

import org.handfast.api.Address;
import org.handfast.api.Bytes;
import org.handfast.api.Json;
import org.handfast.api.Key;
import org.handfast.api.KeyPair;
import org.handfast.api.Shown;
import org.handfast.plugin.qr.wire.Wire;

/**
 * Who a device is at its hub.
 *
 * @param hubId of the hub
 * @param hubKey its Ed25519 key, held to from the first meeting on
 * @param key the account's own, Ed25519, made for this hub alone
 * @param id a UUID; there once the hub has answered
 * @param standing what the hub last said of it
 */
public record Account(String hubId, Key hubKey, KeyPair key, Optional<Address> id, Standing standing) {

    /** How an account stands with its hub. */
    public enum Standing {
        /** The hub has not answered yet. */
        NEW,
        /** An operator has to let it in. */
        WAITING,
        ACTIVE,
        REFUSED;

        /** The hub's word for it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Standing> of(String word) {
            for (Standing standing : values()) {
                if (standing.word().equals(word)) {
                    return Optional.of(standing);
                }
            }
            return Optional.empty();
        }
    }

    /** One that the hub does not know yet. */
    public static Account fresh(Key hubKey, Tools tools) {
        return new Account(
                idOf(hubKey, tools),
                hubKey,
                tools.crypto().generate(Key.Algorithm.ED25519),
                Optional.empty(),
                Standing.NEW);
    }

    private static String idOf(Key hubKey, Tools tools) {
        return tools.crypto().sha256(hubKey.bytes()).hex();
    }

    /**
     * As the hub's answer has it.
     *
     * @throws org.handfast.api.Fault PEER_FAULT if that is no such answer, or another hub's
     */
    public Account registered(Json.Members answer) {
        Standing said = answer.text("state")
                .flatMap(Standing::of)
                .filter(s -> s != Standing.NEW)
                .orElseThrow(() -> Misfit.answer("it has no 'state' of an account"));
        String account = answer.text("account_id")
                .filter(i -> Wire.uuid(i).isPresent())
                .orElseThrow(() -> Misfit.answer("its 'account_id' is no UUID in lower case"));
        if (!answer.text("hub_key").flatMap(Wire::signingKey).equals(Optional.of(hubKey))) {
            throw Misfit.answer("its 'hub_key' is not the key of the hub that this device knows");
        }
        return new Account(hubId, hubKey, key, Optional.of(new Address(account)), said);
    }

    /**
     * Its id.
     *
     * @throws org.handfast.api.Fault OPERATOR_INPUT if it is not active
     */
    public Address requireActive() {
        return id.filter(i -> standing == Standing.ACTIVE)
                .orElseThrow(() -> Misfit.of(
                        "not-active",
                        standing == Standing.REFUSED
                                ? "The operator of the hub has refused this device."
                                : "The operator of the hub has not let this device in yet."));
    }

    /** Its key in twelve words, as the operator of the hub sees it; none before the hub has answered. */
    public Optional<Shown> fingerprint(Tools tools) {
        return id.flatMap(Wire::account)
                .map(bytes -> new Shown(
                        Shown.Kind.OWN_FINGERPRINT,
                        tools.comparison().fingerprint(bytes, key.publicKey().bytes())));
    }

    /** What it is called in a request's signature. */
    String keyId() {
        return id.map(Address::value).orElseGet(() -> Wire.keyId(key.publicKey()));
    }

    Bytes sign(Bytes message, Tools tools) {
        return tools.crypto().sign(key, message);
    }
}
