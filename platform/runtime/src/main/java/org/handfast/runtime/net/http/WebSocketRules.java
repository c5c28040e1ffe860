package org.handfast.runtime.net.http;

import java.util.concurrent.TimeUnit;

import org.handfast.api.Listener;
import org.handfast.core.limit.Limit;
import org.handfast.core.limit.Limits;

/**
 * What a listener's WebSockets are held to. Times in nanoseconds.
 *
 * @param maxMessage the largest message in bytes
 * @param message how long one may take to come
 * @param ping the silence after which a peer is pinged
 * @param pong the silence after which it is given up
 * @param controlFrames how many frames a second may carry no data
 * @param client true at the end that dialled
 */
record WebSocketRules(int maxMessage, long message, long ping, long pong, int controlFrames, boolean client) {

    static WebSocketRules of(Limits limits, Listener.WebSocket listener, boolean client) {
        return new WebSocketRules(
                listener.maxMessage(),
                TimeUnit.SECONDS.toNanos(limits.of(Limit.FRAME_SECONDS)),
                TimeUnit.SECONDS.toNanos(limits.of(Limit.PING_SECONDS)),
                TimeUnit.SECONDS.toNanos(limits.of(Limit.PONG_SECONDS)),
                limits.of(Limit.CONTROL_FRAMES),
                client);
    }
}
