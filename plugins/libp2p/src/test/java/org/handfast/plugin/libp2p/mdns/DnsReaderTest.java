package org.handfast.plugin.libp2p.mdns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import org.handfast.api.Bytes;
import org.handfast.api.Fault;

class DnsReaderTest {

    private static final String SERVICE = "045f703270045f756470056c6f63616c00";
    private static final DnsName NAME = DnsName.of("_p2p._udp.local");

    @Test
    void readsQueryAsJsWritesIt() {
        var query = Bytes.hex("000000000001000000000000" + SERVICE + "000c0001");
        assertThat(DnsReader.read(query)).isEqualTo(DnsMessage.query(NAME));
        assertThat(DnsWriter.write(DnsMessage.query(NAME))).isEqualTo(query);
    }

    @Test
    void readsQuestionForAnythingWithTheBitForOneAnswer() {
        assertThat(DnsReader.read(Bytes.hex("000000000001000000000000" + SERVICE + "00ff8001"))
                        .questions())
                .containsExactly(NAME);
    }

    @Test
    void passesOverQuestionsOfOtherKinds() {
        assertThat(DnsReader.read(Bytes.hex("000000000001000000000000" + SERVICE + "00010001"))
                        .questions())
                .isEmpty();
    }

    @Test
    void readsCompressedNamesAndPassesOverOtherRecords() {
        // The question at 12; an A record at a pointer to it; a PTR to "ab" below it.
        var message = Bytes.hex("000084000001000200000000" + SERVICE + "000c0001" + "c00c00010001000000780004c0a80001"
                + "c00c000c8001000000780005026162c00c");
        assertThat(DnsReader.read(message).answers())
                .containsExactly(new DnsMessage.Pointer(NAME, 120, NAME.below("ab")));
    }

    @Test
    void namesAreEqualInAnyCase() {
        assertThat(DnsName.of("_P2P._UDP.Local")).isEqualTo(NAME);
    }

    @Test
    void refusesNameThatPointsToItself() {
        refuses("000000000001000000000000" + "c00c" + "000c0001");
    }

    @Test
    void refusesNamesThatPointToEachOther() {
        refuses("000000000001000000000000" + "c00e" + "c00c" + "000c0001");
    }

    @Test
    void refusesNameThatPointsBehindItsOwnLabels() {
        refuses("000000000001000000000000" + "0161c00c" + "000c0001");
    }

    @Test
    void refusesNameThatPointsOutOfTheMessage() {
        refuses("000000000001000000000000" + "ffff" + "000c0001");
    }

    @Test
    void refusesNameOfMoreThan255Bytes() {
        var label = "3f" + "61".repeat(63);
        refuses("000000000001000000000000" + label.repeat(4) + "00" + "000c0001");
        assertThat(DnsReader.read(Bytes.hex("000000000001000000000000" + label.repeat(3) + "3d" + "61".repeat(61) + "00"
                                + "000c0001"))
                        .questions())
                .hasSize(1);
    }

    @Test
    void refusesLabelsOfUnknownKinds() {
        refuses("000000000001000000000000" + "4161" + "00" + "000c0001");
    }

    @Test
    void refusesMoreLabelsThanAnyMessageNeeds() {
        var deep = "0161".repeat(120) + "00";
        refuses("000084000001" + "0100" + "00000000" + deep + "000c0001" + "c00c00010001000000780000".repeat(0x100));
    }

    @Test
    void refusesMoreRecordsThanAnyMessageNeeds() {
        refuses("00008400000002010000" + "0000" + "0000010001000000000000".repeat(0x201));
    }

    @Test
    void refusesStringAndNameLongerThanTheirRecord() {
        refuses("000084000000000100000000" + SERVICE + "00100001000000780002" + "0561");
        refuses("000084000000000100000000" + SERVICE + "000c0001000000780002" + "016100");
    }

    @Test
    void refusesMessagesOfOtherKinds() {
        refuses("000028000001000000000000" + SERVICE + "000c0001");
    }

    @Test
    void refusesMoreThan9000Bytes() {
        assertThatThrownBy(() -> DnsReader.read(Bytes.wrap(new byte[65_536]))).isInstanceOf(Fault.class);
        assertThat(DnsReader.read(Bytes.wrap(new byte[9_000])).questions()).isEmpty();
        assertThatThrownBy(() -> DnsReader.read(Bytes.wrap(new byte[9_001]))).isInstanceOf(Fault.class);
    }

    @Test
    void refusesMessageThatIsCutOffAnywhere() {
        Bytes whole = MdnsTest.JS_ANSWER;
        for (int size = 0; size < whole.size(); size++) {
            Bytes cut = whole.slice(0, size);
            assertThatThrownBy(() -> DnsReader.read(cut)).isInstanceOf(Fault.class);
        }
    }

    @Test
    void survivesAnyByteChanged() {
        var random = new Random(6);
        for (int round = 0; round < 20_000; round++) {
            byte[] changed = MdnsTest.JS_ANSWER.toArray();
            for (int i = 0; i <= round % 4; i++) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt();
            }
            readsOrRefuses(changed);
        }
    }

    @Test
    void survivesAnyBytes() {
        var random = new Random(6);
        for (int round = 0; round < 20_000; round++) {
            var bytes = new byte[random.nextInt(600)];
            random.nextBytes(bytes);
            Bytes header = Bytes.of((byte) 0, (byte) 0, (byte) 0x84, (byte) 0, (byte) 0, (byte) 1, (byte) 0, (byte) 3);
            readsOrRefuses(bytes);
            readsOrRefuses(Bytes.join(header, Bytes.wrap(bytes)).toArray());
        }
    }

    @Test
    void readsWhatItWrites() {
        var message = new DnsMessage(
                true,
                List.of(NAME),
                List.of(new DnsMessage.Pointer(NAME, 120, NAME.below("x".repeat(63)))),
                List.of(new DnsMessage.Texts(
                        NAME.below("ö"), 0xfedcba98L, List.of(Bytes.EMPTY, Bytes.wrap(new byte[255])))));
        assertThat(DnsReader.read(DnsWriter.write(message))).isEqualTo(message);
    }

    private static void readsOrRefuses(byte[] bytes) {
        try {
            Announcement.read(DnsReader.read(Bytes.of(bytes)), true);
        } catch (Fault refused) {
            assertThat(refused.category()).isEqualTo(Fault.Category.PEER_FAULT);
        }
    }

    private static void refuses(String hex) {
        assertThatThrownBy(() -> DnsReader.read(Bytes.hex(hex)))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.code()).isEqualTo("bad-dns-message"));
    }
}
