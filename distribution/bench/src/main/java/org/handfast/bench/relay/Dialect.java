package org.handfast.bench.relay;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;

import io.netty.buffer.ByteBuf;

import org.handfast.bench.LoadSocket;

/** How one kind of server is spoken to. Thread-safe. */
interface Dialect {

    /** How much of a message is signed, in bytes. */
    int DATA_BYTES = 300;

    /** How large such a message is with its signature; where nothing is signed, messages are made as large. */
    int FRAME_BYTES = 452;

    /** What a server says. */
    enum Said {
        /** A message of another member. */
        MESSAGE,
        /** The server's word that a message is acknowledged. */
        ACCEPTED,
        /** The nonce of the socket. */
        HELLO,
        /** The member is connected. */
        CONNECTED,
        /** Anything else, most of all an error. */
        OTHER
    }

    /** How a member connects. */
    enum Greeting {
        /** As the document has it. */
        PLAIN,
        /** With the socket's nonce. */
        FRESH
    }

    /** Makes somebody known to the server. */
    CompletableFuture<Member> join();

    /** Connects a member, until the server says that it is. */
    CompletableFuture<LoadSocket> connect(Member member, Greeting greeting);

    /** Does once what two must have done before one may write to the other. */
    CompletableFuture<Void> befriend(Member sender, LoadSocket from, Member recipient, LoadSocket to);

    /** A message, different for every number; if {@code acknowledged}, one whose acknowledgement the sender hears of. */
    byte[] message(Member sender, Member recipient, int number, boolean acknowledged);

    /** The recipient's acknowledgement of such a message. */
    byte[] ack(Member recipient, Member sender, int number);

    Said said(ByteBuf text);

    /** Whether a message reaches its recipient byte for byte. */
    boolean untouched();

    /** Whether a message comes back to its sender, as there is no other recipient. */
    default boolean echoes() {
        return false;
    }

    /** Fails with what a server said instead of what was expected. */
    static IOException unexpected(ByteBuf text) {
        return new IOException("the server said " + text.toString(java.nio.charset.StandardCharsets.UTF_8));
    }
}
