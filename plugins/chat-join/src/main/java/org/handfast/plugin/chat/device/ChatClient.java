package org.handfast.plugin.chat.device;

import java.util.List;
import java.util.function.Function;

import org.handfast.api.Bytes;
import org.handfast.api.Fault;
import org.handfast.api.Hub;
import org.handfast.plugin.chat.wire.ChatWire;
import org.handfast.plugin.chat.wire.Frame;
import org.handfast.plugin.chat.wire.FromClient;
import org.handfast.plugin.chat.wire.Identity;

/**
 * A client of one room over one connection. Immutable: each thing that happens gives the client that is after it, and what is to be
 * done. Who runs it sends the frames, closes the connection when it ends, and calls {@link #looked} every second or so.
 */
public final class ChatClient {

    private final Self self;
    private final Contacts contacts;
    private final Hub hub;
    private final String room;
    private final Stage stage;

    private ChatClient(Self self, Contacts contacts, Hub hub, String room, Stage stage) {
        this.self = self;
        this.contacts = contacts;
        this.hub = hub;
        this.room = room;
        this.stage = stage;
    }

    /** What something led to. */
    public record Move(ChatClient next, List<Act> acts) {
        public Move {
            acts = List.copyOf(acts);
        }
    }

    /**
     * One that has not said anything.
     *
     * @param hub as it is pinned: its id and its X25519 key count
     * @param room where it goes to, as {@link ChatWire#isRoom} has it
     */
    public static ChatClient outside(Self self, Contacts contacts, Hub hub, String room) {
        return new ChatClient(self, contacts, hub, room, Knocking.fresh(Roster.EMPTY));
    }

    /** The same for another connection, after one that broke. */
    public ChatClient again() {
        return at(Knocking.fresh(stage.known()));
    }

    /** With other contacts from now on. */
    public ChatClient with(Contacts contacts) {
        return new ChatClient(self, contacts, hub, room, stage);
    }

    private ChatClient at(Stage stage) {
        return new ChatClient(self, contacts, hub, room, stage);
    }

    /** The connection is there. */
    public Move opened(Tools tools) {
        return step(tools, scene -> {
            scene.send(FromClient.identity(self.identity(), self.pair().publicKey()));
            return stage;
        });
    }

    /** A frame came. What is malformed is dropped. */
    public Move heard(Bytes frame, Tools tools) {
        return step(tools, scene -> {
            try {
                return stage.heard(Frame.read(frame, tools.reader()), scene);
            } catch (Fault fault) {
                scene.tell(new Happening.HubMisbehaves("it sends what cannot be read: " + fault.detail()));
                return stage;
            }
        });
    }

    /** Time went by. */
    public Move looked(Tools tools) {
        return step(tools, stage::looked);
    }

    /** The person says something to all; what is too long, or said outside, is refused. */
    public Move say(String text, Tools tools) {
        return step(tools, scene -> {
            if (!(stage instanceof Inside inside)) {
                scene.tell(
                        new Happening.Refused("not_member", "You are not in the room yet: wait until you are let in."));
                return stage;
            }
            if (Bytes.utf8(text).size() > Talking.MOST_TEXT) {
                scene.tell(new Happening.Refused(
                        "too_long", "A message has " + Talking.MOST_TEXT + " bytes at most: say it in parts."));
                return stage;
            }
            return Talking.say(inside, Talking.chat(text, scene), scene);
        });
    }

    /** The person is called so from now on; those who are here are told. */
    public Move introduce(String name, Tools tools) {
        return new ChatClient(self.named(name), contacts, hub, room, stage)
                .step(
                        tools,
                        scene -> stage instanceof Inside inside && !inside.mute()
                                ? Talking.say(inside, Talking.hello(scene), scene)
                                : stage);
    }

    /** The person goes. */
    public Move leave(Tools tools) {
        return step(tools, scene -> scene.leave(stage));
    }

    private Move step(Tools tools, Function<Scene, Stage> what) {
        var scene = new Scene(self, contacts, hub, room, tools);
        Stage next = what.apply(scene);
        return new Move(at(next), scene.acts());
    }

    /** True once nothing more can come of it. */
    public boolean over() {
        return stage instanceof Stage.Over;
    }

    /** True of a member. */
    public boolean inside() {
        return stage instanceof Inside;
    }

    /** True while something that was said waits for a key. */
    public boolean waits() {
        return stage instanceof Inside inside && !inside.unsent().isEmpty();
    }

    /** Who is in the room, the oldest first; nobody as far as one knows outside. */
    public List<Identity> members() {
        return stage instanceof Inside inside ? inside.roster().members() : List.of();
    }

    /** The epoch whose key it has; 0 without one. */
    public long epoch() {
        return stage instanceof Inside inside ? inside.keys().epoch() : 0;
    }
}
