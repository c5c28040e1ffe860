package org.handfast.core.link;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

import org.handfast.api.Bytes;

/**
 * One message for many links: those of one framing share one frame, and those that one thread serves are handed to it together.
 * For one thread.
 */
public final class FanOut {

    private final Bytes message;
    /** By identity: a framing is a plugin's, and need not be one that compares well. */
    private final Map<Object, byte[]> frames = new IdentityHashMap<>();

    private final Map<Object, Share> shares = new IdentityHashMap<>();

    /** What wires that belong together, as one thread serves them, are to send. */
    public interface Share {

        /** Sends it, on whichever thread it is. */
        void send();
    }

    /** One that nobody has framed. */
    public FanOut(Bytes message) {
        this.message = message;
    }

    /** What is sent. */
    public Bytes message() {
        return message;
    }

    /** The whole frame of it by a framing, which {@code make} makes the first time. Not to be changed. */
    public byte[] frame(Object framing, Function<Bytes, byte[]> make) {
        return frames.computeIfAbsent(framing, f -> make.apply(message));
    }

    /** The share of those that are served by {@code thread}, which {@code make} makes the first time. */
    public <S extends Share> S share(Class<S> kind, Object thread, Supplier<S> make) {
        return kind.cast(shares.computeIfAbsent(thread, t -> make.get()));
    }

    /** Sends what wires have put into shares. */
    public void send() {
        shares.values().forEach(Share::send);
    }
}
