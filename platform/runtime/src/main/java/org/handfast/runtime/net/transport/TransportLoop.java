package org.handfast.runtime.net.transport;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import org.jspecify.annotations.Nullable;

import org.handfast.api.Crypto;
import org.handfast.api.Fault;
import org.handfast.api.Listener;
import org.handfast.api.Reach;
import org.handfast.api.Settings;
import org.handfast.api.transport.MessageStream;
import org.handfast.api.transport.RunningTransport;
import org.handfast.api.transport.StreamEvents;
import org.handfast.api.transport.Transport;
import org.handfast.runtime.net.socket.Connector;
import org.handfast.runtime.net.socket.Shared;

/**
 * The thread of one transport, which does nothing else: a transport that takes its time takes no other's. From any thread.
 */
public final class TransportLoop implements Executor {

    private static final System.Logger LOG = System.getLogger(TransportLoop.class.getName());
    private static final int PATIENCE_SECONDS = 5;

    private final MultiThreadIoEventLoopGroup group;
    private final EventLoop loop;
    private final Shared own;
    private final Set<RunningTransport.Opening> openings = ConcurrentHashMap.newKeySet();
    private volatile @Nullable TransportPort port;
    private volatile @Nullable Reach reach;

    /**
     * What a transport is given by whoever starts it.
     *
     * @param host where it listens, as a name or address; empty for every interface
     * @param port which, 0 for any that is free
     * @param crypto makes toolkits with fresh randomness
     * @param settings as its descriptor declares them
     * @param hubName what the hub calls itself
     * @param onChange told, on the transport's thread, when what it reports may have changed
     */
    public record Given(
            String host, int port, Supplier<Crypto> crypto, Settings settings, String hubName, Runnable onChange) {

        private Given first(Runnable then) {
            return new Given(host, port, crypto, settings, hubName, () -> {
                then.run();
                onChange.run();
            });
        }
    }

    TransportLoop(String id, Shared shared, ClassLoader loader) {
        this.group = new MultiThreadIoEventLoopGroup(
                1,
                task -> {
                    Thread thread =
                            Thread.ofPlatform().name("handfast-" + id).daemon().unstarted(task);
                    thread.setContextClassLoader(loader);
                    return thread;
                },
                NioIoHandler.newFactory());
        this.loop = group.next();
        this.own = new Shared(group, shared.limits(), shared.guard(), shared.ids(), shared.sweeps());
    }

    /** Starts it, and waits until it has started; the port that it listens on. */
    int start(Transport transport, Given given) {
        var opened = new TransportPort(
                transport.descriptor().id(),
                given.first(this::look),
                own,
                loop,
                new Connector(own, Thread::startVirtualThread));
        port = opened;
        try {
            loop.submit(() -> {
                        opened.begin(transport);
                        look();
                    })
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Fault fault
                    ? fault
                    : failed("threw while it was started: " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw failed("did not start within " + PATIENCE_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return opened.number();
    }

    private static Fault failed(String how, Exception cause) {
        return new Fault(Fault.Category.PLUGIN_FAULT, "plugin-failed", "The transport " + how, cause);
    }

    static Fault taken(String id) {
        return new Fault(
                Fault.Category.CONFIGURATION,
                "transport-taken",
                "Another plugin already is the transport '" + id + "'.");
    }

    @Override
    public void execute(Runnable task) {
        try {
            loop.execute(task);
        } catch (RejectedExecutionException stopped) {
            LOG.log(System.Logger.Level.DEBUG, "The transport has stopped", stopped);
        }
    }

    /** Does something with what runs, soon. */
    void run(Consumer<RunningTransport> act) {
        run(act, () -> {});
    }

    /** The same; {@code otherwise} if nothing runs, or it throws. */
    void run(Consumer<RunningTransport> act, Runnable otherwise) {
        try {
            loop.execute(() -> {
                if (!tried(act)) {
                    otherwise.run();
                }
            });
        } catch (RejectedExecutionException stopped) {
            LOG.log(System.Logger.Level.DEBUG, "The transport has stopped", stopped);
            otherwise.run();
        }
    }

    private boolean tried(Consumer<RunningTransport> act) {
        TransportPort at = port;
        Optional<RunningTransport> running = at == null ? Optional.empty() : at.running();
        try {
            running.ifPresent(act);
            return running.isPresent();
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            LOG.log(System.Logger.Level.ERROR, "A transport failed", e);
            return false;
        }
    }

    /** Finds out how others reach it. On its thread. */
    private void look() {
        tried(r -> reach = r.reach());
    }

    /** How others reach it, as it was when it last changed, or was last asked for; empty if it never said. Waits for nothing. */
    Optional<Reach> reach() {
        execute(this::look);
        return Optional.ofNullable(reach);
    }

    /** Has a stream opened; says so, or fails, also if it stops before. */
    void open(Listener.Stream listener, String endpoint, RunningTransport.Opening opening) {
        var waiting = new Waiting(opening);
        openings.add(waiting);
        run(r -> r.open(listener, endpoint, waiting), () -> waiting.failed("the transport failed"));
    }

    private final class Waiting implements RunningTransport.Opening {

        private final RunningTransport.Opening told;

        Waiting(RunningTransport.Opening told) {
            this.told = told;
        }

        @Override
        public StreamEvents opened(MessageStream stream) {
            openings.remove(this);
            return told.opened(stream);
        }

        @Override
        public void failed(String reason) {
            openings.remove(this);
            told.failed(reason);
        }
    }

    /** Asks what runs, and waits for a moment; empty if it does not answer. */
    <T> Optional<T> ask(Function<RunningTransport, T> question) {
        var answer = new CompletableFuture<T>();
        var nobody = new IllegalStateException("nothing runs that could answer");
        run(
                r -> {
                    try {
                        answer.complete(question.apply(r));
                    } finally {
                        // Whatever it throws.
                        answer.completeExceptionally(nobody);
                    }
                },
                () -> answer.completeExceptionally(nobody));
        try {
            return Optional.of(answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        } catch (TimeoutException | ExecutionException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Ends what runs, and its thread. */
    void close() {
        TransportPort at = port;
        if (at != null) {
            at.stopListening();
            execute(at::end);
        }
        group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(PATIENCE_SECONDS, TimeUnit.SECONDS);
        openings.forEach(opening -> opening.failed("the transport has stopped"));
    }
}
