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
    record Public(String algorithm, byte[] publicKey) {
        static Public of(Key key) {
            return new Public(key.algorithm().name(), key.bytes().toArray());
        }

        Key key() {
            return new Key(Key.Algorithm.valueOf(algorithm), Bytes.wrap(publicKey));
        }
    }
}
