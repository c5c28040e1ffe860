package org.handfast.bench.chat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;

import org.handfast.bench.BareServer;
import org.handfast.bench.Server;
import org.handfast.bench.Toolkits;
import org.handfast.bench.chat.ChatSettings.Workload;
import org.handfast.core.crypto.Toolkit;

/**
 * Chat join: what a join costs the hub against its crypto alone, what a broadcast costs it against a bare Netty fan-out, and what
 * memory a member takes.
 */
public final class ChatBench {

    private static final List<Integer> SIZES = List.of(10, 100, 500);
    private static final int SMALL = 10;
    private static final int LARGE = 500;

    /** Room for the load; what is limited is not what is measured. Nobody is pinged. */
    private static final List<String> ROOM = List.of(
            "chat-join.frames-per-second=100000000",
            "chat-join.bytes-per-second=100000000000",
            "limit.links=100000",
            "limit.links-per-address=100000",
            "limit.opens-per-address=100000000",
            "limit.requests-per-address=100000000",
            "limit.conversations=200000",
            "limit.protocol-conversations=200000",
            "limit.unsent-bytes=16777216",
            "limit.ping-seconds=7200",
            "limit.pong-seconds=14400");

    private final Path bundle;
    private final List<String> before;
    private final ChatSettings settings;
    private final Toolkit toolkit = Toolkits.create();
    private final ChatReport report = new ChatReport();

    /**
     * A bench.
     *
     * @param bundle the hub's
     * @param before what is put before the command of each server, to pin it to cores that the load does not use
     * @param arguments see the README
     */
    public ChatBench(Path bundle, List<String> before, List<String> arguments) {
        this.bundle = bundle;
        this.before = before;
        this.settings = ChatSettings.parse(arguments);
    }

    /** Measures, and says what came of it. */
    public void run() throws IOException, InterruptedException, ExecutionException, TimeoutException {
        System.out.println(settings.told(before));
        try (EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory())) {
            if (settings.measures(Workload.JOINS)) {
                measureJoins(group);
            }
            if (settings.measures(Workload.BROADCASTS)) {
                try (Server hub = hub()) {
                    measureBroadcasts(ChatReport.HUB, venue(group, hub), hub);
                }
                try (Server bare = bare()) {
                    measureBroadcasts(ChatReport.BARE, bareVenue(group, bare), bare);
                }
            }
            if (settings.measures(Workload.MEMORY)) {
                measureMemory(group);
            }
        }
        report.print(SIZES, new JoinCrypto(toolkit));
    }

    private Server hub() throws IOException {
        return Server.hub(bundle, false, before, ROOM);
    }

    private Server bare() throws IOException {
        return Server.java(BareServer.READY, before, PassOnServer.class);
    }

    private HubVenue venue(EventLoopGroup group, Server hub) throws IOException {
        return new HubVenue(group, hub.httpPort(), Toolkits.forOnePairing(toolkit));
    }

    private static Venue bareVenue(EventLoopGroup group, Server bare) {
        return new BareVenue(group, bare.port(BareServer.READY));
    }

    private void measureJoins(EventLoopGroup group)
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        try (Server hub = hub()) {
            HubVenue venue = venue(group, hub);
            for (JoinLoad.Who who : JoinLoad.Who.values()) {
                System.out.println("… hub: joins, " + who.told());
                report.joined(who, JoinLoad.measure(venue, hub.meter(), who, settings));
            }
        }
    }

    private void measureBroadcasts(String name, Venue venue, Server server)
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        for (int size : SIZES) {
            System.out.println("… " + name + ": broadcasts" + ChatReport.of(size));
            report.broadcast(name, size, BroadcastLoad.measure(venue, server.meter(), size, settings));
        }
    }

    private void measureMemory(EventLoopGroup group)
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        System.out.println("… hub: memory");
        try (Server hub = hub()) {
            report.memory(
                    settings.idle() + " members" + ChatReport.of(SMALL),
                    MemberMemory.measure(venue(group, hub), hub.meter(), settings.idle() / SMALL, SMALL));
        }
        int large = Math.min(LARGE, settings.idle());
        try (Server hub = hub()) {
            report.memory("a room of " + large, MemberMemory.measure(venue(group, hub), hub.meter(), 1, large));
        }
        System.out.println("… " + ChatReport.BARE + ": memory");
        try (Server bare = bare()) {
            report.memory(
                    settings.idle() + " WebSockets of bare Netty",
                    MemberMemory.measure(bareVenue(group, bare), bare.meter(), settings.idle() / SMALL, SMALL));
        }
    }
}
