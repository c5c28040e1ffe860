package org.handfast.plugin.libp2p.mdns;

import org.handfast.api.Bytes;
import org.handfast.api.Crypto;

/** Names that say nothing: lower-case letters and digits by chance (libp2p specs, discovery/mdns). */
final class InstanceNames {

    private static final String CHARACTERS = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final int LENGTH = 32;

    private InstanceNames() {}

    /** A new one; the names need not be equally likely, only many. */
    static String draw(Crypto crypto) {
        Bytes random = crypto.random(LENGTH);
        var name = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            name.append(CHARACTERS.charAt(random.at(i) % CHARACTERS.length()));
        }
        return name.toString();
    }
}
