package org.handfast.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.handfast.api.Address;
import org.handfast.api.Bytes;
import org.handfast.api.Parcel;
import org.handfast.core.mailbox.MailboxSize;
import org.handfast.core.mailbox.ParcelStore;
import org.handfast.core.mailbox.StoredParcel;
import org.handfast.core.registry.ProtocolAddress;
import org.handfast.testkit.store.Samples;

/** What every {@link ParcelStore} must keep. A test class of one implements it and names it. */
public interface ParcelStoreContract {

    /** The store of this test: the same at every call, empty when the test begins. */
    ParcelStore parcels();

    private List<Long> numbers(int mailbox) {
        return parcels().waiting(Samples.address(mailbox), 0, 10_000).stream()
                .map(StoredParcel::number)
                .toList();
    }

    private void keep(StoredParcel... kept) {
        parcels().write(List.of(kept), List.of());
    }

    @Test
    default void holdsNoParcelAtFirst() {
        assertThat(numbers(1)).isEmpty();
        assertThat(parcels().headers(Samples.address(1))).isEmpty();
        assertThat(parcels().lastNumber()).isZero();
        assertThat(parcels().sizes(10)).isEmpty();
        assertThat(parcels().size(Samples.address(1))).isEqualTo(MailboxSize.empty(Samples.address(1)));
        assertThat(parcels().dropExpired(Samples.time(1_000))).isEmpty();
        assertThat(parcels().forget(Samples.address(1))).isEmpty();
        parcels().write(List.of(), List.of(7L));
        parcels().write(List.of(), List.of());
    }

    @Test
    default void givesParcelsOfAMailboxInTheOrderOfTheirNumbers() {
        keep(Samples.parcel(30, 1, 2, 1), Samples.parcel(10, 1, 3, 2), Samples.parcel(20, 2, 3, 3));
        keep(Samples.parcel(15, 1, 2, 4));
        assertThat(parcels().waiting(Samples.address(1), 0, 10))
                .containsExactly(Samples.parcel(10, 1, 3, 2), Samples.parcel(15, 1, 2, 4), Samples.parcel(30, 1, 2, 1));
        assertThat(parcels().lastNumber()).isEqualTo(30);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    default void givesParcelsByPages(int limit) {
        for (int n = 1; n <= 7; n++) {
            keep(Samples.parcel(n * 10L, 1, 2, n));
        }
        List<Long> read = new ArrayList<>();
        long after = 0;
        for (var page = parcels().waiting(Samples.address(1), after, limit);
                !page.isEmpty();
                page = parcels().waiting(Samples.address(1), after, limit)) {
            assertThat(page.size()).isLessThanOrEqualTo(limit);
            page.forEach(p -> read.add(p.number()));
            after = page.getLast().number();
        }
        assertThat(read).containsExactly(10L, 20L, 30L, 40L, 50L, 60L, 70L);
    }

    @Test
    default void keepsParcelsAndLetsOthersGoTogether() {
        keep(Samples.parcel(1, 1, 2, 1), Samples.parcel(2, 1, 2, 2), Samples.parcel(3, 1, 2, 3));
        parcels().write(List.of(Samples.parcel(4, 1, 2, 4), Samples.parcel(5, 2, 2, 5)), List.of(1L, 3L, 99L));
        assertThat(numbers(1)).containsExactly(2L, 4L);
        assertThat(numbers(2)).containsExactly(5L);
    }

    @Test
    default void passesOverWhatIsThere() {
        keep(Samples.parcel(1, 1, 2, 1), Samples.parcel(2, 1, 2, 2));
        parcels()
                .write(
                        List.of(Samples.parcel(1, 1, 2, 1), Samples.parcel(2, 1, 2, 2), Samples.parcel(3, 1, 2, 3)),
                        List.of());
        assertThat(parcels().waiting(Samples.address(1), 0, 10))
                .containsExactly(Samples.parcel(1, 1, 2, 1), Samples.parcel(2, 1, 2, 2), Samples.parcel(3, 1, 2, 3));
    }

    @Test
    default void keepsManyAtOnce() {
        List<StoredParcel> many = new ArrayList<>();
        for (int n = 1; n <= 3_000; n++) {
            many.add(Samples.parcel(n, n % 3, 7, n));
        }
        parcels().write(many, List.of());
        assertThat(numbers(0)).hasSize(1_000);
        parcels().write(List.of(), many.stream().map(StoredParcel::number).toList());
        assertThat(parcels().sizes(10)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a b",
                "\u0000",
                "\\u0000",
                "\\",
                "a\\\\",
                "\ud83e\udd1d",
                "\ud83e",
                "\udd1d\ud83e",
                "' or '"
            })
    default void keepsEveryNameOfAParcel(String name) {
        var parcel = new Parcel(
                Samples.address(1).address(), Samples.address(2).address(), name, Optional.of(name), Bytes.u8(0));
        var stored = new StoredParcel(Samples.PROTOCOL, parcel, 5, Samples.START, Samples.time(9));
        keep(stored);
        assertThat(parcels().waiting(Samples.address(1), 0, 10)).containsExactly(stored);
        assertThat(parcels().headers(Samples.address(1))).containsExactly(stored.header());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 16 * 1024, 256 * 1024})
    default void keepsTheBytesOfAParcel(int size) {
        var bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) (i * 31);
        }
        var parcel = new Parcel(
                new Address("A".repeat(Address.MAX_LENGTH)),
                new Address("~"),
                "x".repeat(Parcel.MAX_ID),
                Optional.empty(),
                Bytes.wrap(bytes));
        var stored = new StoredParcel(Samples.OTHER_PROTOCOL, parcel, Long.MAX_VALUE, Samples.START, Samples.time(9));
        keep(stored);
        assertThat(parcels().waiting(stored.mailbox(), 0, 10)).containsExactly(stored);
        assertThat(parcels().headers(stored.mailbox())).containsExactly(stored.header());
        assertThat(parcels().size(stored.mailbox()))
                .isEqualTo(new MailboxSize(stored.mailbox(), 1, size, Optional.of(Samples.START)));
        assertThat(parcels().lastNumber()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    default void letsExpiredParcelsGoAndSaysWhere() {
        keep(
                Samples.parcel(1, 1, 2, 10),
                Samples.parcel(2, 1, 2, 11),
                Samples.parcel(3, 3, 2, 9),
                Samples.parcel(4, 4, 2, 12));
        assertThat(parcels().dropExpired(Samples.time(8))).isEmpty();
        assertThat(parcels().dropExpired(Samples.time(10)))
                .containsExactlyInAnyOrder(Samples.address(1), Samples.address(3));
        assertThat(numbers(1)).containsExactly(2L);
        assertThat(numbers(3)).isEmpty();
        assertThat(numbers(4)).containsExactly(4L);
    }

    @Test
    default void letsAllGoThatHasExpired() {
        List<StoredParcel> many = new ArrayList<>();
        for (int n = 1; n <= 1_200; n++) {
            many.add(Samples.parcel(n, 1, 2, n));
        }
        parcels().write(many, List.of());
        assertThat(parcels().dropExpired(Samples.time(1_199))).containsExactly(Samples.address(1));
        assertThat(numbers(1)).containsExactly(1_200L);
    }

    @Test
    default void forgetsAnOwnersMailboxAndWhatTheOwnerSent() {
        keep(
                Samples.parcel(1, 1, 2, 1),
                Samples.parcel(2, 2, 1, 2),
                Samples.parcel(3, 2, 3, 3),
                Samples.parcel(4, 3, 2, 4),
                Samples.parcel(5, 1, 1, 5));
        var other = Samples.parcel(6, 1, 1, 6);
        keep(new StoredParcel(Samples.OTHER_PROTOCOL, other.parcel(), 6, other.at(), other.until()));
        assertThat(parcels().forget(Samples.address(1)))
                .containsExactlyInAnyOrder(Samples.address(1), Samples.address(2));
        assertThat(numbers(1)).isEmpty();
        assertThat(numbers(2)).containsExactly(3L);
        assertThat(numbers(3)).containsExactly(4L);
        assertThat(parcels().lastNumber()).isEqualTo(6);
    }

    @Test
    default void countsWhatWaitsFullestFirst() {
        keep(
                Samples.parcel(1, 1, 2, 1),
                Samples.parcel(2, 2, 1, 2),
                Samples.parcel(3, 2, 3, 3),
                Samples.parcel(4, 3, 2, 400));
        ProtocolAddress one = Samples.address(1);
        ProtocolAddress two = Samples.address(2);
        ProtocolAddress three = Samples.address(3);
        assertThat(parcels().sizes(10))
                .containsExactly(
                        new MailboxSize(two, 2, 30, Optional.of(Samples.START)),
                        new MailboxSize(three, 1, 17, Optional.of(Samples.START)),
                        new MailboxSize(one, 1, 15, Optional.of(Samples.START)));
        assertThat(parcels().sizes(1)).containsExactly(new MailboxSize(two, 2, 30, Optional.of(Samples.START)));
        assertThat(parcels().size(two)).isEqualTo(new MailboxSize(two, 2, 30, Optional.of(Samples.START)));
    }

    @Test
    default void tellsWhenTheOldestCame() {
        StoredParcel first = Samples.parcel(1, 1, 2, 1);
        StoredParcel second = Samples.parcel(2, 1, 2, 2);
        var later = new StoredParcel(first.protocol(), second.parcel(), 2, Samples.time(5), Samples.time(9));
        keep(first, later);
        assertThat(parcels().size(Samples.address(1)).oldest()).contains(Samples.START);
        parcels().write(List.of(), List.of(1L));
        assertThat(parcels().size(Samples.address(1)).oldest()).contains(Samples.time(5));
        assertThat(parcels().sizes(10).getFirst().oldest()).contains(Samples.time(5));
    }
}
