package org.handfast.api;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The header {@code Handfast-Signature}: whoever sends an HTTP request signs it, whole, for one hub and one use. A step that
 * serves a signed request asks for the {@link #refusal}, and makes the {@link #claim} among its effects.
 *
 * @param keyid which key: an account, or the key itself; 1 to 128 printable ASCII characters, no quote and no backslash
 * @param created when it was signed, in Unix seconds
 * @param nonce 16 random bytes
 * @param signature Ed25519, 64 bytes; empty before it is signed
 */
public record RequestSignature(String keyid, long created, Bytes nonce, Bytes signature) {

    /** The header's name. */
    public static final String HEADER = "Handfast-Signature";

    /** The size of a nonce, in bytes. */
    public static final int NONCE = 16;

    /** How far the clocks of the two ends may be apart, in whole seconds of each. */
    public static final Duration SKEW = Duration.ofSeconds(300);

    /** For how long a nonce stays taken: both ends of what {@link #SKEW} allows, and a minute. */
    public static final Duration REMEMBERED = SKEW.multipliedBy(2).plusSeconds(60);

    private static final String LABEL = "handfast/request/v1";
    private static final long LATEST = 999_999_999_999L;

    private static final String KEYID = "[!#-\\[\\]-~]{1,128}";

    /** Each signature has one spelling. */
    private static final Pattern FORM = Pattern.compile("keyid=\"(" + KEYID + ")\", created=([1-9][0-9]{0,11}), "
            + "nonce=\"([A-Za-z0-9_-]{22})\", sig=\"([A-Za-z0-9_-]{86})\"");

    /** Why a signed request is not served. */
    public enum Refusal {
        /** It was signed too long ago, or by a clock that is ahead. */
        CREATED,
        /** It was made with another key, for another hub, or of another request. */
        SIGNATURE,
        /** It has been used. */
        NONCE
    }

    public RequestSignature {
        if (!keyid.matches(KEYID)) {
            throw new IllegalArgumentException(
                    "a keyid is 1 to 128 printable ASCII characters, without quote and backslash");
        }
        if (created < 1 || created > LATEST) {
            throw new IllegalArgumentException("created is 1 to " + LATEST + ", this is " + created);
        }
        if (nonce.size() != NONCE) {
            throw new IllegalArgumentException("a nonce is " + NONCE + " bytes, this has " + nonce.size());
        }
    }

    /** One that is not signed yet. */
    public static RequestSignature unsigned(String keyid, Instant created, Bytes nonce) {
        return new RequestSignature(keyid, created.getEpochSecond(), nonce, Bytes.EMPTY);
    }

    /** The signature of a request; empty if it has none, or not in its one form. */
    public static Optional<RequestSignature> of(Request request) {
        return request.signature().flatMap(RequestSignature::parse);
    }

    /** A header's value taken apart; empty if it is not in its one form. */
    public static Optional<RequestSignature> parse(String header) {
        Matcher form = FORM.matcher(header);
        if (!form.matches()) {
            return Optional.empty();
        }
        return Bytes.b64u(form.group(3)).flatMap(nonce -> Bytes.b64u(form.group(4))
                .map(signature ->
                        new RequestSignature(form.group(1), Long.parseLong(form.group(2)), nonce, signature)));
    }

    /** The same, signed. */
    public RequestSignature by(KeyPair own, String hubId, String method, String target, Bytes body, Crypto crypto) {
        return new RequestSignature(
                keyid, created, nonce, crypto.sign(own, statement(hubId, method, target, body, crypto)));
    }

    /**
     * What is signed.
     *
     * @param hubId of the hub that is asked
     * @param method in upper case
     * @param target path and query, as sent; of a WebSocket without the {@code auth} that carries the signature
     */
    public Bytes statement(String hubId, String method, String target, Bytes body, Crypto crypto) {
        return Bytes.lp(
                LABEL,
                Bytes.utf8(hubId),
                Bytes.utf8(keyid),
                Bytes.utf8(method),
                Bytes.utf8(target),
                Bytes.u64(created),
                nonce,
                crypto.sha256(body));
    }

    /** Why a request with this signature is not served; empty if it is, given that the step makes the {@link #claim}. */
    public Optional<Refusal> refusal(Request request, Key key, View view) {
        if (Math.abs(view.now().getEpochSecond() - created) > SKEW.toSeconds()) {
            return Optional.of(Refusal.CREATED);
        }
        Bytes statement = statement(view.hub().id(), request.method(), request.target(), request.body(), view.crypto());
        if (!view.crypto().verify(key, statement, signature)) {
            return Optional.of(Refusal.SIGNATURE);
        }
        return view.taken(claim()) ? Optional.of(Refusal.NONCE) : Optional.empty();
    }

    /** The one use of it. */
    public Claim claim() {
        return new Claim(
                "request/" + keyid, nonce, Instant.ofEpochSecond(created).plus(REMEMBERED));
    }

    /** The header's value. */
    public String header() {
        return "keyid=\"" + keyid + "\", created=" + created + ", nonce=\"" + nonce.b64u() + "\", sig=\""
                + signature.b64u() + "\"";
    }
}
