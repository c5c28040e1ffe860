package org.handfast.plugin.qr.device;

import java.util.UUID;

import org.handfast.api.Bytes;

/**
 * A packet that the hub may not have yet.
 *
 * @param id of the packet
 * @param blob sealed
 * @param keys true if it tells the other end a new key, and so must not get lost
 */
public record Outgoing(UUID id, Bytes blob, boolean keys) {}
