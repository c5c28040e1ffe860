package org.handfast.runtime.plugin;

import java.util.List;

import org.handfast.api.Descriptor;
import org.handfast.api.transport.TransportDescriptor;

/**
 * How a plugin does.
 *
 * @param name its symbolic name
 * @param title its name for people
 * @param version its version
 * @param sha256 the hash of its file
 * @param state whether it runs
 * @param detail why not, if it failed
 * @param protocols the descriptors of what it serves now
 * @param transports the descriptors of the transports that run of it now
 */
public record PluginStatus(
        String name,
        String title,
        String version,
        String sha256,
        State state,
        String detail,
        List<Descriptor<?>> protocols,
        List<TransportDescriptor> transports) {

    public PluginStatus {
        protocols = List.copyOf(protocols);
        transports = List.copyOf(transports);
    }

    /** Whether it runs. */
    public enum State {
        RUNNING,
        STOPPED,
        /** It did not start, or was stopped for what it did. */
        FAILED
    }
}
