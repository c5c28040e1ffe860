package org.handfast.plugin.chat.device;

import org.handfast.api.Bytes;
import org.handfast.api.Crypto;
import org.handfast.api.Secret;

/** The key of an epoch. Does not print. */
public final class SessionKey {

    /** Its size in bytes. */
    static final int SIZE = 32;

    private final long epoch;
    private final Bytes bytes;

    SessionKey(long epoch, Bytes bytes) {
        this.epoch = epoch;
        this.bytes = bytes;
    }

    static SessionKey fresh(long epoch, Crypto crypto) {
        return new SessionKey(epoch, crypto.random(SIZE));
    }

    long epoch() {
        return epoch;
    }

    /** As it is told to others, sealed. */
    String told() {
        return bytes.b64u();
    }

    Secret secret(Crypto crypto) {
        return crypto.secret(bytes);
    }

    @Override
    public String toString() {
        return "SessionKey[" + epoch + "]";
    }
}
