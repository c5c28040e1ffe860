package org.handfast.runtime.net.http;

import org.handfast.runtime.net.socket.Peer;

/** What is done with a request once all of it is there. */
sealed interface Plan {

    /** The largest body in bytes that it may have. */
    default int mostBody() {
        return 0;
    }

    /** The port itself answers. */
    record Answering(Answer answer) implements Plan {}

    /** A protocol is asked, for a peer. */
    record Asking(Routes.Route route, Routes.Exchanges service, Target target, Peer from) implements Plan {
        @Override
        public int mostBody() {
            return service.listener().maxMessage();
        }
    }

    /** The connection becomes a WebSocket of a peer's. */
    record Opening(Routes.Route route, Routes.Sockets service, Target target, Upgrade upgrade, Peer from)
            implements Plan {}
}
