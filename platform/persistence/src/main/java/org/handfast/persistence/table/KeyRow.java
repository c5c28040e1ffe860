package org.handfast.persistence.table;

import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import org.handfast.api.Bytes;
import org.handfast.api.Key;

/** A public key of a device. */
@Entity
@Table(name = "device_key")
class KeyRow {
    @EmbeddedId
    Place id;

    String protocol;

    @Embedded
    Public key;

    @Embeddable
    record Public(byte[] publicKey, String algorithm) {
        static Public of(Key key) {
            return new Public(key.bytes().toArray(), key.algorithm().name());
        }

        Key key() {
            return new Key(Key.Algorithm.valueOf(algorithm), Bytes.wrap(publicKey));
        }
    }
}
