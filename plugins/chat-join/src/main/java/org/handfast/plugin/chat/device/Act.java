package org.handfast.plugin.chat.device;

import org.handfast.api.Bytes;

/** Something that whoever runs a client is to do, in order. */
public sealed interface Act {

    /** Sends a frame to the hub. */
    record Send(Bytes frame) implements Act {}

    /** Tells the person. */
    record Tell(Happening happening) implements Act {}

    /** Closes the connection: it is over. */
    record Close() implements Act {}
}
