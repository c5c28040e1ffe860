package org.handfast.bench.relay;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import io.netty.channel.EventLoopGroup;

import org.handfast.bench.BareServer;
import org.handfast.bench.Peers;
import org.handfast.bench.Server;

/**
 * A server that is measured.
 *
 * @param name what it is called in the figures
 * @param abilities what of the work it can do
 * @param java whether its heap can be told apart
 * @param start how it is started
 * @param speak how it is spoken to
 */
record Contestant(String name, Set<Ability> abilities, boolean java, Start start, Speak speak) {

    /** What a server can do. */
    enum Ability {
        /** It tells senders that their messages were acknowledged. */
        ACCEPTS,
        /** It offers a nonce. */
        GREETS,
        /** It keeps what is sent to those who are away. */
        STORES
    }

    /** Starts a server. */
    @FunctionalInterface
    interface Start {
        Server start() throws IOException;
    }

    /** The dialect of a server that runs. */
    @FunctionalInterface
    interface Speak {
        Dialect speak(EventLoopGroup group, Server server);
    }

    static final String HUB = "hub";
    static final String LIMIT = "limit: Netty, JSON, native Ed25519";
    static final String NODE = "Node ws, crypto.verify";
    static final String PEER_SERVER = "PeerServer (nothing verified)";
    static final String ECHO = "echo: what the load can do";

    /** Room for the load; what is limited is not what is measured. */
    private static final List<String> ROOM = List.of(
            "relay-key-exchange.frames-per-second=1000000",
            "limit.links=100000",
            "limit.links-per-address=100000",
            "limit.opens-per-address=100000000",
            "limit.requests-per-address=100000000",
            "limit.conversations=200000",
            "limit.protocol-conversations=200000",
            "limit.mailbox-parcels=1000000",
            "limit.mailbox-bytes=999999999",
            "limit.sender-parcels=1000000",
            "limit.sender-bytes=999999999");

    /** All of them, the hub first; {@code before} is put before each command. */
    static List<Contestant> all(Path bundle, Peers peers, List<String> before) {
        return List.of(
                new Contestant(
                        HUB,
                        EnumSet.allOf(Ability.class),
                        true,
                        () -> Server.hub(bundle, false, before, ROOM),
                        (group, server) -> new RelayDialect(group, server.httpPort(), true)),
                new Contestant(
                        LIMIT,
                        EnumSet.of(Ability.ACCEPTS, Ability.GREETS),
                        true,
                        () -> Server.java(BareServer.READY, before, LimitServer.class),
                        Contestant::relay),
                new Contestant(
                        NODE,
                        EnumSet.of(Ability.ACCEPTS, Ability.GREETS),
                        false,
                        () -> peers.start("ws-relay.js", before),
                        Contestant::relay),
                new Contestant(
                        PEER_SERVER,
                        EnumSet.noneOf(Ability.class),
                        false,
                        () -> peers.start("peer.js", before),
                        (group, server) -> new PeerServerDialect(group, server.port(BareServer.READY))),
                new Contestant(
                        ECHO,
                        EnumSet.noneOf(Ability.class),
                        true,
                        () -> Server.java(BareServer.READY, before, EchoServer.class),
                        (group, server) -> new EchoDialect(group, server.port(BareServer.READY))));
    }

    private static Dialect relay(EventLoopGroup group, Server server) {
        return new RelayDialect(group, server.port(BareServer.READY), false);
    }

    boolean can(Ability ability) {
        return abilities.contains(ability);
    }

    /** How those who write to each other connect: with a nonce where there is one, as clients of ours do. */
    Dialect.Greeting greeting() {
        return can(Ability.GREETS) ? Dialect.Greeting.FRESH : Dialect.Greeting.PLAIN;
    }
}
