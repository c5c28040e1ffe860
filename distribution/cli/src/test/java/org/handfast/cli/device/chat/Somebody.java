package org.handfast.cli.device.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import org.handfast.api.Bytes;
import org.handfast.api.Listener;
import org.handfast.cli.ExitCode;
import org.handfast.cli.Json;
import org.handfast.cli.device.hub.HubLink;
import org.handfast.cli.device.hub.HubLink.Heard;
import org.handfast.cli.device.hub.HubUrl;
import org.handfast.plugin.chat.device.Self;
import org.handfast.testkit.ScriptedPeer;

/** Somebody at a terminal. */
final class Somebody {

    static final String ROOM = "lobby";

    private static final Listener.WebSocket SOCKET = new Listener.WebSocket("ws", List.of("/"), List.of(), 1 << 20);

    private final Hall hall;
    private final String name;
    private final ChatFolder folder;
    private final List<String> screen = new ArrayList<>();
    private final List<Heard> heard = new ArrayList<>();
    private @Nullable Visit visit;
    private @Nullable Link link;

    Somebody(Hall hall, String name, Path path) {
        this.hall = hall;
        this.name = name;
        this.folder = ChatFolder.open(path);
        folder.change(p -> p.named(name));
    }

    /** A connection over the network in memory. */
    private record Link(ScriptedPeer peer) implements HubLink {
        @Override
        public boolean send(Bytes frame) {
            peer.put(frame);
            return true;
        }

        @Override
        public boolean beat() {
            return true;
        }

        @Override
        public void goodbye() {
            peer.close();
        }

        @Override
        public void abort() {
            peer.close();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    /** What a step does. */
    private interface Step {
        void of(Visit visit) throws InterruptedException;
    }

    Self self() {
        return folder.profile().self();
    }

    ChatFolder folder() {
        return folder;
    }

    String line() {
        return self().contact().line();
    }

    Somebody trusts(Somebody other) {
        Trusted.add(folder, other.line(), "");
        return this;
    }

    Somebody joins() {
        return joins(false);
    }

    /** {@code json}: as a script. */
    Somebody joins(boolean json) {
        screen.clear();
        InstantSource clock = () -> hall.world().clock().now();
        Profile profile = folder.change(
                p -> p.at(HubUrl.parse("http://hub"), hall.hub().toolkit().hub(), false));
        var names = new Names(profile.self(), profile.contacts());
        ChatTeller teller = json
                ? new JsonLines(screen::add, ROOM, names)
                : new Sentences(screen::add, ROOM, names, clock, ZoneOffset.UTC);
        visit = new Visit(folder, profile, ROOM, names, this::opens, heard::add, teller, clock);
        return does(Visit::begin);
    }

    private HubLink opens(Consumer<Heard> ears) throws IOException {
        if (hall.isShut()) {
            throw new IOException("it is shut");
        }
        link = new Link(hall.world().peer(name).dial("ws://hub/chat/" + ROOM, SOCKET));
        return link;
    }

    Somebody types(String... lines) {
        for (String line : lines) {
            does(v -> v.typed(line));
        }
        return this;
    }

    Somebody endsInput() {
        return does(Visit::ended);
    }

    Somebody goes() {
        return does(Visit::stop);
    }

    void looks() {
        if (visit != null) {
            act(Visit::looked);
        }
    }

    /** The connection breaks. */
    Somebody isCutOff() {
        Link before = current();
        before.peer().close();
        heard.add(new Heard.Closed(before, "cut"));
        hall.settle();
        return this;
    }

    private Link current() {
        Link now = link;
        if (now == null) {
            throw new AssertionError(name + " is not connected");
        }
        return now;
    }

    private Somebody does(Step step) {
        act(step);
        hall.settle();
        return this;
    }

    private void act(Step step) {
        Visit now = visit;
        if (now == null) {
            throw new AssertionError(name + " has gone nowhere");
        }
        try {
            step.of(now);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Hears what came; false if nothing did. */
    boolean hears() {
        Link now = link;
        while (now != null && !now.peer().heardNothing()) {
            heard.add(new Heard.Frame(now, new String(now.peer().read().toArray(), StandardCharsets.UTF_8)));
        }
        List<Heard> these = List.copyOf(heard);
        heard.clear();
        these.forEach(one -> act(v -> v.heard(one)));
        return !these.isEmpty();
    }

    /** What the screen shows; nothing of it is shown the next time. */
    String screen() {
        String all = String.join("\n", screen);
        screen.clear();
        return all;
    }

    /** The event of this name that a script was told first. */
    JsonNode event(String event) {
        return screen.stream()
                .map(Somebody::json)
                .filter(e -> e.path("event").asText().equals(event))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no '" + event + "' among " + screen));
    }

    private static JsonNode json(String line) {
        try {
            return Json.MAPPER.readTree(line);
        } catch (IOException e) {
            throw new AssertionError(line, e);
        }
    }

    Optional<ExitCode> exit() {
        assertThat(visit).isNotNull();
        return visit.exit();
    }
}
