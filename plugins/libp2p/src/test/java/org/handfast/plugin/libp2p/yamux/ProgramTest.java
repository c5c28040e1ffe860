package org.handfast.plugin.libp2p.yamux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.handfast.api.Bytes;
import org.handfast.plugin.libp2p.stream.MuxedStream;
import org.handfast.plugin.libp2p.wire.Unread;

/** Two ends, and whatever people may do with them. */
class ProgramTest {

    @Test
    void saysTheSameAtEverySplit() {
        Bytes wire = conversation();
        for (int cut = 0; cut <= wire.size(); cut++) {
            var whole = new End(false);
            whole.session.received(wire.slice(0, cut));
            whole.session.received(wire.from(cut));
            assertThat(transcript(whole)).isEqualTo("hello, world! true [both ends have finished]|there true []|");
        }
        var slow = new End(false);
        for (int at = 0; at < wire.size(); at++) {
            slow.session.received(wire.slice(at, 1));
        }
        assertThat(transcript(slow)).isEqualTo("hello, world! true [both ends have finished]|there true []|");
    }

    @Test
    void whateverIsCutOffIsTheBeginningOfWhatWasSaid() {
        Bytes wire = conversation();
        for (int cut = 0; cut < wire.size(); cut++) {
            var end = new End(false);
            end.session.received(wire.slice(0, cut));
            end.session.closed("cut off");
            for (int i = 0; i < end.accepted.size(); i++) {
                Bytes said = Bytes.utf8(i == 0 ? "hello, world!" : "there");
                assertThat(said.startsWith(end.accepted.get(i).all())).isTrue();
                assertThat(end.accepted.get(i).closed).hasSize(1);
            }
        }
    }

    private static Bytes conversation() {
        var dialler = new End(true);
        Heard one = dialler.open();
        Heard two = dialler.open();
        one.stream.write(Bytes.utf8("hello, "));
        two.stream.write(Bytes.utf8("there"));
        one.stream.write(Bytes.utf8("world!"));
        one.stream.finish();
        two.stream.finish();
        dialler.session.goAway(0);
        return dialler.sent();
    }

    private static String transcript(End end) {
        end.accepted.get(0).stream.finish();
        var text = new StringBuilder();
        for (Heard heard : end.accepted) {
            text.append(heard.bytes)
                    .append(' ')
                    .append(heard.finished)
                    .append(' ')
                    .append(heard.closed)
                    .append('|');
        }
        return text.toString();
    }

    /** Writes, finishes, resets and pauses at random; the wire holds up, cuts and carries at random. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void deliversWhatWasWrittenOrAReset(int seed) {
        var random = new Random(seed);
        var ends = List.of(new Player(true), new Player(false));
        for (int step = 0; step < 6000; step++) {
            Player player = ends.get(random.nextInt(2));
            Player other = player == ends.get(0) ? ends.get(1) : ends.get(0);
            if (random.nextInt(3) == 0) {
                player.act(random);
            } else {
                player.carry(other, 1 + random.nextInt(random.nextInt(4) == 0 ? 200_000 : 40));
            }
            if (random.nextInt(50) == 0) {
                player.end.writable = !player.end.writable;
            }
        }
        for (boolean more = true; more; ) {
            more = false;
            for (Player player : ends) {
                player.end.writable = true;
                player.end.session.writable();
                player.all().forEach(heard -> {
                    player.finish(heard);
                    heard.stream.resume();
                });
                more |= player.carry(player == ends.get(0) ? ends.get(1) : ends.get(0), Integer.MAX_VALUE);
            }
        }
        ends.get(0).check(ends.get(1));
        ends.get(1).check(ends.get(0));
        assertThat(ends.get(0).all())
                .filteredOn(heard -> heard.closed.contains("both ends have finished") && heard.bytes.size() > 100_000)
                .isNotEmpty();
    }

    private static final class Player {
        final End end;
        final Unread wire = new Unread();
        final Map<MuxedStream, ByteArrayOutputStream> written = new HashMap<>();
        final Set<MuxedStream> finished = new HashSet<>();

        Player(boolean dialled) {
            end = new End(dialled);
            end.acceptor = stream -> end.accept(stream);
        }

        List<Heard> all() {
            var all = new ArrayList<>(end.opened);
            all.addAll(end.accepted);
            return all;
        }

        void act(Random random) {
            if (end.opened.isEmpty() || end.opened.size() < 60 && random.nextInt(20) == 0) {
                Heard heard = end.open();
                heard.then = bytes -> answer(heard, bytes);
                return;
            }
            List<Heard> all = all();
            Heard heard = all.get(random.nextInt(all.size()));
            switch (random.nextInt(40)) {
                case 0 -> finish(heard);
                case 1 -> {
                    if (random.nextInt(4) == 0) {
                        heard.stream.reset();
                    }
                }
                case 2, 3, 4 -> heard.stream.pause();
                case 5, 6, 7, 8 -> heard.stream.resume();
                default -> write(heard, random.nextInt(random.nextInt(20) == 0 ? 300_000 : 300), random.nextInt());
            }
        }

        /** What it is told makes it write, and end. */
        private void answer(Heard heard, Bytes bytes) {
            write(heard, bytes.size() % 7, bytes.size());
            if (bytes.size() % 13 == 0) {
                finish(heard);
            }
        }

        private void finish(Heard heard) {
            finished.add(heard.stream);
            heard.stream.finish();
        }

        private void write(Heard heard, int size, int what) {
            var bytes = new byte[size];
            new Random(what).nextBytes(bytes);
            if (!finished.contains(heard.stream)) {
                written.computeIfAbsent(heard.stream, s -> new ByteArrayOutputStream())
                        .writeBytes(bytes);
            }
            heard.stream.write(Bytes.wrap(bytes));
        }

        boolean carry(Player other, int most) {
            wire.add(end.sent());
            int some = Math.min(most, wire.size());
            other.end.session.received(wire.take(some));
            return some > 0;
        }

        /** What this end opened: both ends agree on how it went. */
        void check(Player other) {
            assertThat(end.session.streams()).isZero();
            assertThat(other.end.accepted).hasSameSizeAs(end.opened);
            for (int i = 0; i < end.opened.size(); i++) {
                Heard here = end.opened.get(i);
                Heard there = other.end.accepted.get(i);
                compare(this, here, there);
                compare(other, there, here);
                assertThat(here.closed).hasSize(1);
                assertThat(there.closed).hasSize(1);
            }
        }

        private static void compare(Player writer, Heard from, Heard to) {
            Bytes said = Bytes.wrap(writer.written
                    .getOrDefault(from.stream, new ByteArrayOutputStream())
                    .toByteArray());
            assertThat(said.startsWith(to.all())).isTrue();
            if (to.closed.equals(List.of("both ends have finished"))) {
                assertThat(to.finished).isTrue();
                assertThat(to.all()).isEqualTo(said);
            } else if (!to.finished) {
                assertThat(to.closed.get(0) + from.closed.get(0)).contains("reset");
            }
        }
    }
}
