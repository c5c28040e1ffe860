package org.handfast.plugin.libp2p.kad;

import java.util.Optional;

import org.handfast.api.Bytes;
import org.handfast.plugin.libp2p.wire.Protobuf;
import org.handfast.plugin.libp2p.wire.ProtobufWriter;

/**
 * A record on the wire (libp2p specs, kad-dht).
 *
 * @param received when whoever sends it got it, in the form of RFC 3339; not sent with a question
 */
record KadRecord(Bytes key, Bytes value, Optional<String> received) {

    Bytes encode() {
        var out = new ProtobufWriter().put(1, key).put(2, value);
        received.ifPresent(time -> out.put(5, time));
        return out.bytes();
    }

    static KadRecord decode(Bytes message) {
        Protobuf fields = Protobuf.read(message);
        return new KadRecord(
                fields.bytes(1).orElse(Bytes.EMPTY), fields.bytes(2).orElse(Bytes.EMPTY), Optional.empty());
    }
}
