package org.handfast.bench.relay;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;

import org.handfast.bench.Measured;
import org.handfast.bench.Peers;
import org.handfast.bench.Server;
import org.handfast.bench.relay.Contestant.Ability;
import org.handfast.bench.relay.Dialect.Greeting;
import org.handfast.bench.relay.Settings.Workload;

/**
 * The relay: what a message, a connect and an idle connection cost the hub, the limit and the peers, one server after the other,
 * and what is stored a second against the same rows by plain JDBC.
 */
public final class RelayBench {

    private final List<Contestant> contestants;
    private final List<String> before;
    private final Settings settings;
    private final Report report = new Report();

    /**
     * A bench.
     *
     * @param bundle the hub's
     * @param peers the folder of the servers in Node.js
     * @param before what is put before the command of each server, to pin it to cores that the load does not use
     * @param arguments see the README
     */
    public RelayBench(Path bundle, Path peers, List<String> before, List<String> arguments) {
        this.settings = Settings.parse(arguments);
        this.before = before;
        this.contestants = Contestant.all(bundle, new Peers(peers), before).stream()
                .filter(c -> settings.measures(c.name()))
                .toList();
    }

    /** Measures, and says what came of it. */
    public void run() throws IOException, InterruptedException, ExecutionException {
        System.out.println(settings.told(before));
        try (EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory())) {
            for (Contestant contestant : contestants) {
                if (settings.hasAnyOf(Workload.CPU, Workload.LATENCY, Workload.CONNECT)) {
                    measureWork(contestant, group);
                }
                if (settings.hasAnyOf(Workload.IDLE)) {
                    measureIdle(contestant, group);
                }
                if (settings.hasAnyOf(Workload.STORED) && contestant.can(Ability.STORES)) {
                    measureStored(contestant, group);
                }
            }
        }
        report.print();
    }

    private void measureWork(Contestant contestant, EventLoopGroup group)
            throws IOException, InterruptedException, ExecutionException {
        try (Server server = contestant.start().start()) {
            Dialect dialect = contestant.speak().speak(group, server);
            if (settings.hasAnyOf(Workload.CPU, Workload.LATENCY)) {
                measureMessages(contestant, dialect, server, false);
                if (contestant.can(Ability.ACCEPTS)) {
                    measureMessages(contestant, dialect, server, true);
                }
            }
            if (settings.hasAnyOf(Workload.CONNECT)) {
                measureConnects(contestant, dialect, server, Greeting.PLAIN);
                if (contestant.can(Ability.GREETS)) {
                    measureConnects(contestant, dialect, server, Greeting.FRESH);
                }
            }
        }
    }

    private void measureMessages(Contestant contestant, Dialect dialect, Server server, boolean acknowledged)
            throws IOException, InterruptedException, ExecutionException {
        say(contestant, acknowledged ? "messages that are acknowledged" : "messages");
        try (var load = new MessageLoad(dialect, server.meter(), contestant.greeting(), acknowledged, settings)) {
            load.warmUp();
            if (settings.hasAnyOf(Workload.CPU)) {
                report.saturated(contestant, acknowledged, load.saturate());
            }
            if (settings.hasAnyOf(Workload.LATENCY)) {
                report.steady(contestant, acknowledged, load.steady());
            }
        }
    }

    private void measureConnects(Contestant contestant, Dialect dialect, Server server, Greeting greeting)
            throws IOException, InterruptedException, ExecutionException {
        say(contestant, greeting == Greeting.FRESH ? "connects with the nonce" : "connects");
        var load = new ConnectLoad(dialect, greeting);
        int count = settings.connects();
        load.run(count);
        report.connects(contestant, greeting, Measured.of(server.meter(), count, () -> load.run(count)));
    }

    private void measureIdle(Contestant contestant, EventLoopGroup group)
            throws IOException, InterruptedException, ExecutionException {
        say(contestant, settings.idle() + " idle connections");
        try (Server server = contestant.start().start()) {
            Dialect dialect = contestant.speak().speak(group, server);
            report.idle(contestant, IdleLoad.measure(dialect, server.meter(), contestant.java(), settings.idle()));
        }
    }

    private void measureStored(Contestant contestant, EventLoopGroup group)
            throws IOException, InterruptedException, ExecutionException {
        say(contestant, "messages to those who are away");
        Measured stored;
        try (Server server = contestant.start().start()) {
            Dialect dialect = contestant.speak().speak(group, server);
            try (var load = new MessageLoad(dialect, server.meter(), contestant.greeting(), true, settings)) {
                load.leave();
                load.warmUp();
                stored = load.saturate();
            }
        }
        report.stored(stored, ParcelRows.perSecond(before, settings));
    }

    private static void say(Contestant contestant, String what) {
        System.out.println("… " + contestant.name() + ": " + what);
    }
}
