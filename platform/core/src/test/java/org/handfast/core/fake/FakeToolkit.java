package org.handfast.core.fake;

import java.nio.ByteBuffer;
import java.util.function.Supplier;

import org.handfast.api.Bytes;
import org.handfast.api.Crypto;
import org.handfast.api.Hub;
import org.handfast.api.Key;
import org.handfast.api.KeyPair;
import org.handfast.api.Secret;
import org.handfast.core.crypto.Toolkit;

/** Random bytes that count up, key pairs that are their public halves, and sealing that shows what it was bound to. */
public final class FakeToolkit implements Toolkit {

    private long next = 1;

    /** A key pair without a private half. */
    public record Pair(Key publicKey) implements KeyPair {}

    /** A secret that is none. */
    public record Open(Bytes bytes) implements Secret {}

    @Override
    public Hub hub() {
        return new Hub("00".repeat(32), "Fake", key(0), new Key(Key.Algorithm.X25519, key(0).bytes()));
    }

    /** A key that is told from others by a number. */
    public static Key key(int number) {
        return new Key(
                Key.Algorithm.ED25519,
                Bytes.wrap(ByteBuffer.allocate(32).putInt(number).array()));
    }

    @Override
    public synchronized Bytes random(int size) {
        var bytes = new byte[size];
        ByteBuffer number = ByteBuffer.allocate(8).putLong(next++);
        for (int i = 0; i < size; i++) {
            bytes[i] = number.get(7 - i % 8);
        }
        return Bytes.wrap(bytes);
    }

    @Override
    public Crypto forEvent(Supplier<Bytes> seed) {
        return (Crypto) java.lang.reflect.Proxy.newProxyInstance(
                FakeToolkit.class.getClassLoader(), new Class<?>[] {Crypto.class}, (proxy, method, arguments) -> {
                    throw new AssertionError("nobody should need " + method.getName());
                });
    }

    @Override
    public Bytes seal(KeyPair pair, String context) {
        return Bytes.lp(context, pair.publicKey().bytes());
    }

    @Override
    public KeyPair openKeyPair(Bytes sealed, String context) {
        return new Pair(new Key(Key.Algorithm.ED25519, opened(sealed, context)));
    }

    @Override
    public Bytes seal(Secret secret, String context) {
        return Bytes.lp(context, ((Open) secret).bytes());
    }

    @Override
    public Secret openSecret(Bytes sealed, String context) {
        return new Open(opened(sealed, context));
    }

    private static Bytes opened(Bytes sealed, String context) {
        Bytes bound = Bytes.lp(context);
        if (!sealed.startsWith(bound)) {
            throw new AssertionError("sealed for something else than " + context);
        }
        return sealed.from(bound.size() + 2);
    }
}
