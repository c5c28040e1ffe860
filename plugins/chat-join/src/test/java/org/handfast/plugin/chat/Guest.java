package org.handfast.plugin.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import org.handfast.api.Bytes;
import org.handfast.api.Framing;
import org.handfast.api.Hub;
import org.handfast.api.Listener;
import org.handfast.core.comparison.CheckWords;
import org.handfast.core.json.JsonReader;
import org.handfast.crypto.HubKeys;
import org.handfast.crypto.HubToolkit;
import org.handfast.plugin.chat.device.Act;
import org.handfast.plugin.chat.device.ChatClient;
import org.handfast.plugin.chat.device.Contacts;
import org.handfast.plugin.chat.device.Happening;
import org.handfast.plugin.chat.device.Self;
import org.handfast.plugin.chat.device.Tools;
import org.handfast.plugin.chat.wire.ChatWire;
import org.handfast.plugin.chat.wire.FromClient;
import org.handfast.plugin.chat.wire.Identity;
import org.handfast.testkit.ScriptedPeer;
import org.handfast.testkit.SeededRandom;

/** Somebody with a client. */
final class Guest {

    static final Listener.WebSocket SOCKET = new Listener.WebSocket("ws", List.of("/"), List.of(), 1 << 20);
    static final Listener.Tcp LINES = new Listener.Tcp("lines", 0, Framing.lines(), 1 << 20);

    private final Chat chat;
    private final String name;
    private final HubToolkit toolkit;
    private final Self self;
    private final List<Happening> told = new ArrayList<>();
    private Contacts contacts = new Contacts(List.of());
    private Optional<ChatClient> client = Optional.empty();
    private Optional<ScriptedPeer> link = Optional.empty();

    Guest(Chat chat, String name) {
        this.chat = chat;
        this.name = name;
        var random = new SeededRandom(chat.world().seed() * 31 + name.hashCode());
        this.toolkit = HubToolkit.portable(HubKeys.generate(random), name, random);
        this.self = Self.fresh(name, tools().crypto());
    }

    Tools tools() {
        return new Tools(
                toolkit.forEvent(toolkit.random(32)),
                new CheckWords(ChatWire.ID),
                JsonReader::read,
                chat.world().clock().now());
    }

    String name() {
        return name;
    }

    Self self() {
        return self;
    }

    Identity id() {
        return self.identity();
    }

    void trusts(Guest other) {
        contacts = contacts.with(other.self.contact());
        client = client.map(c -> c.with(contacts));
    }

    /** Comes by a WebSocket. */
    Guest joins(String room) {
        comes(room, chat.world().peer(name).dial("ws://hub/chat/" + room, SOCKET));
        chat.settle();
        return this;
    }

    /** Comes by lines over TCP. */
    Guest joinsByLines(String room) {
        ScriptedPeer peer = chat.world().peer(name).dial("hub", LINES);
        peer.put(FromClient.room(room));
        comes(room, peer);
        chat.settle();
        return this;
    }

    /** Comes, and nobody is waited for. */
    void comes(String room, ScriptedPeer peer) {
        link = Optional.of(peer);
        Hub hub = chat.hub().toolkit().hub();
        ChatClient outside =
                client.map(ChatClient::again).orElseGet(() -> ChatClient.outside(self, contacts, hub, room));
        does(outside.opened(tools()));
    }

    /** Sets out, and does not wait for what comes of it. */
    void sets(String room, boolean lines) {
        client = client.filter(c -> !c.over());
        ScriptedPeer peer = chat.world().peer(name);
        if (lines) {
            peer.begin("hub", LINES).put(FromClient.room(room));
        } else {
            peer.begin("ws://hub/chat/" + room, SOCKET);
        }
        comes(room, peer);
    }

    /** Does something, and does not wait for what comes of it. */
    void starts(Function<ChatClient, ChatClient.Move> what) {
        does(what.apply(client()));
    }

    /** The connection breaks, and nobody waits for what comes of it. */
    void drops() {
        link.orElseThrow().drop();
        link = Optional.empty();
    }

    boolean isInside() {
        return !isAway() && client().inside();
    }

    /** True if it has no connection, or none that is heard. */
    boolean isAway() {
        return link.isEmpty() || link.get().closedBecause().isPresent();
    }

    Guest says(String text) {
        does(client().say(text, tools()));
        chat.settle();
        return this;
    }

    void isCalled(String name) {
        does(client().introduce(name, tools()));
        chat.settle();
    }

    void leaves() {
        does(client().leave(tools()));
        chat.settle();
    }

    /** The connection breaks. */
    void vanishes() {
        link.orElseThrow().close();
        link = Optional.empty();
        chat.settle();
    }

    void look() {
        if (link.isPresent()) {
            does(client().looked(tools()));
        }
    }

    /** Hears what came; false if nothing did. */
    boolean hears() {
        boolean heard = false;
        while (link.isPresent() && !link.get().heardNothing()) {
            heard = true;
            does(client().heard(link.get().read(), tools()));
        }
        return heard;
    }

    private void does(ChatClient.Move move) {
        client = Optional.of(move.next());
        for (Act act : move.acts()) {
            switch (act) {
                case Act.Send send -> link.orElseThrow().put(send.frame());
                case Act.Tell tell -> told.add(tell.happening());
                case Act.Close close -> {
                    link.orElseThrow().close();
                    link = Optional.empty();
                }
            }
        }
    }

    /** Hears something that nobody need have sent. */
    void hearsOf(Bytes frame) {
        does(client().heard(frame, tools()));
        chat.settle();
    }

    ChatClient client() {
        return client.orElseThrow();
    }

    void sends(Bytes frame) {
        link.orElseThrow().put(frame);
        chat.settle();
    }

    Optional<String> closed() {
        return link.flatMap(ScriptedPeer::closedBecause);
    }

    /** What it was told of a sort, oldest first; it is told no more of it the next time. */
    <T extends Happening> List<T> told(Class<T> sort) {
        List<T> these = told.stream().filter(sort::isInstance).map(sort::cast).toList();
        told.removeIf(sort::isInstance);
        return these;
    }

    List<Happening> toldAll() {
        return List.copyOf(told);
    }

    /** The texts it has heard. */
    List<String> heard() {
        return told(Happening.Said.class).stream().map(Happening.Said::text).toList();
    }
}
