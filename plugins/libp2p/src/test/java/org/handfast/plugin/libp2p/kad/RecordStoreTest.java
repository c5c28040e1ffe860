package org.handfast.plugin.libp2p.kad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import org.handfast.api.Bytes;
import org.handfast.api.Fault;
import org.handfast.api.Key;
import org.handfast.api.Records;
import org.handfast.plugin.libp2p.multiaddr.IpGroup;
import org.handfast.plugin.libp2p.multiaddr.Multiaddr;
import org.handfast.plugin.libp2p.peer.PeerId;

final class RecordStoreTest {

    private static final Instant NOW = Instant.parse("2026-11-30T08:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(600);

    private final RecordStore store = new RecordStore(GroupLimits.DEFAULT);

    private RecordStore.Kept record(String key, int size, Instant made, int peer, String ip) {
        var id = PeerId.of(new Key(Key.Algorithm.ED25519, Bytes.join(Bytes.wrap(new byte[24]), Bytes.u64(peer))));
        return new RecordStore.Kept(
                NoteRecords.key(key),
                Bytes.wrap(new byte[size]),
                new Records.Keeping(made, LATER),
                new RecordStore.Source(id, IpGroup.of(Multiaddr.tcp(ip, 1))),
                NOW);
    }

    private boolean has(String key) {
        return store.get(NoteRecords.key(key), NOW).isPresent();
    }

    @Test
    void keepsTheNewestUnderAKeyWhateverCameLast() {
        RecordStore.Kept newer = record("a", 1, NOW, 1, "20.1.1.1");
        store.put(record("a", 1, NOW.minusSeconds(2), 1, "20.1.1.1"), NOW);
        store.put(newer, NOW);

        assertThat(store.put(record("a", 1, NOW.minusSeconds(1), 2, "20.1.1.1"), NOW))
                .isEqualTo(newer);
        assertThat(store.get(newer.key(), NOW)).contains(newer);
        assertThat(store.size()).isEqualTo(1);
    }

    @Test
    void ofTwoThatWereMadeAtTheSameTimeTheFirstStays() {
        RecordStore.Kept first = record("a", 1, NOW, 1, "20.1.1.1");
        store.put(first, NOW);

        assertThat(store.put(record("a", 2, NOW, 2, "20.2.2.2"), NOW)).isEqualTo(first);
        assertThat(store.get(first.key(), NOW)).contains(first);
        RecordStore.Kept again = record("a", 1, NOW, 3, "20.3.3.3");
        assertThat(store.put(again, NOW)).isEqualTo(again);
    }

    @Test
    void forgetsWhatIsOver() {
        store.put(record("a", 1, NOW, 1, "20.1.1.1"), NOW);

        assertThat(store.get(NoteRecords.key("a"), LATER)).isEmpty();
        assertThat(store.size()).isZero();
    }

    @Test
    void onePeerDrivesOutItsOwnOnly() {
        store.put(record("mine", 1, NOW, 1, "127.0.0.1"), NOW);
        for (int i = 0; i < 100; i++) {
            store.put(record("flood" + i, 1, NOW, 2, "127.0.0.1"), NOW);
        }

        assertThat(store.size()).isEqualTo(RecordStore.PER_PEER + 1);
        assertThat(has("mine")).isTrue();
        assertThat(has("flood99")).isTrue();
    }

    @Test
    void oneGroupOfAddressesDrivesOutItsOwnOnly() {
        store.put(record("mine", 1, NOW, 1, "20.1.2.1"), NOW);
        for (int i = 0; i < 500; i++) {
            store.put(record("flood" + i, 1, NOW, 2 + i % 20, "20.1.1." + (1 + i % 20)), NOW);
        }

        assertThat(store.size()).isEqualTo(65);
        assertThat(has("mine")).isTrue();
    }

    @Test
    void isBoundedInNumberAndInBytes() {
        for (int i = 0; i < RecordStore.MOST + 500; i++) {
            store.put(record("n" + i, 1, NOW, i, "20." + i / 250 + "." + i % 250 + ".1"), NOW);
        }
        assertThat(store.size()).isEqualTo(RecordStore.MOST);
        for (int i = 0; i < 1000; i++) {
            store.put(record("b" + i, 4096, NOW, i, "20." + i / 250 + "." + i % 250 + ".1"), NOW);
        }
        assertThat(store.size()).isLessThanOrEqualTo(RecordStore.MOST_BYTES / 4096);
        assertThat(has("b999")).isTrue();
    }

    @Test
    void onlyServedKeysOfRightSizeAndTimeAreValid() {
        var validators = new Validators();
        Bytes good = NoteRecords.value(NOW, "x");
        assertThat(validators.accepts(NoteRecords.key("a"), good, NOW)).isFalse();
        var rules = new NoteRecords();
        validators.add(rules);

        assertThat(validators.accepts(NoteRecords.key("a"), good, NOW)).isTrue();
        assertThat(validators.accepts(Bytes.utf8("/pk/a"), good, NOW)).isFalse();
        assertThat(validators.accepts(Bytes.utf8("a"), good, NOW)).isFalse();
        assertThat(validators.accepts(Bytes.EMPTY, good, NOW)).isFalse();
        assertThat(validators.accepts(NoteRecords.key("a"), Bytes.utf8("x"), NOW))
                .isFalse();
        assertThat(validators.accepts(NoteRecords.key("a"), NoteRecords.value(NOW.minusSeconds(600), "x"), NOW))
                .isFalse();
        assertThat(validators.accepts(NoteRecords.key("a".repeat(122)), good, NOW))
                .isTrue();
        assertThat(validators.accepts(NoteRecords.key("a".repeat(123)), good, NOW))
                .isFalse();
        int room = Validators.VALUE - NoteRecords.value(NOW, "").size();
        assertThat(validators.accepts(NoteRecords.key("a"), NoteRecords.value(NOW, "x".repeat(room)), NOW))
                .isTrue();
        assertThatThrownBy(() ->
                        validators.require(NoteRecords.key("a"), NoteRecords.value(NOW, "x".repeat(room + 1)), NOW))
                .isInstanceOf(Fault.class);
        validators.remove(rules);
        assertThat(validators.accepts(NoteRecords.key("a"), good, NOW)).isFalse();
    }

    @Test
    void nothingIsKeptForMoreThanAnHour() {
        var validators = new Validators();
        validators.add(
                (key, value, now) -> java.util.Optional.of(new Records.Keeping(now, now.plus(Duration.ofDays(400)))));

        assertThat(validators.require(Bytes.u8(1), Bytes.u8(1), NOW).until()).isEqualTo(NOW.plusSeconds(3600));
    }
}
