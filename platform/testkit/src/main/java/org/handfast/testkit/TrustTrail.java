package org.handfast.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.handfast.api.Device.Trust;
import org.handfast.core.audit.AuditRecord;
import org.handfast.core.registry.DeviceRecord;
import org.handfast.core.registry.TrustRules;

/** The audit log read as a story of trust: every step of it is one that the rules allow, and it ends where the registry stands. */
final class TrustTrail {

    /** How far it is trusted, and who approved it; nobody has if that is empty. */
    private record At(Trust trust, String actor) {}

    private static final At NOBODY = new At(Trust.KNOWN, "");

    private TrustTrail() {}

    static void check(TestNode node) {
        Map<String, At> story = new HashMap<>();
        for (AuditRecord row : node.audit()) {
            Optional<Trust> before =
                    Optional.ofNullable(story.get(row.subject())).map(At::trust);
            switch (row.action()) {
                case "device-approved" -> {
                    require(row, before, Trust.TRUSTED, before.isEmpty() || before.get() != Trust.TRUSTED);
                    story.put(row.subject(), new At(Trust.TRUSTED, row.actor()));
                }
                case "device-paired-again", "device-approved-again" -> {
                    require(row, before, Trust.TRUSTED, before.isPresent());
                    story.put(row.subject(), new At(Trust.TRUSTED, row.actor()));
                }
                case "device-revoked" -> {
                    require(row, before, Trust.REVOKED, true);
                    story.put(row.subject(), new At(Trust.REVOKED, row.actor()));
                }
                case "device-blocked" -> {
                    require(row, before, Trust.SUSPENDED, true);
                    story.compute(row.subject(), (s, at) -> new At(Trust.SUSPENDED, at == null ? "" : at.actor()));
                }
                case "device-unblocked" -> {
                    String approver = story.getOrDefault(row.subject(), NOBODY).actor();
                    Trust after = approver.isEmpty() ? Trust.KNOWN : Trust.TRUSTED;
                    require(row, before, after, before.equals(Optional.of(Trust.SUSPENDED)));
                    story.compute(row.subject(), (s, at) -> approver.isEmpty() ? null : new At(after, approver));
                }
                case "device-forgotten" -> {
                    require(row, before, Trust.KNOWN, before.isPresent());
                    story.remove(row.subject());
                }
                default -> {}
            }
        }
        for (DeviceRecord device : node.contents().devices()) {
            ends(
                    node,
                    device,
                    Optional.ofNullable(
                            story.remove(device.addresses().getFirst().toString())));
        }
        assertThat(story)
                .as("devices of the audit log that " + node.name() + " does not have")
                .isEmpty();
    }

    private static void require(AuditRecord row, Optional<Trust> before, Trust after, boolean fits) {
        assertThat(fits && TrustRules.allows(before.orElse(Trust.KNOWN), after))
                .as("a device that is " + before + " may not come to what the audit log says next: " + row)
                .isTrue();
    }

    private static void ends(TestNode node, DeviceRecord device, Optional<At> told) {
        boolean judged = device.trust() == Trust.TRUSTED || device.trust().barred();
        assertThat(told.map(At::trust))
                .as("what the audit log of " + node.name() + " says of " + device.name())
                .isEqualTo(judged ? Optional.of(device.trust()) : Optional.empty());
        if (device.trust() == Trust.TRUSTED) {
            assertThat(device.approval().map(DeviceRecord.Approved::by))
                    .as("who approved " + device.name())
                    .isEqualTo(told.map(At::actor));
        }
    }
}
