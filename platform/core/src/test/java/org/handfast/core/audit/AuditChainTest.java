package org.handfast.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import org.handfast.api.Bytes;
import org.handfast.core.fake.Document;

/** Held to the vectors of {@code api-spec/protocols/audit-chain.md}. */
class AuditChainTest {

    static final String DOCUMENT = "api-spec/protocols/audit-chain.md";

    private static final UUID ID = UUID.fromString("00112233-4455-4677-8899-aabbccddeeff");
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");

    static List<SealedAudit> vectors() {
        return Document.block(DOCUMENT, "json").lines().map(AuditChainTest::row).toList();
    }

    private static SealedAudit row(String json) {
        return new SealedAudit(
                new AuditRecord(
                        UUID.fromString(field(json, "id")),
                        Instant.parse(field(json, "at")),
                        field(json, "actor"),
                        field(json, "action"),
                        field(json, "subject"),
                        field(json, "detail")),
                Long.parseLong(field(json, "sequence")),
                Bytes.hex(field(json, "hash")));
    }

    private static String field(String json, String name) {
        Matcher found =
                Pattern.compile("\"" + name + "\": (?:\"([^\"]*)\"|([0-9]+))").matcher(json);
        assertThat(found.find()).as(name).isTrue();
        return found.group(1) == null ? found.group(2) : found.group(1);
    }

    @Test
    void givesWhatAnotherProgramGives() {
        Bytes previous = AuditChain.BEGINNING;
        assertThat(vectors()).hasSize(3);
        for (SealedAudit vector : vectors()) {
            SealedAudit sealed = AuditChain.seal(vector.record(), vector.sequence(), previous);
            assertThat(sealed).isEqualTo(vector);
            previous = sealed.hash();
        }
    }

    private static Bytes hash(UUID id, Instant at, String... texts) {
        return AuditChain.hash(
                new AuditRecord(id, at, texts[0], texts[1], texts[2], texts[3]), 1, AuditChain.BEGINNING);
    }

    @Test
    void dependsOnEveryFieldAndOnWhereItEnds() {
        List<Bytes> hashes = new ArrayList<>();
        hashes.add(hash(ID, AT, "a", "b", "c", "d"));
        hashes.add(hash(new UUID(0, 0), AT, "a", "b", "c", "d"));
        hashes.add(hash(ID, AT.plusNanos(1_000), "a", "b", "c", "d"));
        hashes.add(hash(ID, AT, "x", "b", "c", "d"));
        hashes.add(hash(ID, AT, "a", "x", "c", "d"));
        hashes.add(hash(ID, AT, "a", "b", "x", "d"));
        hashes.add(hash(ID, AT, "a", "b", "c", "x"));
        hashes.add(hash(ID, AT, "ab", "", "c", "d"));
        hashes.add(hash(ID, AT, "a", "bc", "", "d"));
        hashes.add(hash(ID, AT, "a", "b", "cd", ""));
        var row = new AuditRecord(ID, AT, "a", "b", "c", "d");
        hashes.add(AuditChain.hash(row, 2, AuditChain.BEGINNING));
        hashes.add(AuditChain.hash(row, 1, Bytes.wrap(new byte[] {1})));
        assertThat(new HashSet<>(hashes)).hasSameSizeAs(hashes);
    }

    @Test
    void takesRowsWhateverTheyTellOf() {
        String novel = "\ud83d\ude82".repeat(100_000);
        var row = new AuditRecord(ID, AT, novel, novel, novel, novel);
        assertThat(AuditChain.seal(row, 1, AuditChain.BEGINNING).hash().size()).isEqualTo(32);
        assertThat(row.detail()).hasSizeLessThanOrEqualTo(2_000).endsWith("\ud83d\ude82…");
        assertThat(row.subject()).hasSizeLessThanOrEqualTo(300).endsWith("…");
    }

    @Test
    void leavesARowThatFitsAsItIs() {
        String detail = "d".repeat(2_000);
        assertThat(new AuditRecord(ID, AT, "a", "b", "s".repeat(300), detail).detail())
                .isEqualTo(detail);
    }
}
