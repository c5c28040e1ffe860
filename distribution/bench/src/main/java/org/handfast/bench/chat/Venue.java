package org.handfast.bench.chat;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.handfast.bench.LoadSocket;

/** Where there are rooms: a server that runs, and how it is spoken to. */
interface Venue {

    /** Fills a new room with so many members, the oldest first; all of them know of all when it is done. */
    CompletableFuture<List<LoadSocket>> fill(String room, int members);

    /** What the {@code sender}-th member of a room says. */
    Speech speech(String room, int sender, String box);
}
