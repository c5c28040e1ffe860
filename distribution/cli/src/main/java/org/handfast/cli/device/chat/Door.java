package org.handfast.cli.device.chat;

import java.io.IOException;
import java.util.function.Consumer;

import org.handfast.cli.device.hub.HubLink;

/** The way to a room. */
interface Door {

    /**
     * Opens a connection that is for the room.
     *
     * @param ears told of frames and of the end, from other threads
     * @throws IOException if there is none now
     */
    HubLink open(Consumer<HubLink.Heard> ears) throws IOException, InterruptedException;
}
