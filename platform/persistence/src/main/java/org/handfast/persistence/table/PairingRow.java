package org.handfast.persistence.table;

import java.time.Instant;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** A pairing or a proposal. */
@Entity
@Table(name = "pairing")
class PairingRow {
    @EmbeddedId
    Id id;

    String introducedName;
    String introducedKind;

    @Embedded
    @AttributeOverride(name = "algorithm", column = @Column(name = "own_algorithm"))
    @AttributeOverride(name = "publicKey", column = @Column(name = "own_key"))
    KeyRow.Public ownKey;

    byte[] sealedOwn;

    /** By name, in base64url, as JSON; see {@link Json}. */
    String sealedSecrets;

    @Embedded
    @AttributeOverride(name = "algorithm", column = @Column(name = "their_algorithm"))
    @AttributeOverride(name = "publicKey", column = @Column(name = "their_key"))
    KeyRow.Public theirKey;

    /** Words as JSON; see {@link Json}. */
    String ownFingerprint;

    /** Words as JSON. */
    String theirFingerprint;

    @Nullable
    String approvedBy;

    @Nullable
    Instant approvedAt;

    Instant since;
    long version;

    @Embeddable
    record Id(String a, String b, String protocol, String standing) {}
}
