package org.handfast.cli.device.chat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.handfast.plugin.chat.ChatJoin;
import org.handfast.testkit.TestNode;
import org.handfast.testkit.World;

/** A hub with rooms, in memory, and terminals that go to them. */
final class Hall {

    private final World world = new World(1);
    private final Path folders;
    private final TestNode hub;
    private final List<Somebody> people = new ArrayList<>();
    private boolean shut;

    Hall(Path folders, String persistent) {
        this.folders = folders;
        this.hub = world.node("hub", Map.of(ChatJoin.ID + ".persistent-rooms", persistent), new ChatJoin());
    }

    World world() {
        return world;
    }

    TestNode hub() {
        return hub;
    }

    /** Nobody gets through to the hub from now on. */
    void shut(boolean now) {
        shut = now;
    }

    boolean isShut() {
        return shut;
    }

    /** Somebody with a folder of its own, who trusts those. */
    Somebody somebody(String name, Somebody... trusted) {
        var somebody = new Somebody(this, name, folders.resolve(name));
        for (Somebody other : trusted) {
            somebody.trusts(other);
        }
        people.add(somebody);
        return somebody;
    }

    /** Until nobody has anything to say. */
    void settle() {
        boolean more = true;
        while (more) {
            world.settle();
            more = false;
            for (Somebody somebody : people) {
                more |= somebody.hears();
            }
        }
    }

    void pass(Duration time) {
        for (Duration left = time; left.isPositive(); left = left.minusSeconds(1)) {
            world.pass(Duration.ofSeconds(1));
            people.forEach(Somebody::looks);
            settle();
        }
    }
}
