package org.handfast.plugin.qr.wire;

import org.handfast.api.Address;
import org.handfast.api.Bytes;
import org.handfast.api.Key;

/** What is signed beside packets and requests. */
public final class Statement {

    /** What A does with its pair key. */
    public static final String INITIATE = "initiate";

    /** What B does. */
    public static final String CONFIRM = "confirm";

    private static final String CONNECTION = "handfast/qr-connection/v1";
    private static final String OWN = "handfast/qr-connection/own/v1";
    private static final String REKEY = "handfast/qr-connection/rekey/v1";

    private Statement() {}

    /**
     * The hub: these two may be connected until then.
     *
     * @param account A's
     * @param expires in Unix seconds
     */
    public static Bytes ofHub(String hubId, PairId sender, PairId recipient, Address account, long expires) {
        return Bytes.lp(
                CONNECTION, Bytes.utf8(hubId), sender.bytes(), recipient.bytes(), id(account), Bytes.u64(expires));
    }

    /**
     * A pair key: whoever holds it is this account, and does this.
     *
     * @param doing {@link #INITIATE} or {@link #CONFIRM}
     */
    public static Bytes ofOwner(String hubId, String doing, Address account, PairId own, PairId other) {
        return Bytes.lp(OWN, Bytes.utf8(hubId), Bytes.utf8(doing), id(account), own.bytes(), other.bytes());
    }

    /** A pair key: this is the next X25519 key of its owner. */
    public static Bytes ofNext(PairId own, Key next) {
        return Bytes.lp(REKEY, own.bytes(), next.bytes());
    }

    private static Bytes id(Address account) {
        return Wire.account(account).orElseThrow(() -> new IllegalArgumentException(account + " is no account"));
    }
}
