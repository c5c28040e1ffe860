package org.handfast.bench.relay;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import io.netty.channel.Channel;

/** Who is known to the limit, and where. For one thread. */
final class LimitUsers {

    private static final long FIRST_CODE = 2_176_782_336L;

    private final Map<String, PublicKey> keys = new HashMap<>();
    private final Map<String, Channel> online = new HashMap<>();
    private final Signature signature;

    LimitUsers() {
        try {
            this.signature = Signature.getInstance("Ed25519", AmazonCorrettoCryptoProvider.INSTANCE);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Gives a newcomer a code. */
    String register(PublicKey key) {
        String code =
                Long.toString(FIRST_CODE + keys.size(), Character.MAX_RADIX).toUpperCase(java.util.Locale.ROOT);
        keys.put(code, key);
        return code;
    }

    boolean verifies(String code, byte[] data, byte[] signed) throws GeneralSecurityException {
        PublicKey key = keys.get(code);
        if (key == null) {
            return false;
        }
        signature.initVerify(key);
        signature.update(data);
        return signature.verify(signed);
    }

    void arrived(String code, Channel channel) {
        online.put(code, channel);
    }

    void left(String code, Channel channel) {
        online.remove(code, channel);
    }

    Optional<Channel> at(String code) {
        return Optional.ofNullable(online.get(code));
    }
}
