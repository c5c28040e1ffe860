package org.handfast.api;

/**
 * Who this hub, or this device, is.
 *
 * @param id lower-case hex of SHA-256 of its Ed25519 key
 * @param name what it calls itself
 * @param signing its Ed25519 key
 * @param agreement its X25519 key
 */
public record Hub(String id, String name, Key signing, Key agreement) {}
