package org.handfast.plugin.chat.server;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.handfast.api.Bytes;
import org.handfast.api.Crypto;
import org.handfast.api.Effect;
import org.handfast.api.Link;
import org.handfast.api.State;
import org.handfast.api.Step;
import org.handfast.api.Step.Outcome;
import org.handfast.api.View;
import org.handfast.plugin.chat.wire.ChatWire;
import org.handfast.plugin.chat.wire.FromHub;
import org.handfast.plugin.chat.wire.Identity;
import org.handfast.plugin.chat.wire.Refusal;

/** One event of a room, in the making: what becomes of the room, and what is to be done. For one thread. */
final class Turn {

    private static final String ALARM = "alarm";

    private final Room before;
    private final View view;
    private final boolean persistent;
    private final List<Effect> effects = new ArrayList<>();
    private final List<Member> members;
    private final List<Visitor> visitors;
    private long seats;
    private Epochs epochs;
    private Optional<Rekey> rekey;
    private Optional<Instant> wanted;
    private Instant ordered;
    private Instant askAfter;
    private final Set<Identity> gone;
    private boolean kept;

    Turn(Room room, View view, boolean persistent) {
        this.before = room;
        this.view = view;
        this.persistent = persistent;
        this.members = new ArrayList<>(room.members());
        this.visitors = new ArrayList<>(room.visitors());
        this.seats = room.seats();
        this.epochs = room.epochs();
        this.rekey = room.rekey();
        this.wanted = room.wanted();
        this.ordered = room.ordered();
        this.askAfter = room.askAfter();
        this.gone = new HashSet<>(room.gone());
        this.kept = room.kept();
    }

    View view() {
        return view;
    }

    Crypto crypto() {
        return view.crypto();
    }

    Instant now() {
        return view.now();
    }

    /** True of a room that is to outlive its members' connections. */
    boolean persistent() {
        return persistent;
    }

    /** The room's name. */
    String name() {
        return before.name();
    }

    // Who is there

    /** The members as they are now; does not change with the room. */
    List<Member> members() {
        return List.copyOf(members);
    }

    boolean empty() {
        return members.isEmpty();
    }

    int size() {
        return members.size();
    }

    Optional<Member> member(Identity identity) {
        return find(members, m -> m.identity().equals(identity));
    }

    Optional<Member> member(Link link) {
        return find(members, m -> m.link().isPresent() && m.link().get().equals(link));
    }

    /** The oldest that is online and fits. */
    Optional<Member> oldest(Predicate<Member> fits) {
        return find(members, m -> m.online() && fits.test(m));
    }

    List<Identity> roster() {
        return members.stream().map(Member::identity).toList();
    }

    /** The visitors as they are now; does not change with the room. */
    List<Visitor> visitors() {
        return List.copyOf(visitors);
    }

    Optional<Visitor> visitor(Link link) {
        return find(visitors, v -> v.link().equals(link));
    }

    Optional<Visitor> visitor(Identity identity) {
        return find(visitors, v -> v.is(identity));
    }

    private static <T> Optional<T> find(List<T> all, Predicate<T> which) {
        for (T one : all) {
            if (which.test(one)) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }

    long seats() {
        return seats;
    }

    long nextSeat() {
        return ++seats;
    }

    void put(Member member) {
        put(members, member, m -> m.seat() == member.seat());
    }

    void remove(Member member) {
        members.removeIf(m -> m.seat() == member.seat());
        gone.add(member.identity());
    }

    void put(Visitor visitor) {
        put(visitors, visitor, v -> v.link().equals(visitor.link()));
    }

    void remove(Visitor visitor) {
        visitors.removeIf(v -> v.link().equals(visitor.link()));
    }

    private static <T> void put(List<T> all, T one, Predicate<T> same) {
        for (int i = 0; i < all.size(); i++) {
            if (same.test(all.get(i))) {
                all.set(i, one);
                return;
            }
        }
        all.add(one);
    }

    // Keys

    Epochs epochs() {
        return epochs;
    }

    long nextEpoch() {
        epochs = epochs.next(now());
        return epochs.current();
    }

    Optional<Rekey> rekey() {
        return rekey;
    }

    void rekey(Optional<Rekey> rekey) {
        this.rekey = rekey;
    }

    Optional<Instant> wanted() {
        return wanted;
    }

    void wanted(Optional<Instant> wanted) {
        this.wanted = wanted;
    }

    /** When a key was last ordered. */
    Instant lastOrder() {
        return ordered;
    }

    /** A key is ordered now. */
    void order() {
        ordered = now();
        wanted = Optional.empty();
        gone.clear();
    }

    /** True of one that has left, and against whom no key was ordered yet. */
    boolean justLeft(Identity identity) {
        return gone.contains(identity);
    }

    Instant askAfter() {
        return askAfter;
    }

    void askAfter(Instant at) {
        askAfter = at;
    }

    /** Everybody has left: whoever comes next is the first again, under the first key. */
    void anew() {
        seats = 0;
        epochs = Epochs.NONE;
        rekey = Optional.empty();
        wanted = Optional.empty();
        gone.clear();
    }

    boolean kept() {
        return kept;
    }

    void kept(boolean kept) {
        this.kept = kept;
    }

    // What is to be done

    void effect(Effect effect) {
        effects.add(effect);
    }

    void send(Link link, Bytes frame) {
        effects.add(Effect.send(link, frame));
    }

    void send(Member member, Bytes frame) {
        member.link().ifPresent(link -> send(link, frame));
    }

    /** To all members that are online. */
    void toAll(Bytes frame) {
        toOthers(0, frame);
    }

    /** To all members that are online, but that of a seat. */
    void toOthers(long seat, Bytes frame) {
        List<Link> to = new ArrayList<>(members.size());
        for (Member member : members) {
            if (member.seat() != seat && member.link().isPresent()) {
                to.add(member.link().get());
            }
        }
        if (!to.isEmpty()) {
            effects.add(Effect.sendAll(to, frame));
        }
    }

    /** Sends somebody away, who is then heard no more. */
    void turnAway(Link link, Refusal refusal) {
        send(link, FromHub.nack(refusal));
        effects.add(
                refusal == Refusal.REPLACED
                        ? Effect.close(link, ChatWire.REPLACED, refusal.sentence())
                        : Effect.close(link, refusal.sentence()));
    }

    /** Sends a visitor away. */
    void turnAway(Visitor visitor, Refusal refusal) {
        remove(visitor);
        turnAway(visitor.link(), refusal);
    }

    private Room room() {
        return new Room(
                before.name(), members, visitors, seats, epochs, rekey, wanted, ordered, askAfter, gone, kept, alarm());
    }

    /** Where the room goes; unless it is persistent, it is over once nobody is in it or at its door. */
    Step<State> done() {
        if (!persistent && members.isEmpty() && visitors.isEmpty()) {
            return Step.end(Outcome.CLOSED, "Everybody has left.", effects.toArray(Effect[]::new));
        }
        Room after = room();
        if (!after.alarm().equals(before.alarm())) {
            effects.add(after.alarm().map(this::alarm).orElseGet(() -> Effect.cancelTimer(ALARM)));
        }
        return Step.to(after, effects.toArray(Effect[]::new));
    }

    private Optional<Instant> alarm() {
        return Stream.of(
                        visitors.stream().map(v -> v.stage().until()),
                        rekey.map(Rekey::until).stream(),
                        wanted.stream(),
                        Stream.of(askAfter).filter(at -> at.isAfter(now())))
                .flatMap(instants -> instants)
                .min(Instant::compareTo);
    }

    private Effect alarm(Instant at) {
        Duration left = Duration.between(now(), at);
        return Effect.startTimer(ALARM, left.isNegative() ? Duration.ZERO : left);
    }
}
