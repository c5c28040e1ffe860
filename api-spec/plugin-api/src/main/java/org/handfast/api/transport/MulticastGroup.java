package org.handfast.api.transport;

/**
 * A group of UDP, joined on every interface that can.
 *
 * @param address as a numeric address, of IPv4 or IPv6
 * @param port the port of the group, shared with whatever else listens to it on this machine
 * @param maxDatagram the largest datagram in bytes; longer ones are passed over
 */
public record MulticastGroup(String address, int port, int maxDatagram) {}
