package org.handfast.runtime.net;

import org.handfast.api.Fault;

/**
 * A place on the network as text: {@code host:port}, IPv6 addresses in brackets.
 *
 * @param host name or address, without brackets
 * @param port 1 to 65535
 */
record Endpoint(String host, int port) {

    /**
     * The endpoint of a text.
     *
     * @throws Fault OPERATOR_INPUT {@code bad-endpoint}
     */
    static Endpoint parse(String text) {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? "" : text.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        } else if (host.contains(":")) {
            throw bad(text);
        }
        String port = text.substring(colon + 1);
        if (host.isEmpty() || !port.matches("[0-9]{1,5}")) {
            throw bad(text);
        }
        int number = Integer.parseInt(port);
        if (number < 1 || number > 65_535) {
            throw bad(text);
        }
        return new Endpoint(host, number);
    }

    private static Fault bad(String text) {
        return new Fault(
                Fault.Category.OPERATOR_INPUT,
                "bad-endpoint",
                "'" + text + "' is not host:port, such as 192.168.1.20:3695, hub.example:3695 or [fd00::1]:3695.");
    }
}
