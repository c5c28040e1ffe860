package org.handfast.testkit;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import org.handfast.api.Bytes;
import org.handfast.api.Crypto;
import org.handfast.api.Hub;
import org.handfast.api.KeyPair;
import org.handfast.api.Secret;
import org.handfast.core.crypto.Toolkit;

/** A toolkit that notes every secret that passes through it. */
final class WatchedToolkit implements Toolkit {

    private final Toolkit behind;
    private final Secrets secrets;

    WatchedToolkit(Toolkit behind, Secrets secrets) {
        this.behind = behind;
        this.secrets = secrets;
    }

    @Override
    public Hub hub() {
        return behind.hub();
    }

    @Override
    public Bytes random(int size) {
        return behind.random(size);
    }

    @Override
    public Crypto forEvent(Supplier<Bytes> seed) {
        Crypto crypto = behind.forEvent(() -> {
            Bytes drawn = seed.get();
            secrets.note(drawn);
            return drawn;
        });
        return (Crypto) Proxy.newProxyInstance(
                WatchedToolkit.class.getClassLoader(),
                new Class<?>[] {Crypto.class},
                (proxy, method, arguments) -> call(crypto, method, arguments));
    }

    private Object call(Crypto crypto, Method method, Object[] arguments) throws Throwable {
        try {
            Object result = method.invoke(crypto, arguments);
            note(result);
            return result;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private void note(Object result) {
        switch (result) {
            case KeyPair pair -> secrets.note(pair);
            case Secret secret -> secrets.note(secret);
            case Optional<?> some -> some.ifPresent(this::note);
            case List<?> several -> several.forEach(this::note);
            case null, default -> {}
        }
    }

    @Override
    public Bytes seal(KeyPair pair, String context) {
        return behind.seal(pair, context);
    }

    @Override
    public KeyPair openKeyPair(Bytes sealed, String context) {
        return behind.openKeyPair(sealed, context);
    }

    @Override
    public Bytes seal(Secret secret, String context) {
        return behind.seal(secret, context);
    }

    @Override
    public Secret openSecret(Bytes sealed, String context) {
        return behind.openSecret(sealed, context);
    }
}
