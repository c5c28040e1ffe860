package org.handfast.bench.relay;

import java.util.List;

import org.handfast.bench.BareServer;

/**
 * What a verifying relay cannot do without, and nothing else: Netty's WebSocket, Jackson, and Ed25519 by a native provider. It
 * keeps nothing, limits nothing, and trusts that clients write {@code data} in its canonical order.
 */
public final class LimitServer {

    private LimitServer() {}

    /** Runs until it is ended. */
    public static void main(String[] arguments) throws InterruptedException {
        var users = new LimitUsers();
        BareServer.listen(() -> List.of(new LimitRegistration(users), new LimitRelay(users)));
    }
}
