package org.handfast.plugin.challengeresponse.wire;

import org.handfast.api.Bytes;
import org.handfast.api.Fault;

/**
 * One of several kinds of message, as the original spells an enum: a map with one entry.
 *
 * @param name the entry's name, which says what it is
 * @param fields what it holds
 */
record Variant(String name, Fields fields) {

    /**
     * The one that bytes are.
     *
     * @throws Fault PEER_FAULT if they are none
     */
    static Variant read(Bytes bytes) {
        if (!(CborReader.read(bytes) instanceof Cbor.Fields map) || map.values().size() != 1) {
            throw Fault.peer("bad-message", "A message is a map with one entry, which says what it is.");
        }
        var entry = map.values().entrySet().iterator().next();
        return new Variant(entry.getKey(), Fields.of(entry.getValue()));
    }
}
