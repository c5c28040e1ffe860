package org.handfast.cli.device.hub;

import org.handfast.api.Key;

/**
 * What a hub says of itself.
 *
 * @param name for people, as it came
 * @param key its Ed25519 key, which it goes by
 */
public record HubCard(String name, Key key) {}
