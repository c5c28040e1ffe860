package org.handfast.plugin.challengeresponse;

import java.time.Duration;
import java.util.Optional;

import org.handfast.api.Address;
import org.handfast.api.Bytes;
import org.handfast.api.Effect;
import org.handfast.api.Fault;
import org.handfast.api.Item;
import org.handfast.api.View;

/** How much a paired device may say: so many messages a minute, pings included, whatever connections it comes by. */
final class Rate {

    static final long MOST = 600;

    private static final String SCOPE = "rate";
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private Rate() {}

    /**
     * Counts one more.
     *
     * @throws Fault PEER_FAULT if it is one too many
     */
    static Effect count(Address device, View view) {
        Bytes key = view.crypto().sha256(Bytes.lp(SCOPE, Bytes.utf8(device.value())));
        Optional<Item> before = view.item(SCOPE, key);
        long count = before.map(i -> i.value().buffer().getLong()).orElse(0L) + 1;
        if (count > MOST) {
            throw Fault.peer("too-fast", "It has sent more than " + MOST + " messages in a minute.");
        }
        return Effect.put(new Item(
                SCOPE,
                key,
                Bytes.u64(count),
                before.map(Item::until).orElse(view.now().plus(WINDOW))));
    }
}
