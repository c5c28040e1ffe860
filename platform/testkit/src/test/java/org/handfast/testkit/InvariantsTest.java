package org.handfast.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import org.handfast.api.Address;
import org.handfast.api.Bytes;
import org.handfast.api.Crypto;
import org.handfast.api.DeviceId;
import org.handfast.api.Key;
import org.handfast.core.audit.AuditRecord;
import org.handfast.core.registry.DeviceRecord;
import org.handfast.core.registry.ProtocolAddress;
import org.handfast.core.store.Changes;
import org.handfast.core.store.Store;
import org.handfast.core.store.Write;

/** That the invariants of a world notice what they are there to notice. */
class InvariantsTest {

    private static final System.Logger LOG = System.getLogger("org.handfast.testkit.InvariantsTest");

    private final World world = new World(1);
    private final TestNode hub = world.node("hub", Map.of());

    private void broken(String what) {
        assertThatThrownBy(world::check).isInstanceOf(AssertionError.class).hasMessageContaining(what);
    }

    @Test
    void aWorldInWhichNothingHappensIsInOrder() {
        world.check();
    }

    @Test
    void aSecretInTheLogIsNoticed() {
        Bytes seed = hub.toolkit().random(32);
        hub.toolkit().forEvent(seed).random(1);
        LOG.log(System.Logger.Level.DEBUG, "seed " + seed.hex());
        broken("secrets of hub");
    }

    @Test
    void aPhraseInTheAuditLogIsNoticed() {
        hub.toolkit().forEvent(hub.toolkit().random(32)).secret(Bytes.utf8("correct horse battery staple"));
        audit("phrase-made", "p:ada", "say 'correct horse battery staple'");
        broken("secrets of hub");
    }

    private void audit(String action, String subject, String detail) {
        hub.store()
                .store()
                .commit(Changes.of(new Write.AddAudit(new AuditRecord(
                        UUID.nameUUIDFromBytes(detail.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                        World.BEGINNING,
                        "admin",
                        action,
                        subject,
                        detail))));
    }

    @Test
    void trustThatNobodyAuditedIsNoticed() {
        Store store = hub.store().store();
        store.commit(Changes.of(new Write.PutDevice(
                DeviceRecord.firstSeen(new DeviceId(new UUID(0, 1)), "Ada", "device", at(), World.BEGINNING)
                        .trusted(org.handfast.api.Device.Trust.REVOKED, "secretly"))));
        broken("what the audit log of hub says of Ada");
    }

    private static ProtocolAddress at() {
        return new ProtocolAddress("p", new Address("ada"));
    }

    @Test
    void aStoryThatCannotBeIsNoticed() {
        audit("device-revoked", "p:ada", "1");
        audit("device-approved", "p:ada", "2");
        broken("may not come to what the audit log says next");
    }

    @Test
    void aDeviceThatDisappearedIsNoticed() {
        audit("device-approved", "p:ada", "1");
        broken("devices of the audit log that hub does not have");
    }

    @Test
    void secretsAreFoundHoweverTheyAreWritten() {
        var secrets = new Secrets();
        Bytes secret = Bytes.hex("00112233445566778899aabbccddeefffbff");
        secrets.note(secret);
        String base64 = Base64.getEncoder().encodeToString(secret.toArray());
        String url = Base64.getUrlEncoder().withoutPadding().encodeToString(secret.toArray());
        assertThat(base64).isNotEqualTo(url);
        for (String written : List.of(
                secret.hex(),
                "key=" + secret.hex().toUpperCase(java.util.Locale.ROOT) + ";",
                base64,
                url,
                java.util.Arrays.toString(secret.toArray()),
                Bytes.join(Bytes.u8(7), secret).hex())) {
            assertThat(secrets.in("line one\n" + written + " and more"))
                    .as(written)
                    .isPresent();
        }
        assertThat(secrets.in(secret.slice(0, 15).hex() + " " + secret)).isEqualTo(Optional.empty());
        assertThat(secrets.within(Bytes.join(Bytes.u8(1), secret, Bytes.u8(2)))).isTrue();
        assertThat(secrets.within(secret.from(1))).isFalse();
    }

    @Test
    void secretsAreTakenFromTheHandlesOfTheRealCrypto() {
        var secrets = new Secrets();
        Crypto crypto = hub.toolkit().forEvent(hub.toolkit().random(32));
        secrets.note(crypto.generate(Key.Algorithm.P256));
        secrets.note(crypto.secret(Bytes.utf8("a secret that is long enough")));
        assertThat(secrets.in("a secret that is long enough")).isPresent();
        assertThat(secrets.within(Bytes.utf8("a secret that is long enough"))).isTrue();
    }
}
