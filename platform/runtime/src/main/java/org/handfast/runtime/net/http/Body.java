package org.handfast.runtime.net.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

import io.netty.buffer.ByteBuf;

import org.handfast.api.Bytes;

/** The body of a request, as far as it has come: never more than it may be. */
final class Body {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(0);
    private final int most;

    Body(int most) {
        this.most = most;
    }

    /**
     * Adds to it.
     *
     * @throws Refused 413
     */
    void add(ByteBuf more) throws Refused {
        requireRoom(bytes.size() + (long) more.readableBytes());
        try {
            more.readBytes(bytes, more.readableBytes());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /**
     * Requires that it may be so large.
     *
     * @throws Refused 413
     */
    void requireRoom(long size) throws Refused {
        if (size > most) {
            throw new Refused(Answer.message(413, "The body may have " + most + " bytes."));
        }
    }

    Bytes whole() {
        return Bytes.wrap(bytes.toByteArray());
    }
}
