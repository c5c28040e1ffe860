package org.handfast.api.transport;

/**
 * One end of a TCP connection.
 *
 * @param host a numeric address without brackets, or a name that is looked up
 * @param port 1 to 65535
 */
public record SocketPlace(String host, int port) {

    public SocketPlace {
        if (host.isEmpty() || port < 1 || port > 65_535) {
            throw new IllegalArgumentException("no place: host '" + host + "', port " + port);
        }
    }

    /** {@code host:port}, IPv6 in brackets. */
    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
