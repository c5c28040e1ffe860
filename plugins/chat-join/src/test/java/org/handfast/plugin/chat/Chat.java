package org.handfast.plugin.chat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.handfast.testkit.TestNode;
import org.handfast.testkit.World;

/** A hub with rooms, and those who come to them. */
final class Chat {

    private final World world;
    private final TestNode hub;
    private final List<Guest> guests = new ArrayList<>();

    Chat(World world, String... settings) {
        this.world = world;
        Map<String, String> all = new TreeMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            all.put(ChatJoin.ID + "." + settings[i], settings[i + 1]);
        }
        hub = world.node("hub", all, new ChatJoin());
    }

    World world() {
        return world;
    }

    TestNode hub() {
        return hub;
    }

    Guest guest(String name) {
        var guest = new Guest(this, name);
        guests.add(guest);
        return guest;
    }

    /** These know each other. */
    void acquaint(Guest... some) {
        for (Guest one : some) {
            for (Guest other : some) {
                if (one != other) {
                    one.trusts(other);
                }
            }
        }
    }

    /** Until nobody has anything to say. */
    void settle() {
        boolean more = true;
        while (more) {
            world.settle();
            more = false;
            for (Guest guest : List.copyOf(guests)) {
                more |= guest.hears();
            }
        }
    }

    /** Some of what there is to do, and no more. */
    void steps(int most) {
        world.steps(most);
        guests.forEach(Guest::hears);
    }

    void pass(Duration time) {
        for (Duration left = time; left.isPositive(); left = left.minusSeconds(1)) {
            world.pass(left.compareTo(Duration.ofSeconds(1)) < 0 ? left : Duration.ofSeconds(1));
            guests.forEach(Guest::look);
            settle();
        }
    }
}
