package org.handfast.plugin.qr.server;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.handfast.api.Bytes;
import org.handfast.api.Effect;
import org.handfast.api.Item;
import org.handfast.api.View;
import org.handfast.plugin.qr.wire.PairId;

/**
 * How many packets one end of a connection may send: a bucket that holds a minute's worth and fills evenly.
 *
 * @param own the end that sends
 * @param perMinute how many packets
 * @param left how many may be sent now, in thousandths of a packet
 */
record Pace(PairId own, long perMinute, long left) {

    private static final String SCOPE = "pace";
    private static final long PACKET = 1_000;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    static Pace of(PairId own, View view) {
        long perMinute = Math.max(1, view.settings().number("packets-per-minute"));
        long full = perMinute * PACKET;
        Optional<Item> before = view.item(SCOPE, own.bytes());
        if (before.isEmpty()) {
            return new Pace(own, perMinute, full);
        }
        var kept = before.get().value().buffer();
        long left = kept.getLong();
        long passed = Math.max(
                0, Duration.between(Moments.of(kept.getLong()), view.now()).toMillis());
        return new Pace(
                own, perMinute, Math.min(full, left + Math.min(passed, MINUTE.toMillis()) * full / MINUTE.toMillis()));
    }

    /** With one packet sent. */
    Pace sent() {
        return new Pace(own, perMinute, left - PACKET);
    }

    /** How long to wait for what was sent too fast; nothing if nothing was. */
    Duration overdrawn() {
        return left >= 0
                ? Duration.ZERO
                : MINUTE.multipliedBy(-left).dividedBy(perMinute * PACKET).plusSeconds(1);
    }

    Effect kept(Instant now) {
        return Effect.put(new Item(
                SCOPE,
                own.bytes(),
                Bytes.join(Bytes.u64(left), Bytes.u64(Moments.micros(now))),
                now.plus(MINUTE.multipliedBy(2))));
    }
}
