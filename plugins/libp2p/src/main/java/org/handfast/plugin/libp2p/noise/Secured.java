package org.handfast.plugin.libp2p.noise;

import java.util.Optional;

import org.handfast.plugin.libp2p.peer.PeerId;

/**
 * What a handshake came to.
 *
 * @param peer who is at the other end, and has proved it
 * @param muxer what both multiplex by; empty if that is still to be agreed on
 * @param channel encrypts and decrypts from now on
 */
public record Secured(PeerId peer, Optional<String> muxer, SecureChannel channel) {}
