package org.handfast.api;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Something the hub shall do. Sealed, because the hub consumes them all; made by the factories here, so that a record
 * may gain a component without breaking a plugin.
 */
public sealed interface Effect {

    /** Done after the commit, in order. A step with no other effects opens no transaction. Lost by a crash. */
    sealed interface Outward extends Effect {}

    /** Done in the step's one transaction, before anything goes out. */
    sealed interface Lasting extends Effect {}

    // Outward

    record Send(Link to, Bytes message) implements Outward {}

    record SendAll(List<Link> to, Bytes message) implements Outward {
        public SendAll {
            to = List.copyOf(to);
        }
    }

    record Close(Link link, Optional<Integer> code, String reason) implements Outward {}

    record Dial(Optional<String> listener, String endpoint) implements Outward {}

    record Respond(Link exchange, Response response) implements Outward {}

    record Deliver(Parcel parcel, Parcel.Delivery delivery) implements Outward {}

    record Take(Address mailbox, Address from, String id) implements Outward {}

    record Ask(Question question, Optional<Link> from) implements Outward {}

    record Unask(Address about) implements Outward {}

    record StartTimer(String timer, Duration after) implements Outward {}

    record CancelTimer(String timer) implements Outward {}

    record Bind(Address address, Link link, Binding binding) implements Outward {}

    record Watch(Address address) implements Outward {}

    record Release(Address address) implements Outward {}

    record Show(String code, List<Shown> shown, Optional<Instant> until) implements Outward {
        public Show {
            shown = List.copyOf(shown);
        }
    }

    record Note(String code, String detail) implements Outward {}

    record LeaveNothing() implements Outward {}

    record Stir(Address address) implements Outward {}

    record Seen(Address address) implements Outward {}

    record Advertise(String listener, Bytes key, Bytes record, Instant until) implements Outward {}

    record Withdraw(String listener, Bytes key) implements Outward {}

    record Seek(String listener, String sought, Bytes key) implements Outward {}

    record StopSeeking(String sought) implements Outward {}

    // Lasting

    record Propose(
            PairingId pairing,
            Introduction introduction,
            KeyPair own,
            Key theirs,
            Fingerprints fingerprints,
            Map<String, Secret> secrets)
            implements Lasting {
        public Propose {
            secrets = Map.copyOf(secrets);
        }
    }

    record Approve(PairingId pairing, Approval approval) implements Lasting {}

    record Establish(PairingId pairing) implements Lasting {}

    record Drop(PairingId pairing, String reason) implements Lasting {}

    record Remember(Address of, String fact, String value) implements Lasting {}

    record MakeClaim(Claim claim) implements Lasting {}

    record MakeOffer(Offer offer) implements Lasting {}

    record MissOffer(String id) implements Lasting {}

    record EndOffer(String id, String reason) implements Lasting {}

    record Register(Address address, Introduction introduction, Key key, Map<String, String> facts) implements Lasting {
        public Register {
            facts = Map.copyOf(facts);
        }
    }

    record Unregister(Address address) implements Lasting {}

    record Relate(Peering peering) implements Lasting {}

    record Alias(Address of, Address more) implements Lasting {}

    record Admit(Address address, Approval approval) implements Lasting {}

    record Put(Item item) implements Lasting {}

    record Remove(String scope, Bytes key) implements Lasting {}

    record Clear(String scope) implements Lasting {}

    record Publish(Address with, boolean sent, String topic, Bytes message) implements Lasting {}

    /** One message on a link, framed by its listener's framing. Dropped without a word if the link has closed. */
    static Effect send(Link to, Bytes message) {
        return new Send(to, message);
    }

    /**
     * The same message on many links: framed once, and not for each. They are at most as many as the conversation has; one that
     * is named twice is sent it twice.
     */
    static Effect sendAll(List<Link> to, Bytes message) {
        return new SendAll(to, message);
    }

    /** Closes a link once what was sent before is out; {@code reason} is for the flight record. */
    static Effect close(Link link, String reason) {
        return new Close(link, Optional.empty(), reason);
    }

    /**
     * The same with a code that tells the peer of a WebSocket why (RFC 6455, section 7.4): 4000 to 4999, what protocols may
     * give a meaning. Other links close without one.
     */
    static Effect close(Link link, int code, String reason) {
        return new Close(link, Optional.of(code), reason);
    }

    /** Opens a link as the protocol's first listener speaks; {@link Event.Dialled} follows. */
    static Effect dial(String endpoint) {
        return new Dial(Optional.empty(), endpoint);
    }

    /**
     * The same for a listener of this name: {@code host:port} for TCP, {@code ws://} or {@code wss://} for a WebSocket, for a
     * stream what its transport spells. There is no dialling by HTTP.
     */
    static Effect dial(String listener, String endpoint) {
        return new Dial(Optional.of(listener), endpoint);
    }

    /** Answers the request of an exchange, which ends with it. Dropped without a word if the peer has gone. */
    static Effect respond(Link exchange, Response response) {
        return new Respond(exchange, response);
    }

    /**
     * Sends a parcel to a mailbox; {@link Event.Delivered} says what became of it. Those who have the address bound get it
     * by {@link Event.Arrived}, all parcels of one mailbox in the order in which they came to it.
     */
    static Effect deliver(Parcel parcel, Parcel.Delivery delivery) {
        return new Deliver(parcel, delivery);
    }

    /** Takes a parcel out of a mailbox, for good; nothing if it is not there. */
    static Effect take(Address mailbox, Address from, String id) {
        return new Take(mailbox, from, id);
    }

    /**
     * Asks a person, or the policy that stands in for one; {@link Event.Decided} follows. One question about an address at a
     * time: it takes the place of the one before, and of what that one was answered.
     */
    static Effect ask(Question question) {
        return new Ask(question, Optional.empty());
    }

    /**
     * The same about whoever is at the other end of a link, which may have closed: that is where a person is told that the
     * question comes from, and whose room it takes. Without one it comes from the newest link of the conversation.
     */
    static Effect ask(Question question, Link from) {
        return new Ask(question, Optional.of(from));
    }

    /** Takes back the question about an address, and the approval that it brought, if that is not spent. */
    static Effect unask(Address about) {
        return new Unask(about);
    }

    /** Starts a timer, anew if one of that name runs. */
    static Effect startTimer(String timer, Duration after) {
        return new StartTimer(timer, after);
    }

    /** Stops a timer; no event of it follows, even if it had run out already. */
    static Effect cancelTimer(String timer) {
        return new CancelTimer(timer);
    }

    /**
     * Says that {@code address} is now present on {@code link}. The newest link has it; the conversation that had it
     * learns of it by {@link Event.Change#DISPLACED}. Ends with the conversation. Nothing if the link has closed.
     */
    static Effect bind(Address address, Link link) {
        return bind(address, link, Binding.NEWEST);
    }

    /**
     * The same by other rules. What waits in the address's mailbox follows. A link for which there is no room learns of it
     * by {@link Event.Change#DISPLACED} itself.
     */
    static Effect bind(Address address, Link link, Binding binding) {
        return new Bind(address, link, binding);
    }

    /**
     * Asks for {@link Event.Changed} of an address without taking it. Of a device that is barred already one follows at
     * once, as after {@link #bind}: it may have been barred since the step looked.
     */
    static Effect watch(Address address) {
        return new Watch(address);
    }

    /** Has done with an address: what {@link #bind} and {@link #watch} of it began is over. */
    static Effect release(Address address) {
        return new Release(address);
    }

    /** Shows something to whoever began this conversation at this end: words to compare, a state reached. */
    static Effect show(String code, Shown... shown) {
        return new Show(code, List.of(shown), Optional.empty());
    }

    /** The same, with when it stops being good. */
    static Effect show(String code, Instant until, Shown... shown) {
        return new Show(code, List.of(shown), Optional.of(until));
    }

    /** A line for the flight record: a stable code, and a detail without secrets. */
    static Effect note(String code, String detail) {
        return new Note(code, detail);
    }

    /**
     * Leaves no flight record of this conversation, unless it fails: a stranger came by, and so many could that their records
     * would push out all others.
     */
    static Effect leaveNothing() {
        return new LeaveNothing();
    }

    /**
     * Lets others find a record by the transport of a listener until then, or until the conversation ends; in place of the one
     * that this conversation keeps under the key.
     */
    static Effect advertise(String listener, Bytes key, Bytes record, Instant until) {
        return new Advertise(listener, key, record, until);
    }

    /** Takes the record back, as far as those who keep it already let it. */
    static Effect withdraw(String listener, Bytes key) {
        return new Withdraw(listener, key);
    }

    /**
     * Looks for records under a key by the transport of a listener, and for whoever is near, until {@link #stopSeeking} or the
     * end: {@link Event.Found}, {@link Event.Neighbour} and {@link Event.Searched} follow.
     *
     * @param sought what those events call it; in place of what was sought by that name
     */
    static Effect seek(String listener, String sought, Bytes key) {
        return new Seek(listener, sought, key);
    }

    /** Looks no further. */
    static Effect stopSeeking(String sought) {
        return new StopSeeking(sought);
    }

    /**
     * Puts a pairing forward, in place of any earlier proposal and beside an established one, which it does not touch.
     * Without an approval it does not outlive its conversation. The name stays with the proposal until it is
     * established, so that a stranger cannot rename a device.
     */
    static Effect propose(
            PairingId pairing, Introduction introduction, KeyPair own, Key theirs, Fingerprints fingerprints) {
        return propose(pairing, introduction, own, theirs, fingerprints, Map.of());
    }

    /** The same with secrets that the two ends share, by names of the protocol's: sealed, they are kept with the pairing. */
    static Effect propose(
            PairingId pairing,
            Introduction introduction,
            KeyPair own,
            Key theirs,
            Fingerprints fingerprints,
            Map<String, Secret> secrets) {
        return new Propose(pairing, introduction, own, theirs, fingerprints, secrets);
    }

    /** Spends an approval on the proposal, which from then on survives a restart. */
    static Effect approve(PairingId pairing, Approval approval) {
        return new Approve(pairing, approval);
    }

    /**
     * Makes the approved proposal the pairing: the device is trusted, its earlier keys go. With no proposal, or one that
     * was not approved, a PLUGIN_FAULT.
     */
    static Effect establish(PairingId pairing) {
        return new Establish(pairing);
    }

    /** Takes the proposal back; an established pairing stays. Nothing if there is none. */
    static Effect drop(PairingId pairing, String reason) {
        return new Drop(pairing, reason);
    }

    /** Keeps a small fact about a device ("proven"); nothing if the device is unknown. */
    static Effect remember(Address of, String fact, String value) {
        return new Remember(of, fact, value);
    }

    /**
     * Takes something that can be taken once. If somebody else has it the step runs again, and
     * {@link View#taken} says so; a step that then claims it once more is a PLUGIN_FAULT.
     */
    static Effect claim(Claim claim) {
        return new MakeClaim(claim);
    }

    /** Makes an offer, in place of one with the same id. */
    static Effect offer(Offer offer) {
        return new MakeOffer(offer);
    }

    /** Counts a failed try against an offer; the last one it has ends it. */
    static Effect missOffer(String id) {
        return new MissOffer(id);
    }

    /** Ends an offer that is not to be used any more, such as one whose device somebody approved; nothing if there is none. */
    static Effect endOffer(String id, String reason) {
        return new EndOffer(id, reason);
    }

    /**
     * Puts a device on the list that nobody has approved, under its key: known, not trusted. A PLUGIN_FAULT if another has
     * its address or holds its key, so look first: if one came after the step looked, the step runs again.
     */
    static Effect register(Address address, Introduction introduction, Key key, Map<String, String> facts) {
        return new Register(address, introduction, key, facts);
    }

    /** Takes a device off the list, with its mailbox. A PLUGIN_FAULT if somebody, or the hub, ever decided about it. */
    static Effect unregister(Address address) {
        return new Unregister(address);
    }

    /** Keeps a relation between two devices, in place of an earlier one between them. */
    static Effect relate(Peering peering) {
        return new Relate(peering);
    }

    /** Tells those who bound or watch an address, this conversation aside, by {@link Event.Change#STIRRED}: look again. */
    static Effect stir(Address address) {
        return new Stir(address);
    }

    /**
     * Notes that a device has shown itself, without a link that it would have bound: it is no stranger any more. Kept now and
     * then, so that a crash may forget it.
     */
    static Effect seen(Address address) {
        return new Seen(address);
    }

    /**
     * Gives a device one more address, after those it has. A PLUGIN_FAULT if there is no such device, or the address is
     * taken, so look first: if it was taken after the step looked, the step runs again. LIMIT_REACHED if it has too many.
     */
    static Effect alias(Address of, Address more) {
        return new Alias(of, more);
    }

    /**
     * Makes a registered device trusted by an approval: that of a YES to {@link Question.Stage#ACCOUNT} about this very
     * address, or of an offer, which is used up by it. A PLUGIN_FAULT if there is no such device, or the approval is none.
     */
    static Effect admit(Address address, Approval approval) {
        return new Admit(address, approval);
    }

    /**
     * Keeps an item, in place of one with its scope and key, whatever that is by now: what must not be overtaken is looked at
     * by {@link View#item} before.
     */
    static Effect put(Item item) {
        return new Put(item);
    }

    /** Forgets an item; nothing if there is none. */
    static Effect remove(String scope, Bytes key) {
        return new Remove(scope, key);
    }

    /** Forgets all items of a scope. */
    static Effect clear(String scope) {
        return new Clear(scope);
    }

    /**
     * Puts a message of an application into the hub's inbox, where operators and applications read it.
     *
     * @param from the device that sent it
     * @param topic what it is about, in the words of whoever sent it
     */
    static Effect publish(Address from, String topic, Bytes message) {
        return new Publish(from, false, topic, message);
    }

    /** The same of a message that was sent to a device, so that what was said both ways stands in one place. */
    static Effect publishSent(Address to, String topic, Bytes message) {
        return new Publish(to, true, topic, message);
    }
}
