package org.handfast.runtime.net;

/**
 * A listener that is open.
 *
 * @param protocol whose it is
 * @param name the descriptor's name for it
 * @param port where it listens
 */
public record OpenListener(String protocol, String name, int port) {}
