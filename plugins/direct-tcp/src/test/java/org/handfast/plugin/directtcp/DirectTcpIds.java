package org.handfast.plugin.directtcp;

import java.util.UUID;

import org.handfast.api.Bytes;
import org.handfast.core.crypto.Sha256;
import org.handfast.testkit.TestNode;

/** The device ids that nodes go by, worked out anew from what {@code api-spec/protocols/direct-tcp.md} says. */
final class DirectTcpIds {

    private DirectTcpIds() {}

    static String of(TestNode node) {
        byte[] hash = Sha256.of(Bytes.lp(
                        "handfast/direct-tcp/device-id/v1",
                        Bytes.utf8(node.toolkit().hub().id())))
                .toArray();
        hash[6] = (byte) (hash[6] & 0x0f | 0x80);
        hash[8] = (byte) (hash[8] & 0x3f | 0x80);
        var id = Bytes.wrap(hash).buffer();
        return new UUID(id.getLong(), id.getLong()).toString();
    }
}
