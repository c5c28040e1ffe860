package org.handfast.bench.libp2p;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import org.handfast.api.Crypto;
import org.handfast.api.Shown;
import org.handfast.api.State;
import org.handfast.api.Step.Outcome;
import org.handfast.core.conversation.Watcher;
import org.handfast.core.crypto.Toolkit;
import org.handfast.core.limit.Limits;
import org.handfast.core.limit.LinkGuard;
import org.handfast.core.mailbox.MemoryParcels;
import org.handfast.core.node.Node;
import org.handfast.core.node.Ports;
import org.handfast.core.settings.Declared;
import org.handfast.core.settings.HubSettings;
import org.handfast.core.store.MemoryStore;
import org.handfast.crypto.HubKeys;
import org.handfast.crypto.HubToolkit;
import org.handfast.plugin.challengeresponse.ChallengeResponse;
import org.handfast.plugin.libp2p.Libp2p;
import org.handfast.runtime.net.Network;
import org.handfast.runtime.net.transport.TransportLoop;
import org.handfast.runtime.time.SystemTimers;
import org.handfast.runtime.work.PlatformWorkers;

/** A hub that pairs by twelve words, with a store in memory, and whoever has the code is accepted. */
final class PairingHub implements AutoCloseable {

    private static final Map<String, String> SETTINGS =
            Map.of("libp2p.mdns", "false", "challenge-response.accept", "code");

    private static final SecureRandom RANDOM = new SecureRandom();

    private final SystemTimers timers = new SystemTimers();
    private final PlatformWorkers workers = new PlatformWorkers(1, PairingHub.class.getClassLoader());
    private final Network network;
    private final Node node;
    private final String address;

    private PairingHub(Map<String, String> all) {
        Limits limits = Limits.standard();
        this.network = new Network(limits, new LinkGuard(timers, limits));
        Toolkit toolkit = HubToolkit.portable(HubKeys.generate(RANDOM), "Bench", RANDOM);
        var settings = new HubSettings(all);
        this.node = new Node(new Ports(
                new MemoryStore(),
                new MemoryParcels(),
                toolkit,
                timers,
                workers,
                network,
                network.discovery(),
                limits,
                settings));
        node.start();
        var transport = new Libp2p();
        Supplier<Crypto> crypto = () -> toolkit.forEvent(toolkit.random(32));
        int port = network.start(
                        transport,
                        new TransportLoop.Given(
                                "127.0.0.1",
                                0,
                                crypto,
                                settings.of(Declared.of(transport.descriptor())),
                                "Bench",
                                () -> {}),
                        PairingHub.class.getClassLoader())
                .port();
        this.address = "/ip4/127.0.0.1/tcp/" + port + "/p2p/"
                + network.discovery().reach(Libp2p.ID).orElseThrow().peer();
        var protocol = new ChallengeResponse();
        var descriptor = node.engine().install(protocol, PairingHub.class.getClassLoader(), why -> {});
        descriptor.listeners().stream()
                .map(org.handfast.api.Listener.Stream.class::cast)
                .forEach(listener -> network.listen(descriptor.id(), listener, node.engine()));
    }

    /** Starts one that finds others by these, each an address with its peer. */
    static PairingHub start(List<String> bootstrap) {
        var settings = new HashMap<>(SETTINGS);
        settings.put("libp2p.bootstrap", String.join(",", bootstrap));
        return new PairingHub(settings);
    }

    /** Where it is, with its peer id. */
    String address() {
        return address;
    }

    /** Makes twelve words. */
    String invite() {
        var words = new CompletableFuture<String>();
        command("invite", Map.of(), new Watching() {
            @Override
            public void shown(String code, List<Shown> lines, Optional<Instant> until) {
                lines.stream()
                        .filter(s -> s.kind() == Shown.Kind.PHRASE)
                        .forEach(s -> words.complete(String.join(" ", s.values())));
            }

            @Override
            public void ended(Outcome outcome, String reason) {
                words.completeExceptionally(new IOException(reason));
            }
        });
        return words.join();
    }

    /** Types them; complete once both are paired. */
    CompletableFuture<Void> join(String words, Optional<String> at) {
        var paired = new CompletableFuture<Void>();
        var arguments = new HashMap<>(Map.of("words", words));
        at.ifPresent(there -> arguments.put("address", there));
        command("join", arguments, new Watching() {
            @Override
            public void ended(Outcome outcome, String reason) {
                if (outcome == Outcome.CLOSED) {
                    paired.complete(null);
                } else {
                    paired.completeExceptionally(new IOException(reason));
                }
            }
        });
        return paired;
    }

    private void command(String name, Map<String, String> arguments, Watcher watcher) {
        node.engine().command(ChallengeResponse.ID, name, arguments, "bench", Optional.of(watcher));
    }

    private static class Watching implements Watcher {
        @Override
        public void reached(State state) {}

        @Override
        public void shown(String code, List<Shown> lines, Optional<Instant> until) {}

        @Override
        public void ended(Outcome outcome, String reason) {}
    }

    @Override
    public void close() {
        node.stop().join();
        network.close();
        workers.close();
        timers.close();
    }
}
