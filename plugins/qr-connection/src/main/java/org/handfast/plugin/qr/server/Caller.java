package org.handfast.plugin.qr.server;

import org.handfast.api.Address;
import org.handfast.api.Device;
import org.handfast.api.Effect;
import org.handfast.api.Key;
import org.handfast.api.Request;
import org.handfast.api.RequestSignature;
import org.handfast.api.View;
import org.handfast.plugin.qr.wire.Problem;
import org.handfast.plugin.qr.wire.Wire;

/**
 * The account that a request is from, proven by its signature.
 *
 * @param account its address
 * @param device as the registry has it
 * @param key that it signs with
 * @param signature of the request
 */
record Caller(Address account, Device device, Key key, RequestSignature signature) {

    /**
     * Who asks.
     *
     * @throws org.handfast.plugin.qr.wire.Refused if that is not known, or is not to be served
     */
    static Caller require(Request request, View view) {
        RequestSignature signature = signature(request);
        if (Wire.uuid(signature.keyid()).isEmpty()) {
            throw unknown();
        }
        var account = new Address(signature.keyid());
        Device device = view.device(account).orElseThrow(Caller::unknown);
        Key key = device.key().orElseThrow(Caller::unknown);
        requireSound(signature, request, key, view);
        if (device.trust().barred()) {
            throw Problem.BLOCKED.because("The operator of this hub has blocked this account.");
        }
        switch (AccountState.of(device)) {
            case ACTIVE -> {}
            case WAITING ->
                throw Problem.NOT_ACTIVE.because("The account waits for the operator of this hub: try later.");
            case REFUSED -> throw Problem.NOT_ACTIVE.because("The operator of this hub has refused this account.");
        }
        return new Caller(account, device, key, signature);
    }

    /** The signature of a request, not checked yet. */
    static RequestSignature signature(Request request) {
        return RequestSignature.of(request)
                .orElseThrow(() -> Problem.BAD_SIGNATURE.because("Sign the request: " + RequestSignature.HEADER
                        + " with keyid, created, nonce and sig, in this order and form."));
    }

    /** Requires that a request was signed with a key, now, for this hub, and not before. */
    static void requireSound(RequestSignature signature, Request request, Key key, View view) {
        signature.refusal(request, key, view).ifPresent(refusal -> {
            throw switch (refusal) {
                case SIGNATURE ->
                    Problem.BAD_SIGNATURE.because(
                            "The signature is not this key's over this request to this hub: check the hub's id, the"
                                    + " target with its query, and the body.");
                case CREATED ->
                    Problem.BAD_CREATED.because("The request was signed more than "
                            + RequestSignature.SKEW.toMinutes() + " minutes off the hub's time, "
                            + view.now().getEpochSecond() + ": set the clock.");
                case NONCE -> Problem.BAD_NONCE.because("This nonce has been used: sign each request anew.");
            };
        });
    }

    private static RuntimeException unknown() {
        return Problem.UNKNOWN_KEY.because("No account has this id here: register by POST /qr/accounts.");
    }

    /** True if this is an address of the caller. */
    boolean owns(Address address) {
        return device.addresses().contains(address);
    }

    /** What makes the request's signature good for once. */
    Effect spent() {
        return Effect.claim(signature.claim());
    }

    /** That the account is in use. */
    Effect seen() {
        return Effect.seen(account);
    }
}
