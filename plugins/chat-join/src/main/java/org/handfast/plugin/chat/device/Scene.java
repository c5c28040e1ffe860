package org.handfast.plugin.chat.device;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

import org.handfast.api.Bytes;
import org.handfast.api.Comparison;
import org.handfast.api.Crypto;
import org.handfast.api.Fault;
import org.handfast.api.Hub;
import org.handfast.api.Json;
import org.handfast.api.Key;
import org.handfast.plugin.chat.wire.Boxes;
import org.handfast.plugin.chat.wire.Boxes.Use;
import org.handfast.plugin.chat.wire.Frame;
import org.handfast.plugin.chat.wire.FromClient;
import org.handfast.plugin.chat.wire.Identity;

/** One step of a client: what it knows besides its stage, and what it is about to do. For one thread. */
final class Scene {

    private final Self self;
    private final Contacts contacts;
    private final Hub hub;
    private final String room;
    private final Tools tools;
    private final List<Act> acts = new ArrayList<>();

    Scene(Self self, Contacts contacts, Hub hub, String room, Tools tools) {
        this.self = self;
        this.contacts = contacts;
        this.hub = hub;
        this.room = room;
        this.tools = tools;
    }

    Self self() {
        return self;
    }

    Identity me() {
        return self.identity();
    }

    Contacts contacts() {
        return contacts;
    }

    Hub hub() {
        return hub;
    }

    String room() {
        return room;
    }

    Tools tools() {
        return tools;
    }

    Crypto crypto() {
        return tools.crypto();
    }

    List<Act> acts() {
        return acts;
    }

    void send(Bytes frame) {
        acts.add(new Act.Send(frame));
    }

    void tell(Happening happening) {
        acts.add(new Act.Tell(happening));
    }

    void drop(String why, Identity from) {
        tell(new Happening.Dropped(why, from));
    }

    /** Says goodbye and goes. */
    Stage leave(Stage from) {
        send(FromClient.bye());
        acts.add(new Act.Close());
        return new Stage.Over(from.known());
    }

    /** The hub sends this client away. */
    Stage sentAway(Stage from, Frame nack) {
        tell(new Happening.SentAway(
                nack.members().text("code").orElse("nack"),
                nack.members().text("reason").orElse("the hub does not say why")));
        acts.add(new Act.Close());
        return new Stage.Over(from.known());
    }

    /**
     * What two people may compare.
     *
     * @param voucher the member that committed to its nonce
     * @param with the one at the other end of this client
     * @param nonce of the newcomer
     * @param opening of what the member committed to
     */
    Happening words(Contact voucher, Contact newcomer, Contact with, Bytes nonce, Bytes opening) {
        return new Happening.Words(
                with,
                tools.comparison()
                        .checkWords(new Comparison.Ends(
                                voucher.identity().bytes(),
                                voucher.key().bytes(),
                                newcomer.identity().bytes(),
                                newcomer.key().bytes(),
                                Bytes.utf8(hub.id()),
                                commit(voucher, opening),
                                nonce,
                                opening)));
    }

    /** What a member commits to. */
    Bytes commit(Contact voucher, Bytes opening) {
        return tools.comparison()
                .commit(voucher.identity().bytes(), voucher.key().bytes(), opening);
    }

    /** A box for one. */
    void relay(Use use, Identity to, Key key, long epoch, Json.Members plain) {
        var place = new Boxes.Place(hub, room, use, me(), to, epoch);
        send(FromClient.relay(to, Boxes.seal(place, self.pair(), key, plain, crypto())));
    }

    /**
     * What is in a box from one, if it can have sealed it for this client and this use; tells if not.
     *
     * @param type that the plaintext must say to be
     */
    Optional<Frame> open(Use use, Identity from, Key key, long epoch, String box, String type) {
        return read(opened(use, from, key, epoch, box), "a box that it has not sealed for this", from, type);
    }

    /** The plaintext of a box from one; empty if it is anything else. */
    Optional<Bytes> opened(Use use, Identity from, Key key, long epoch, String box) {
        return Boxes.open(new Boxes.Place(hub, room, use, from, me(), epoch), self.pair(), key, box, crypto());
    }

    /** The plaintext of something, if it was opened and says to be of a type. */
    Optional<Frame> read(Optional<Bytes> opened, String otherwise, Identity from, String... types) {
        if (opened.isEmpty()) {
            drop(otherwise, from);
            return Optional.empty();
        }
        try {
            Frame plain = Frame.read(opened.get(), tools.reader());
            if (List.of(types).contains(plain.type())) {
                return Optional.of(plain);
            }
            drop("a box that is not what it should be: '" + plain.type() + "'", from);
        } catch (Fault fault) {
            drop("a box that cannot be read: " + fault.detail(), from);
        }
        return Optional.empty();
    }

    /** Reads what a box says; what is malformed is dropped. */
    <T> Optional<T> understand(Frame plain, Identity from, BiFunction<Frame, Crypto, T> reading) {
        try {
            return Optional.of(reading.apply(plain, crypto()));
        } catch (Fault fault) {
            drop("a box that says what it should not: " + fault.detail(), from);
            return Optional.empty();
        }
    }
}
