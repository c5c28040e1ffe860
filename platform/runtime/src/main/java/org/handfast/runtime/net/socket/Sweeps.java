package org.handfast.runtime.net.socket;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import io.netty.channel.EventLoop;

/** The sweep of each event loop. Thread-safe. */
public final class Sweeps {

    private static final int MILLIS = 500;

    private final Map<EventLoop, Sweep> sweeps = new ConcurrentHashMap<>();

    /** The one of a loop. */
    public Sweep of(EventLoop loop) {
        return sweeps.computeIfAbsent(loop, l -> {
            var sweep = new Sweep();
            l.scheduleWithFixedDelay(sweep::run, MILLIS, MILLIS, TimeUnit.MILLISECONDS);
            return sweep;
        });
    }
}
