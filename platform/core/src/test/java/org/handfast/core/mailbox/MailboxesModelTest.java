package org.handfast.core.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.handfast.core.mailbox.PostOffice.box;
import static org.handfast.core.mailbox.PostOffice.limits;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.handfast.api.Address;
import org.handfast.api.Bytes;
import org.handfast.api.Parcel;
import org.handfast.api.Parcel.Delivery;
import org.handfast.api.Parcel.Fate;

/**
 * Whatever happens in whatever order, crashes and outages of the store included: no parcel that was acknowledged is lost, each
 * link is given what waits in the order in which it came, no mailbox is fuller than it may be, and every sender is told once.
 */
class MailboxesModelTest {

    private static final int PARCELS = 6;
    private static final int BYTES = 100;
    private static final List<String> BOXES = List.of("bob", "joe");
    private static final List<String> SENDERS = List.of("ada", "eve", "bob");

    enum Kind {
        LIVE,
        STORED,
        LIVE_ON_TOPIC,
        STORED_ON_TOPIC,
        AGAIN,
        BIND,
        BIND_SETTLING,
        UNBIND,
        WRITE,
        WRITE_ALL,
        TAKE,
        WORK,
        WORK_ALL,
        PASS,
        BREAK,
        LOSE_ANSWER,
        MEND,
        FORGET,
        CRASH
    }

    record Step(Kind kind, int box, int which, int size) {}

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.of(Kind.class),
                        Arbitraries.integers().between(0, BOXES.size() - 1),
                        Arbitraries.integers().between(0, 5),
                        Arbitraries.integers().between(4, 30))
                .as(Step::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(120);
    }

    @Property(tries = 3_000)
    void keepsWhatItAcknowledgedAndItsOrder(@ForAll("steps") List<Step> steps) {
        var model = new Model();
        steps.forEach(model::perform);
        model.settleAll();
        model.checkThatEachLinkHasEverything();
        model.checkThatEachSenderWasToldOnce();
        model.crash();
        model.checkThatNothingIsLost();
    }

    /** What a test knows about parcels, by looking from outside. */
    private static final class Model {

        private final PostOffice post = new PostOffice(
                limits(
                        "mailbox-parcels", "" + PARCELS,
                        "mailbox-bytes", "" + BYTES,
                        "sender-parcels", "4",
                        "sender-bytes", "80",
                        "live-bytes", "60"),
                2);
        private final List<Sent> all = new ArrayList<>();
        private final Map<Reader, String> readers = new LinkedHashMap<>();

        /** Written to a link that settles, and when. */
        private final List<Written> written = new ArrayList<>();

        private record Written(Parcel parcel, Instant at) {}

        /** Told to those who sent since the last crash. */
        private final List<List<Fate>> told = new ArrayList<>();

        /** A parcel that was sent; its bytes say how many were sent before. */
        private static final class Sent {
            final Parcel parcel;
            final List<Fate> fates = new ArrayList<>();

            /** It need not be there, for whatever reason. */
            boolean mayBeGone;

            Sent(Parcel parcel) {
                this.parcel = parcel;
            }

            boolean isOf(String mailbox) {
                return parcel.to().value().equals(mailbox);
            }

            boolean sameName(Parcel other) {
                return parcel.to().equals(other.to())
                        && parcel.from().equals(other.from())
                        && parcel.id().equals(other.id());
            }

            boolean sameTopic(Parcel other) {
                return parcel.to().equals(other.to())
                        && parcel.from().equals(other.from())
                        && parcel.topic().isPresent()
                        && parcel.topic().equals(other.topic());
            }
        }

        void perform(Step step) {
            String name = BOXES.get(step.box());
            switch (step.kind()) {
                case LIVE -> send(name, step, Optional.empty(), Delivery.LIVE);
                case STORED -> send(name, step, Optional.empty(), Delivery.STORED);
                case LIVE_ON_TOPIC -> send(name, step, Optional.of("topic"), Delivery.LIVE);
                case STORED_ON_TOPIC -> send(name, step, Optional.of("topic"), Delivery.STORED);
                case AGAIN -> sendAgain(step);
                case BIND -> readers.put(post.bind(name, false), name);
                case BIND_SETTLING -> readers.put(post.bind(name, true), name);
                case UNBIND -> some(List.copyOf(readers.keySet()), step).forEach(this::unbind);
                case WRITE -> some(List.copyOf(readers.keySet()), step).forEach(this::write);
                case WRITE_ALL -> readers.keySet().forEach(this::writeAll);
                case TAKE -> some(all, step).forEach(this::take);
                case WORK -> post.workers.work();
                case WORK_ALL -> post.workers.workAll();
                case PASS -> post.pass(step.which());
                case BREAK -> post.store.off();
                case LOSE_ANSWER -> post.store.loseAnswer();
                case MEND -> post.store.on();
                case FORGET -> forget(name);
                case CRASH -> crash();
            }
            checkQuotas();
            readers.keySet().forEach(Model::checkOrder);
        }

        private static <T> List<T> some(List<T> list, Step step) {
            return list.isEmpty() ? List.of() : List.of(list.get(list.size() - 1 - step.which() % list.size()));
        }

        private void send(String to, Step step, Optional<String> topic, Delivery delivery) {
            send(
                    new Parcel(
                            new Address(to),
                            new Address(SENDERS.get(step.which() % SENDERS.size())),
                            "id" + all.size(),
                            topic,
                            content(step.size())),
                    delivery);
        }

        private void sendAgain(Step step) {
            for (Sent sent : some(all, step)) {
                Parcel before = sent.parcel;
                send(
                        new Parcel(before.to(), before.from(), before.id(), before.topic(), content(step.size())),
                        step.size() % 2 == 0 ? Delivery.LIVE : Delivery.STORED);
            }
        }

        private Bytes content(int size) {
            var bytes = new byte[size];
            bytes[0] = (byte) (all.size() >> 8);
            bytes[1] = (byte) all.size();
            return Bytes.wrap(bytes);
        }

        private static int numberOf(Parcel parcel) {
            return parcel.bytes().at(0) << 8 | parcel.bytes().at(1);
        }

        private void send(Parcel parcel, Delivery delivery) {
            var sent = new Sent(parcel);
            sent.mayBeGone = written.stream()
                    .anyMatch(
                            w -> sent.sameName(w.parcel()) && post.timers.now().isBefore(w.at().plusSeconds(5)));
            all.add(sent);
            told.add(sent.fates);
            post.mailboxes.deliver(PostOffice.PROTOCOL, parcel, delivery, sent.fates::add);
        }

        private void unbind(Reader reader) {
            post.unbind(readers.remove(reader), reader);
        }

        private void write(Reader reader) {
            String name = readers.get(reader);
            for (Parcel parcel : reader.nextToWrite()) {
                if (reader.settles) {
                    all.stream().filter(s -> s.sameName(parcel)).forEach(s -> s.mayBeGone = true);
                    written.add(new Written(parcel, post.timers.now()));
                }
                post.mailboxes.written(box(name), reader.link, parcel);
            }
        }

        private void writeAll(Reader reader) {
            while (reader.hasToWrite()) {
                write(reader);
            }
        }

        private void take(Sent sent) {
            all.stream().filter(s -> s.sameName(sent.parcel)).forEach(s -> s.mayBeGone = true);
            post.take(sent.parcel);
        }

        private void forget(String name) {
            all.stream()
                    .filter(s -> s.isOf(name) || s.parcel.from().value().equals(name))
                    .forEach(s -> s.mayBeGone = true);
            post.mailboxes.forget(box(name));
        }

        void crash() {
            post.store.on();
            post.crash();
            readers.clear();
            told.clear();
        }

        /** The store answers, all is done and written, and a while passes. */
        void settleAll() {
            post.store.on();
            for (int i = 0; i < 8; i++) {
                post.pass(1);
                do {
                    post.workers.workAll();
                    readers.keySet().forEach(this::writeAll);
                } while (post.workers.work());
            }
        }

        private void checkQuotas() {
            for (String name : BOXES) {
                MailboxSize size = post.mailboxes.size(box(name));
                assertThat(size.parcels()).isBetween(0, PARCELS);
                assertThat(size.bytes()).isBetween(0L, (long) BYTES);
            }
        }

        private static void checkOrder(Reader reader) {
            List<Integer> numbers = reader.given().stream().map(Model::numberOf).toList();
            assertThat(numbers).isSorted().doesNotHaveDuplicates();
        }

        void checkThatEachLinkHasEverything() {
            for (String name : BOXES) {
                List<Parcel> waiting = look(name);
                readers.forEach((reader, its) -> {
                    if (its.equals(name)) {
                        assertThat(reader.given()).containsAll(waiting);
                    }
                });
                assertThat(waiting).hasSize(post.mailboxes.size(box(name)).parcels());
            }
            assertThat(post.mailboxes.sizes(10)).isEqualTo(post.store.sizes(10));
        }

        void checkThatEachSenderWasToldOnce() {
            assertThat(told).allSatisfy(fates -> assertThat(fates).hasSize(1));
        }

        private List<Parcel> look(String name) {
            Reader reader = post.bind(name, false);
            post.readAll(name, reader);
            checkOrder(reader);
            post.unbind(name, reader);
            post.workers.workAll();
            return reader.given();
        }

        void checkThatNothingIsLost() {
            Map<String, List<Parcel>> waiting = new HashMap<>();
            BOXES.forEach(name -> waiting.put(name, look(name)));
            for (Sent sent : all) {
                List<Parcel> there = waiting.get(sent.parcel.to().value());
                if (sent.fates.contains(Fate.STORED)) {
                    assertThat(isAccountedFor(sent, there))
                            .as("%s", sent.parcel)
                            .isTrue();
                }
            }
            waiting.values().forEach(Model::checkNames);
        }

        /** It is there, or may be gone; or that is so of one that came later on its topic, which took its place. */
        private boolean isAccountedFor(Sent sent, List<Parcel> there) {
            return sent.mayBeGone
                    || there.stream().anyMatch(sent::sameName)
                    || all.subList(all.indexOf(sent) + 1, all.size()).stream()
                            .filter(s -> s.sameTopic(sent.parcel) && !s.fates.contains(Fate.FULL))
                            .anyMatch(s -> isAccountedFor(s, there));
        }

        private static void checkNames(List<Parcel> there) {
            Set<String> names = new HashSet<>();
            Set<String> topics = new HashSet<>();
            for (Parcel parcel : there) {
                assertThat(names.add(parcel.from() + "/" + parcel.id())).isTrue();
                parcel.topic().ifPresent(t -> assertThat(topics.add(parcel.from() + "/" + t))
                        .isTrue());
            }
        }
    }
}
