package org.handfast.plugin.qr.wire;

import java.util.Locale;

/** Why the hub does not do what it is asked for (RFC 9457). */
public enum Problem {
    BAD_SIGNATURE(401, "The request is not signed"),
    BAD_CREATED(401, "The request is not signed now"),
    BAD_NONCE(401, "The request was used before"),
    UNKNOWN_KEY(401, "Nobody has this key"),
    BAD_REQUEST(400, "The request is malformed"),
    BAD_PACKET(400, "The packet is malformed"),
    NOT_YOURS(403, "This is another's"),
    WRONG_KEY(403, "It was made with another key"),
    WRONG_HUB(403, "It was made for another hub"),
    WRONG_SIGNATURE(403, "The hub has not signed this"),
    WRONG_INVITE(403, "This invite is none"),
    ONE_ACCOUNT(403, "Both ends are one account"),
    NOT_ACTIVE(403, "The account is not active"),
    BLOCKED(403, "The account is blocked"),
    UNKNOWN(404, "There is no such thing"),
    USED(409, "This has been used"),
    IN_USE(409, "The pair ID is in use"),
    PENDING(409, "The pair ID is pending"),
    REPEATED(409, "The packet was sent before"),
    PAUSED(409, "The connection is paused"),
    BROKEN(409, "The connection was ended"),
    OTHER_BYTES(409, "Another packet has this ID"),
    TAKEN(409, "The key is taken"),
    EXPIRED(410, "The time is up"),
    TOO_LARGE(413, "This is too large"),
    TOO_FAST(429, "This is too fast"),
    FULL(429, "There is no more room");

    private final int status;
    private final String title;

    Problem(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The status code of the answer. */
    public int status() {
        return status;
    }

    /** What it is, as a few words. */
    public String title() {
        return title;
    }

    /** The code on the wire. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The refusal; {@code detail} is a sentence that says what to do. */
    public Refused because(String detail) {
        return new Refused(this, detail);
    }
}
