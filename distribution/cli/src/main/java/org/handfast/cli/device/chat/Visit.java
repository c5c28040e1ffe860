package org.handfast.cli.device.chat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.handfast.api.Bytes;
import org.handfast.api.Fault;
import org.handfast.api.Hub;
import org.handfast.cli.CliException;
import org.handfast.cli.ExitCode;
import org.handfast.cli.device.hub.HubLink;
import org.handfast.plugin.chat.device.Act;
import org.handfast.plugin.chat.device.ChatClient;
import org.handfast.plugin.chat.device.Happening;
import org.handfast.plugin.chat.device.Tools;

/**
 * One device in one room, from knocking to leaving: carries frames between the client and the hub, and words between the client and
 * the person. It comes again when the connection breaks. For one thread; who runs it calls {@link #looked} every second.
 */
final class Visit {

    private static final Duration PULSE = Duration.ofSeconds(20);
    private static final Duration LONGEST_REST = Duration.ofSeconds(30);
    private static final int MOST_HELD = 100;
    private static final int SMALL = 20;

    /** Why the hub sends somebody away who may come again at once. */
    private static final Set<String> COME_AGAIN = Set.of("busy", "everybody_left");

    private static final Set<String> NOBODY_ANSWERED = Set.of("no_answer");

    private final ChatFolder folder;
    private final Names names;
    private final Door door;
    private final Consumer<HubLink.Heard> ears;
    private final ChatTeller teller;
    private final InstantSource clock;
    private final History history = new History();
    private final Deque<String> held = new ArrayDeque<>();
    private Profile profile;
    private ChatClient client;
    private @Nullable HubLink link;
    private Instant nextBeat = Instant.EPOCH;
    private Instant restUntil = Instant.EPOCH;
    private Duration rest = Duration.ofSeconds(1);
    private boolean unmet;
    private boolean ended;
    private Optional<ExitCode> exit = Optional.empty();

    /**
     * One that has not begun.
     *
     * @param ears what the door is given; it brings what comes to {@link #heard}, on this one's thread
     */
    Visit(
            ChatFolder folder,
            Profile profile,
            String room,
            Names names,
            Door door,
            Consumer<HubLink.Heard> ears,
            ChatTeller teller,
            InstantSource clock) {
        this.folder = folder;
        this.profile = profile;
        this.names = names;
        this.door = door;
        this.ears = ears;
        this.teller = teller;
        this.clock = clock;
        Hub hub = profile.hub().orElseThrow().hub();
        this.client = ChatClient.outside(profile.self(), profile.contacts(), hub, room);
    }

    /** How it ended, once it has. */
    Optional<ExitCode> exit() {
        return exit;
    }

    /**
     * Knocks.
     *
     * @throws CliException NO_HUB if there is no way to the room
     */
    void begin() throws InterruptedException {
        teller.knocks(profile.hub().orElseThrow());
        try {
            connect();
        } catch (IOException e) {
            throw new CliException(
                    ExitCode.NO_HUB, "the hub does not open the way to this room, or has no rooms: " + e.getMessage());
        }
    }

    private void connect() throws IOException, InterruptedException {
        link = door.open(ears);
        nextBeat = clock.instant().plus(PULSE);
        does(client.opened(tools()));
    }

    /** Something came from the hub, or the connection is over. What is about one of before is nothing to it. */
    void heard(HubLink.Heard heard) throws InterruptedException {
        if (heard.on() != link || exit.isPresent()) {
            return;
        }
        switch (heard) {
            case HubLink.Heard.Frame frame -> does(client.heard(Bytes.utf8(frame.text()), tools()));
            case HubLink.Heard.Closed closed -> lost();
        }
    }

    /** A second went by. */
    void looked() throws InterruptedException {
        if (exit.isPresent()) {
            return;
        }
        folder.renewed().ifPresent(now -> {
            renew(now);
            teller.note("Whom you trust, or your name, was changed from elsewhere, and counts from now on.");
        });
        HubLink current = link;
        if (current == null) {
            comeAgain();
            return;
        }
        if (!nextBeat.isAfter(clock.instant())) {
            nextBeat = clock.instant().plus(PULSE);
            if (!current.beat()) {
                lost();
                return;
            }
        }
        does(client.looked(tools()));
    }

    private void renew(Profile now) {
        profile = now;
        names.renew(now);
        client = client.with(now.contacts());
    }

    private void comeAgain() throws InterruptedException {
        if (restUntil.isAfter(clock.instant())) {
            return;
        }
        try {
            connect();
        } catch (IOException e) {
            takeRest();
        }
    }

    private void lost() {
        HubLink before = link;
        if (before == null) {
            return;
        }
        before.abort();
        link = null;
        client = client.again();
        takeRest();
        teller.note("The connection to the hub broke. Coming again, and what you say meanwhile is kept…");
    }

    private void takeRest() {
        restUntil = clock.instant().plus(rest);
        Duration twice = rest.multipliedBy(2);
        rest = twice.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : twice;
    }

    private void does(ChatClient.Move move) throws InterruptedException {
        client = move.next();
        for (Act act : move.acts()) {
            switch (act) {
                case Act.Send send -> send(send.frame());
                case Act.Tell tell -> tell(tell.happening());
                case Act.Close close -> hangUp();
            }
        }
        settle();
    }

    private void send(Bytes frame) throws InterruptedException {
        HubLink current = link;
        if (current != null && !current.send(frame)) {
            lost();
        }
    }

    private void hangUp() {
        HubLink current = link;
        link = null;
        if (current != null) {
            current.goodbye();
        }
    }

    private void tell(Happening happening) {
        switch (happening) {
            case Happening.Introduced it -> {
                if (names.claims(it.member(), it.name())) {
                    teller.happened(it);
                }
            }
            case Happening.Said it -> {
                history.add(new History.Entry(clock.instant(), it.by(), names.of(it.by()), it.text()));
                teller.happened(it);
            }
            case Happening.Came it -> {
                unmet = true;
                teller.happened(it);
            }
            case Happening.Went it -> {
                teller.happened(it);
                if (!it.reason().equals("offline")) {
                    names.forget(it.member());
                }
            }
            case Happening.SentAway it -> {
                teller.happened(it);
                sentAway(it.code());
            }
            default -> teller.happened(happening);
        }
    }

    private void sentAway(String code) {
        if (COME_AGAIN.contains(code)) {
            client = client.again();
            takeRest();
        } else {
            exit = Optional.of(NOBODY_ANSWERED.contains(code) ? ExitCode.EXPIRED : ExitCode.REFUSED);
        }
    }

    /** What follows from where the client is now. */
    private void settle() throws InterruptedException {
        if (client.over()) {
            exit = exit.or(() -> Optional.of(ExitCode.REFUSED));
            return;
        }
        if (!client.inside()) {
            return;
        }
        rest = Duration.ofSeconds(1);
        if (unmet && client.members().size() <= SMALL) {
            greet();
        }
        while (!held.isEmpty() && client.inside()) {
            say(held.removeFirst());
        }
        leaveIfAllIsSaid();
    }

    /** Those who came have not heard this one's name. */
    private void greet() throws InterruptedException {
        unmet = false;
        does(client.introduce(profile.self().name(), tools()));
    }

    /** A line was typed. */
    void typed(String line) throws InterruptedException {
        if (exit.isPresent() || line.isBlank()) {
            return;
        }
        if (line.startsWith("//")) {
            words(line.substring(1));
        } else if (line.startsWith("/")) {
            order(line.strip());
        } else {
            words(line);
        }
    }

    private void words(String text) throws InterruptedException {
        if (client.inside() && link != null) {
            say(text);
        } else if (held.size() < MOST_HELD) {
            held.addLast(text);
            teller.note("You are not in the room yet; it is said as soon as you are.");
        } else {
            teller.note("You are not in the room yet, and too much waits to be said already.");
        }
    }

    private void say(String text) throws InterruptedException {
        if (unmet) {
            greet();
        }
        ChatClient.Move move = client.say(text, tools());
        boolean refused = move.acts().stream()
                .anyMatch(act -> act instanceof Act.Tell tell && tell.happening() instanceof Happening.Refused);
        if (!refused) {
            history.add(new History.Entry(clock.instant(), profile.self().identity(), Names.YOU, text));
            teller.said(text);
        }
        does(move);
    }

    private void order(String line) throws InterruptedException {
        String[] parts = line.split("\\s+", 2);
        String rest = parts.length == 1 ? "" : parts[1];
        Optional<Order> order = Order.of(parts[0]);
        if (order.isEmpty()) {
            teller.note("There is no " + parts[0]
                    + ". /help shows what there is; a message that begins with a / is typed" + " with two.");
            return;
        }
        try {
            obey(order.get(), rest);
        } catch (CliException e) {
            teller.note("Not done: " + e.getMessage() + ".");
        } catch (Fault e) {
            teller.note("Not done: " + e.detail());
        }
    }

    private void obey(Order order, String rest) throws InterruptedException {
        switch (order) {
            case WHO -> who();
            case HISTORY -> teller.history(history.last(count(rest)));
            case TRUST -> trust(rest);
            case IDENTITY -> Showing.identity(profile.self(), tools(), teller);
            case NAME -> name(rest);
            case AWAY -> away();
            case LEAVE -> stop();
            case HELP -> teller.help();
        }
    }

    private void who() {
        if (client.inside()) {
            teller.who(client.members());
        } else {
            teller.note("You are not in the room, and so cannot see who is.");
        }
    }

    private static int count(String text) {
        if (text.isEmpty()) {
            return SMALL;
        }
        if (!text.matches("[1-9][0-9]{0,5}")) {
            throw new CliException(ExitCode.USAGE, "how many messages is a number, such as /history 50");
        }
        return Integer.parseInt(text);
    }

    private void trust(String rest) {
        String[] parts = rest.split("\\s+", 2);
        Trusted trusted = Trusted.add(folder, parts[0], parts.length == 1 ? "" : parts[1]);
        renew(trusted.profile());
        teller.done(trusted.sentence(), trusted.event());
    }

    private void name(String name) throws InterruptedException {
        if (name.isBlank()) {
            throw new CliException(ExitCode.USAGE, "give a name: /name NAME");
        }
        renew(folder.change(p -> p.named(name)));
        does(client.introduce(profile.self().name(), tools()));
        teller.note("You are called '" + profile.self().name() + "' from now on.");
    }

    private void away() {
        hangUp();
        teller.done("You are away.", JsonLines.event("away"));
        exit = Optional.of(ExitCode.OK);
    }

    /** Nothing more is typed: leaves as soon as all has been said. */
    void ended() throws InterruptedException {
        ended = true;
        if (held.isEmpty()) {
            leaveIfAllIsSaid();
        }
    }

    private void leaveIfAllIsSaid() throws InterruptedException {
        if (ended && held.isEmpty() && !client.waits()) {
            stop();
        }
    }

    /** The person goes. */
    void stop() throws InterruptedException {
        if (exit.isPresent()) {
            return;
        }
        exit = Optional.of(ExitCode.OK);
        does(client.leave(tools()));
        hangUp();
        teller.done("You left.", JsonLines.event("left"));
    }

    private Tools tools() {
        return folder.tools(clock.instant());
    }
}
