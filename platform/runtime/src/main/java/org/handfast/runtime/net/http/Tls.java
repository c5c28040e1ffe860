package org.handfast.runtime.net.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;

import org.handfast.api.Fault;
import org.handfast.core.limit.Limit;
import org.handfast.runtime.net.http.HttpSettings.TlsFiles;
import org.handfast.runtime.net.socket.Shared;

/** The port's certificate, read again when its files change; a pair that does not fit is left alone. Thread-safe. */
final class Tls {

    private static final System.Logger LOG = System.getLogger(Tls.class.getName());
    private static final long PAUSE = TimeUnit.SECONDS.toNanos(2);

    private final TlsFiles files;
    private List<Stamp> seen;
    private SslContext context;
    private long looked = System.nanoTime();

    /** What changes with a file. */
    private record Stamp(FileTime changed, long size) {
        static Stamp of(Path file) throws IOException {
            return new Stamp(Files.getLastModifiedTime(file), Files.size(file));
        }
    }

    /**
     * Reads the files.
     *
     * @throws Fault CONFIGURATION {@code bad-certificate} that says what is wrong with them
     */
    Tls(TlsFiles files) {
        this.files = files;
        try {
            this.seen = stamps();
            this.context = read();
        } catch (IOException e) {
            throw new Fault(
                    Fault.Category.CONFIGURATION,
                    "bad-certificate",
                    "TLS cannot be had with " + files.certificate() + " and " + files.key() + ": " + e.getMessage(),
                    e);
        }
    }

    private List<Stamp> stamps() throws IOException {
        return List.of(Stamp.of(files.certificate()), Stamp.of(files.key()));
    }

    private SslContext read() throws IOException {
        PemPair pair = PemPair.read(files);
        try {
            return SslContextBuilder.forServer(pair.key(), pair.chain()).build();
        } catch (SSLException | IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** The TLS of one more connection. */
    SslHandler handler(ByteBufAllocator alloc, Shared shared) {
        SslHandler handler = current().newHandler(alloc);
        handler.setHandshakeTimeout(shared.limits().of(Limit.FRAME_SECONDS), TimeUnit.SECONDS);
        return handler;
    }

    private synchronized SslContext current() {
        long now = System.nanoTime();
        if (now - looked > PAUSE) {
            looked = now;
            look();
        }
        return context;
    }

    private void look() {
        try {
            List<Stamp> there = stamps();
            if (!there.equals(seen)) {
                seen = there;
                context = read();
                LOG.log(System.Logger.Level.INFO, "The certificate {0} was read again", files.certificate());
            }
        } catch (IOException e) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "The certificate {0} changed and is of no use, the one before stays: {1}",
                    files.certificate(),
                    e.getMessage());
        }
    }
}
