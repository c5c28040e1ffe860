package org.handfast.bench.libp2p;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

import org.handfast.bench.BareServer;
import org.handfast.bench.ProcessMeter;
import org.handfast.bench.ServerCost;
import org.handfast.bench.Windows;

/** What one stream is compared with: a socket and its encryption, both ends; this is the server's process too. */
final class BareStream {

    private BareStream() {}

    public static void main(String[] arguments) throws IOException, GeneralSecurityException {
        var direction = StreamLoad.Direction.valueOf(arguments[0]);
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            System.out.println(BareServer.READY + " on port " + server.getLocalPort());
            try (Socket socket = server.accept()) {
                run(new SealedSocket(socket), direction == StreamLoad.Direction.GIVES, new AtomicLong());
            }
        }
    }

    private static void run(SealedSocket socket, boolean writes, AtomicLong bytes)
            throws IOException, GeneralSecurityException {
        while (true) {
            if (writes) {
                socket.write();
            } else {
                socket.read();
            }
            bytes.addAndGet(SealedSocket.PLAIN);
        }
    }

    /** What a megabyte costs a server, after at least {@code warmUp} of them. */
    static ServerCost measure(
            int port, ProcessMeter meter, StreamLoad.Direction direction, Windows.Plan plan, int warmUp)
            throws IOException, InterruptedException {
        var bytes = new AtomicLong();
        var over = new CompletableFuture<Void>();
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            Thread.ofPlatform().daemon().start(() -> {
                try {
                    run(new SealedSocket(socket), direction == StreamLoad.Direction.TAKES, bytes);
                } catch (IOException | GeneralSecurityException e) {
                    over.completeExceptionally(e);
                }
            });
            return new Windows(over, Runnable::run, () -> bytes.get() / StreamLoad.MEGABYTE)
                    .measure(meter, plan, warmUp);
        }
    }
}
