package org.handfast.bench.relay;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

import org.handfast.bench.LoadSocket;
import org.handfast.bench.relay.Dialect.Greeting;

/**
 * A sender and a recipient. Their messages are signed before they are needed; the n-th that is sent is the n-th that arrives, or
 * the run has failed.
 */
final class Pair {

    /** Told of each message, on the thread of the sockets. */
    interface Progress {

        /** A message has reached its recipient, the {@code number}-th of those that are written, from 0 on. */
        default void arrived(Pair pair, int number) {}

        /** A message is done with: it has arrived, or its sender has been told that it is acknowledged. */
        void done(Pair pair);

        /** The server said or did something else. */
        void failed(Exception why);
    }

    private final int place;
    private final Dialect dialect;
    private final Member sender;
    private final Member recipient;
    private final LoadSocket from;
    private final LoadSocket to;
    private final boolean acknowledged;

    private final List<byte[]> letters = new ArrayList<>();
    private final List<byte[]> acks = new ArrayList<>();
    private int written;
    private int sent;
    private int arrived;

    private Pair(
            int place,
            Dialect dialect,
            Member sender,
            Member recipient,
            LoadSocket from,
            LoadSocket to,
            boolean acknowledged) {
        this.place = place;
        this.dialect = dialect;
        this.sender = sender;
        this.recipient = recipient;
        this.from = from;
        this.to = to;
        this.acknowledged = acknowledged;
    }

    /** Two newcomers, the {@code place}-th, connected, who may write to each other. */
    static Pair connect(int place, Dialect dialect, Greeting greeting, boolean acknowledged)
            throws InterruptedException, ExecutionException {
        Member sender = dialect.join().get();
        Member recipient = dialect.join().get();
        LoadSocket from = dialect.connect(sender, greeting).get();
        LoadSocket to =
                dialect.echoes() ? from : dialect.connect(recipient, greeting).get();
        dialect.befriend(sender, from, recipient, to).get();
        return new Pair(place, dialect, sender, recipient, from, to, acknowledged);
    }

    /** Which of all pairs it is, from 0 on. */
    int place() {
        return place;
    }

    /** Signs so many messages, and their acknowledgements. */
    void write(int count) {
        letters.clear();
        acks.clear();
        sent = 0;
        arrived = 0;
        for (int i = 0; i < count; i++) {
            letters.add(dialect.message(sender, recipient, written, acknowledged));
            if (acknowledged) {
                acks.add(dialect.ack(recipient, sender, written));
            }
            written++;
        }
    }

    /** How many are written and have not been sent. */
    int left() {
        return letters.size() - sent;
    }

    /** Runs something on the thread of the sockets. */
    void execute(Runnable task) {
        from.execute(task);
    }

    /** Sends the next one; on the thread of the sockets. */
    void send() {
        from.send(letters.get(sent++));
    }

    /** From now on {@code progress} is told. */
    void watch(Progress progress) {
        if (acknowledged) {
            from.reader(reader(Dialect.Said.ACCEPTED, progress, text -> progress.done(this)));
        }
        to.reader(reader(Dialect.Said.MESSAGE, progress, text -> arrive(text, progress)));
    }

    private void arrive(ByteBuf text, Progress progress) {
        if (dialect.untouched() && !Unpooled.wrappedBuffer(letters.get(arrived)).equals(text)) {
            progress.failed(Dialect.unexpected(text));
            return;
        }
        progress.arrived(this, arrived);
        if (acknowledged) {
            to.send(acks.get(arrived));
        }
        arrived++;
        if (!acknowledged) {
            progress.done(this);
        }
    }

    private LoadSocket.Reader reader(Dialect.Said expected, Progress progress, Consumer<ByteBuf> then) {
        return new LoadSocket.Reader() {
            @Override
            public void read(LoadSocket socket, ByteBuf text) {
                if (dialect.said(text) == expected) {
                    then.accept(text);
                } else {
                    progress.failed(Dialect.unexpected(text));
                }
            }

            @Override
            public void closed() {
                progress.failed(new IOException("the server closed a socket"));
            }
        };
    }

    /** Disconnects the recipient alone. */
    CompletableFuture<Void> leave() {
        return to.close();
    }

    /** Disconnects both. */
    CompletableFuture<Void> close() {
        return CompletableFuture.allOf(from.close(), to.close());
    }
}
