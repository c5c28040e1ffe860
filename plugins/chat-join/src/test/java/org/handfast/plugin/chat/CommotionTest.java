package org.handfast.plugin.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.handfast.plugin.chat.device.Happening.HubMisbehaves;
import org.handfast.plugin.chat.device.Happening.RosterDiffers;
import org.handfast.testkit.World;

/** Whatever people do at once in a room: once it is quiet, all who are in it are in the same room. */
class CommotionTest {

    private static final String ROOM = "lobby";
    private static final int GUESTS = 6;
    private static final int DEEDS = 40;

    static LongStream seeds() {
        return LongStream.range(0, 120);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void afterwardsAllHearEachOther(long seed) {
        commotion(seed, "rekey-on-join", Boolean.toString(seed % 3 == 0));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void soTheyDoInARoomThatIsKept(long seed) {
        commotion(seed, "persistent-rooms", ROOM);
    }

    private static void commotion(long seed, String... settings) {
        var world = new World(seed);
        var chat = new Chat(world, settings);
        var random = new Random(seed);
        List<Guest> guests = IntStream.range(0, GUESTS)
                .mapToObj(i -> chat.guest("guest" + i))
                .toList();
        chat.acquaint(guests.toArray(Guest[]::new));
        for (int i = 0; i < DEEDS; i++) {
            does(guests.get(random.nextInt(GUESTS)), chat, random);
        }
        chat.pass(Duration.ofMinutes(2));
        List<Guest> inside = guests.stream().filter(Guest::isInside).toList();
        for (Guest guest : inside) {
            assertThat(guest.client().members())
                    .as("who %s sees, of %s", guest.name(), inside)
                    .isEqualTo(inside.getFirst().client().members());
            assertThat(guest.client().epoch())
                    .isEqualTo(inside.getFirst().client().epoch());
            assertThat(guest.toldAll())
                    .as("what %s was told", guest.name())
                    .filteredOn(h -> h instanceof HubMisbehaves || h instanceof RosterDiffers)
                    .isEmpty();
            guest.heard();
        }
        List<String> said = new ArrayList<>();
        for (Guest guest : inside) {
            said.add("I am " + guest.name());
            guest.says(said.getLast());
        }
        for (Guest guest : inside) {
            assertThat(guest.heard())
                    .as("what %s heard", guest.name())
                    .containsExactlyInAnyOrderElementsOf(
                            said.stream().filter(t -> !t.endsWith(guest.name())).toList());
        }
        world.check();
    }

    private static void does(Guest guest, Chat chat, Random random) {
        switch (random.nextInt(10)) {
            case 0, 1, 2, 3 -> {
                if (guest.isAway()) {
                    guest.sets(ROOM, random.nextBoolean());
                }
            }
            case 4 -> {
                if (guest.isInside()) {
                    guest.starts(c -> c.leave(guest.tools()));
                }
            }
            case 5 -> {
                if (!guest.isAway()) {
                    guest.drops();
                }
            }
            case 6, 7 -> {
                if (guest.isInside()) {
                    guest.starts(c -> c.say("something", guest.tools()));
                }
            }
            default -> chat.pass(Duration.ofMillis(random.nextInt(3_000)));
        }
        if (random.nextInt(3) == 0) {
            chat.settle();
        } else {
            chat.steps(random.nextInt(30));
        }
    }
}
