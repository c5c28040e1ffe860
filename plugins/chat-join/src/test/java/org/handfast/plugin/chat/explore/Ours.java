package org.handfast.plugin.chat.explore;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.handfast.api.Bytes;
import org.handfast.api.Crypto;
import org.handfast.api.Hub;
import org.handfast.api.Json;
import org.handfast.api.Shown;
import org.handfast.core.comparison.CheckWords;
import org.handfast.core.json.JsonReader;
import org.handfast.crypto.HubKeys;
import org.handfast.crypto.HubToolkit;
import org.handfast.plugin.chat.device.Act;
import org.handfast.plugin.chat.device.ChatClient;
import org.handfast.plugin.chat.device.Contacts;
import org.handfast.plugin.chat.device.Happening;
import org.handfast.plugin.chat.device.Self;
import org.handfast.plugin.chat.device.Tools;
import org.handfast.plugin.chat.wire.Boxes;
import org.handfast.plugin.chat.wire.Boxes.Use;
import org.handfast.plugin.chat.wire.ChatWire;
import org.handfast.plugin.chat.wire.Identity;
import org.handfast.testkit.SeededRandom;
import org.handfast.testkit.World;

/**
 * The join as it is, by the clients and the crypto that people use. Ann is in a room, Nell comes and knows Ann and Mallory; Ann does
 * not know Mallory. The attacker is the hub, the network, and Mallory: it says to both what it likes, in any order, as often as it
 * likes, brings each box to whom it likes from whom it likes, opens what is sealed to Mallory, and seals with her key what it has.
 */
record Ours(Person ann, Person nell, Set<Box> boxes) implements Exploration.State<Ours> {

    private static final String ROOM = "lobby";
    private static final HubToolkit TOOLKIT =
            HubToolkit.portable(HubKeys.generate(new SeededRandom(1)), "hub", new SeededRandom(1));
    private static final Hub HUB = TOOLKIT.hub();
    private static final Self ANN = Self.fresh("ann", tools("ann").crypto());
    private static final Self NELL = Self.fresh("nell", tools("nell").crypto());
    private static final Self MALLORY = Self.fresh("mallory", tools("mallory").crypto());
    private static final String FALSE_KEY = Bytes.wrap(new byte[32]).b64u();
    private static final Bytes MALLORYS_N = Bytes.wrap(new byte[16]);
    private static final Bytes MALLORYS_NONCE = Bytes.wrap(new byte[32]);

    /** What a person did before on hearing the same, and what was sealed and opened before: to do it again would take long. */
    private static final Map<List<Object>, Person> HEARD = new HashMap<>();

    private static final Map<List<Object>, String> SEALED = new HashMap<>();
    private static final Map<List<Object>, Optional<Bytes>> OPENED = new HashMap<>();

    /** What the attacker can bring to somebody. */
    record Box(String name, String text) {}

    /**
     * An honest one.
     *
     * @param heard what it was brought and what made a difference, which is all that it depends on
     * @param told what its person was told
     * @param sent the boxes that it sent, and to whom
     */
    record Person(Self self, ChatClient client, List<String> heard, List<Happening> told, List<Sent> sent) {

        static Person of(Self self, Contacts contacts) {
            return new Person(self, ChatClient.outside(self, contacts, HUB, ROOM), List.of(), List.of(), List.of())
                    .does("comes");
        }

        private Person does(String what) {
            return after(what, client.opened(tools(self.name() + heard)));
        }

        /** After a frame; the same if that made no difference to it. */
        Person hears(String what, Bytes frame) {
            return HEARD.computeIfAbsent(List.of(self.name(), heard, frame), k -> reacts(what, frame));
        }

        private Person reacts(String what, Bytes frame) {
            String exactly =
                    what + " " + TOOLKIT.forEvent(Bytes.EMPTY).sha256(frame).hex();
            Person after = after(exactly, client.heard(frame, tools(self.name() + heard + exactly)));
            boolean nothing = after.sent.size() == sent.size()
                    && after.told.stream().skip(told.size()).allMatch(Person::isNothing);
            return nothing ? this : after;
        }

        private static boolean isNothing(Happening told) {
            return told instanceof Happening.Dropped
                    || told instanceof Happening.HubMisbehaves
                    || told instanceof Happening.Refused;
        }

        private Person after(String what, ChatClient.Move move) {
            List<String> history = new ArrayList<>(heard);
            history.add(what);
            List<Happening> happenings = new ArrayList<>(told);
            List<Sent> boxes = new ArrayList<>(sent);
            for (Act act : move.acts()) {
                switch (act) {
                    case Act.Tell tell -> happenings.add(tell.happening());
                    case Act.Send send -> Sent.of(send.frame()).ifPresent(boxes::add);
                    case Act.Close close -> {}
                }
            }
            return new Person(self, move.next(), history, happenings, boxes);
        }

        boolean over() {
            return client.over();
        }

        private <T extends Happening> List<T> told(Class<T> sort) {
            return told.stream().filter(sort::isInstance).map(sort::cast).toList();
        }

        /** The words it was shown to compare with somebody. */
        Set<List<Shown>> words(Self with) {
            Set<List<Shown>> words = new HashSet<>();
            for (Happening.Words shown : told(Happening.Words.class)) {
                if (shown.with().identity().equals(with.identity())) {
                    words.add(shown.words());
                }
            }
            return words;
        }

        boolean vouchedForBy(Self by) {
            return told(Happening.VouchedFor.class).stream()
                    .anyMatch(v -> v.by().identity().equals(by.identity()));
        }
    }

    /** A relayed box, as it left. */
    record Sent(String to, String box) {
        static Optional<Sent> of(Bytes frame) {
            Json.Members members = JsonReader.read(frame).root();
            return members.text("box").map(box -> new Sent(members.text("to").orElse(""), box));
        }
    }

    static Ours beginning() {
        Person ann = Person.of(ANN, new Contacts(List.of(NELL.contact())))
                .hears("ack", Json.of("type", "ack", "members", 1).canonical());
        Person nell = Person.of(NELL, new Contacts(List.of(ANN.contact(), MALLORY.contact())));
        return new Ours(ann, nell, Set.of());
    }

    private static Tools tools(String seed) {
        var random = new SeededRandom(seed.hashCode());
        var bytes = new byte[32];
        random.nextBytes(bytes);
        return new Tools(
                TOOLKIT.forEvent(Bytes.wrap(bytes)), new CheckWords(ChatWire.ID), JsonReader::read, World.BEGINNING);
    }

    /** True if Nell came to be in Ann's room, and can read what Ann writes. */
    boolean joined() {
        ChatClient.Move said = ann.client().say("hello", tools("say"));
        return nell.client().inside()
                && said.acts().stream()
                        .filter(Act.Send.class::isInstance)
                        .map(send -> JsonReader.read(((Act.Send) send).frame())
                                .root()
                                .with("from", id(ANN))
                                .canonical())
                        .flatMap(frame -> nell.client().heard(frame, tools("hear")).acts().stream())
                        .anyMatch(act -> act instanceof Act.Tell(Happening told) && told instanceof Happening.Said);
    }

    /** All that the future depends on. */
    Object key() {
        return List.of(ann.heard(), nell.heard());
    }

    @Override
    public List<Exploration.Move<Ours>> moves() {
        List<Exploration.Move<Ours>> moves = new ArrayList<>();
        for (Map.Entry<String, Bytes> frame : framesFor(ANN, NELL).entrySet()) {
            add(moves, "ann", frame, ann.hears(frame.getKey(), frame.getValue()), nell);
        }
        for (Map.Entry<String, Bytes> frame : framesFor(NELL, ANN).entrySet()) {
            add(moves, "nell", frame, ann, nell.hears(frame.getKey(), frame.getValue()));
        }
        return moves;
    }

    private void add(
            List<Exploration.Move<Ours>> moves, String whom, Map.Entry<String, Bytes> frame, Person ann, Person nell) {
        if (ann == this.ann && nell == this.nell || ann.over() || nell.over()) {
            return;
        }
        moves.add(new Exploration.Move<>(whom + " hears " + frame.getKey(), new Ours(ann, nell, all(ann, nell))));
    }

    private static Set<Box> all(Person ann, Person nell) {
        Set<Box> boxes = new LinkedHashSet<>();
        for (Person person : List.of(ann, nell)) {
            for (int i = 0; i < person.sent().size(); i++) {
                boxes.add(new Box(person.self().name() + i, person.sent().get(i).box()));
            }
        }
        return boxes;
    }

    /** What the attacker can say to somebody. */
    private Map<String, Bytes> framesFor(Self to, Self honest) {
        Map<String, Bytes> frames = new LinkedHashMap<>();
        if (to == ANN) {
            for (Self about : List.of(NELL, MALLORY)) {
                frames.put(
                        "new_user " + about.name(),
                        Json.of("type", "new_user", "identity", id(about)).canonical());
            }
            frames.put("order by ann", order(ANN, 2, List.of(ANN)));
            frames.put("order by mallory", order(MALLORY, 2, List.of(ANN, MALLORY)));
        } else {
            for (Self by : List.of(ANN, MALLORY)) {
                frames.put("user_added by " + by.name(), added(by, List.of(by, NELL)));
                frames.put("user_added to all by " + by.name(), added(by, List.of(ANN, MALLORY, NELL)));
            }
        }
        List<Box> brought = new ArrayList<>(boxes);
        brought.addAll(forged(to, honest));
        for (Box box : brought) {
            for (Self from : List.of(honest, MALLORY)) {
                frames.put(
                        box.name() + " from " + from.name(),
                        Json.of("type", "relay", "from", id(from), "box", box.text())
                                .canonical());
            }
        }
        return frames;
    }

    private static Bytes order(Self by, long epoch, List<Self> members) {
        return Json.of("type", "rekey", "epoch", epoch, "by", id(by), "members", list(members))
                .canonical();
    }

    private static Bytes added(Self by, List<Self> members) {
        return Json.of(
                        "type", "user_added",
                        "identity", id(NELL),
                        "by", id(by),
                        "epoch", 1,
                        "members", list(members),
                        "public_key", NELL.pair().publicKey().bytes().b64u())
                .canonical();
    }

    /** What Mallory's key can seal, under her own name and under that of the honest one, of all that she has learnt. */
    private List<Box> forged(Self to, Self honest) {
        List<Box> forged = new ArrayList<>();
        for (Self as : List.of(MALLORY, honest)) {
            String name = "mallory's as " + as.name();
            forged.add(seal(
                    name + " step 3",
                    Use.STEP3,
                    as,
                    to,
                    0,
                    Json.of("type", "identity", "identity", id(as), "n", MALLORYS_N.b64u())));
            forged.add(seal(
                    name + " key",
                    Use.SESSION_KEY,
                    as,
                    to,
                    2,
                    Json.of(
                            "type",
                            "session_key",
                            "session_key",
                            FALSE_KEY,
                            "epoch",
                            2,
                            "members",
                            list(List.of(as, to)))));
            for (Json.Members learnt : learnt()) {
                String nonce = learnt.text("nonce").orElseThrow();
                String n = learnt.text("n").orElseThrow();
                String short0 = nonce.substring(0, 4);
                forged.add(seal(
                        name + " step 4 " + short0,
                        Use.STEP4,
                        as,
                        to,
                        0,
                        Json.of("type", "challenge", "nonce", nonce, "n", n)));
                forged.add(seal(
                        name + " step 5 " + short0,
                        Use.STEP5,
                        as,
                        to,
                        0,
                        Json.of(
                                "type",
                                "response",
                                "nonce",
                                nonce,
                                "session_key",
                                FALSE_KEY,
                                "epoch",
                                1,
                                "members",
                                list(List.of(as, to)),
                                "keys",
                                new Json.Items(List.of(
                                        new Json.Text(
                                                as.pair().publicKey().bytes().b64u()),
                                        new Json.Text(
                                                to.pair().publicKey().bytes().b64u()))))));
            }
        }
        return forged;
    }

    private static Box seal(String name, Use use, Self as, Self to, long epoch, Json.Members plain) {
        var place = new Boxes.Place(HUB, ROOM, use, as.identity(), to.identity(), epoch);
        return new Box(
                name,
                SEALED.computeIfAbsent(
                        List.of(place, plain),
                        k -> Boxes.seal(
                                place,
                                MALLORY.pair(),
                                to.pair().publicKey(),
                                plain,
                                tools(name + to.name()).crypto())));
    }

    /** Challenges that Mallory could open, and one of her own. */
    private List<Json.Members> learnt() {
        List<Json.Members> learnt = new ArrayList<>();
        learnt.add(Json.of("nonce", MALLORYS_NONCE.b64u(), "n", MALLORYS_N.b64u()));
        for (Bytes plain : opened(Use.STEP4)) {
            learnt.add(JsonReader.read(plain).root());
        }
        return learnt;
    }

    private List<Bytes> opened(Use use) {
        Crypto crypto = tools("open").crypto();
        List<Bytes> opened = new ArrayList<>();
        for (Box box : boxes) {
            for (Self from : List.of(ANN, NELL)) {
                var place = new Boxes.Place(HUB, ROOM, use, from.identity(), MALLORY.identity(), 0);
                OPENED.computeIfAbsent(
                                List.of(place, box.text()),
                                k -> Boxes.open(
                                        place, MALLORY.pair(), from.pair().publicKey(), box.text(), crypto))
                        .ifPresent(opened::add);
            }
        }
        return opened;
    }

    private static String id(Self self) {
        return self.identity().text();
    }

    private static Json list(List<Self> members) {
        return new Json.Items(
                members.stream().<Json>map(m -> new Json.Text(id(m))).toList());
    }

    @Override
    public Optional<String> broken() {
        if (!ann.words(NELL).isEmpty() && nell.sent().stream().noneMatch(s -> s.to().equals(id(ANN)))) {
            return Optional.of("Ann gave Nell the key, and Nell has not asked Ann for it");
        }
        if (nell.vouchedForBy(ANN) && nell.words(ANN).isEmpty()) {
            return Optional.of("Nell has a key of Ann's without words to compare");
        }
        if (!ann.words(NELL).containsAll(nell.words(ANN))) {
            return Optional.of("Nell takes for Ann's a key that Ann has not given in that conversation");
        }
        if (ann.sent().stream().anyMatch(s -> s.to().equals(id(MALLORY)))
                || !opened(Use.STEP5).isEmpty()) {
            return Optional.of("Ann has written to Mallory");
        }
        if (ann.client().inside()
                && ann.client().members().stream().map(Identity::text).anyMatch(id(MALLORY)::equals)) {
            return Optional.of("Mallory is in Ann's room");
        }
        return Optional.empty();
    }
}
