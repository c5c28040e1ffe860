package org.handfast.api.transport;

import org.osgi.annotation.versioning.ProviderType;

import org.handfast.api.Bytes;

/** A TCP connection, for whoever writes to it. No call blocks or throws. */
@ProviderType
public interface Channel {

    /** Unique while the hub runs. */
    long id();

    /** The other end. */
    SocketPlace remote();

    /** Sends bytes after those before them; dropped if it is closed. */
    void write(Bytes bytes);

    /** False while so much waits to be sent that more should wait; {@link ChannelEvents#writable} tells when that is over. */
    boolean isWritable();

    /** Closes it once what was written is out, or after a few seconds if the other end does not read. */
    void close();

    /** Asks for no more bytes for now; a few that were under way may still come. */
    void pause();

    /** Asks for bytes again. */
    void resume();
}
