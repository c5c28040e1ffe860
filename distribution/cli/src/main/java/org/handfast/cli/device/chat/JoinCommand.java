package org.handfast.cli.device.chat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import org.handfast.api.Hub;
import org.handfast.cli.CliException;
import org.handfast.cli.ExitCode;
import org.handfast.cli.device.hub.HubHttp;
import org.handfast.cli.device.hub.HubSocket;
import org.handfast.cli.device.hub.HubUrl;
import org.handfast.plugin.chat.wire.ChatWire;
import org.handfast.plugin.chat.wire.FromClient;

/** Goes to a room, and talks. */
@Command(
        name = "join",
        description =
                "Go to a room, or open it, and talk: what is typed is said to all, /help shows what else there is.",
        mixinStandardHelpOptions = true)
final class JoinCommand extends ChatOptions implements Callable<Integer> {

    /** Of what the hub says of itself. */
    private static final int CARD = 64 * 1024;

    /** Of a frame: the longest that carries a box, and then some. */
    private static final int FRAME = 2 * ChatWire.MAX_RELAY;

    private static final Pattern ENDPOINT = Pattern.compile("(\\[[0-9a-fA-F:.%]+]|[^:\\[\\]]+):([0-9]{1,5})");

    @Parameters(paramLabel = "ROOM", description = "Which room: a name of a-z, 0-9 and -.")
    private String room = "";

    @Option(
            names = "--hub",
            paramLabel = "URL",
            description = "Where the hub is, such as http://192.168.1.20:9081 (default: where it was last).")
    private String url = "";

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description =
                    "What to be called, here and from now on (default: as before; at first, this machine's name).")
    private String name = "";

    @Option(
            names = "--lines",
            paramLabel = "HOST:PORT",
            description = "Go to the room by JSON lines over TCP, where the hub takes them, such as 192.168.1.20:3696.")
    private String lines = "";

    @Option(
            names = "--trust-new-hub",
            description = "The hub is another than before, or has other keys, and that is as it should be.")
    private boolean trustNewHub;

    @Override
    public Integer call() throws InterruptedException {
        if (!ChatWire.isRoom(room)) {
            throw new CliException(
                    ExitCode.USAGE, "a room's name has 1 to 64 characters of a-z, 0-9 and -, such as 'lobby'");
        }
        ChatFolder folder = folder();
        HubUrl where = where(folder.profile());
        var http = new HubHttp(where, CARD);
        Door door = door(http);
        Hub hub = http.whole();
        Profile profile = folder.change(before -> {
            Profile there = before.at(where, hub, trustNewHub);
            return name.isBlank() ? there : there.named(name);
        });
        try (Console console = console()) {
            var names = new Names(profile.self(), profile.contacts());
            return new Running()
                    .run(
                            ears -> new Visit(
                                    folder,
                                    profile,
                                    room,
                                    names,
                                    door,
                                    ears,
                                    teller(console, names),
                                    InstantSource.system()),
                            console)
                    .number();
        }
    }

    private HubUrl where(Profile before) {
        if (!url.isEmpty()) {
            return HubUrl.parse(url);
        }
        return before.hub()
                .map(PinnedHub::url)
                .orElseThrow(() -> new CliException(
                        ExitCode.USAGE, "say where the hub is, the first time: --hub http://192.168.1.20:9081"));
    }

    private Door door(HubHttp http) {
        if (!lines.isEmpty()) {
            return byLines();
        }
        URI socket = URI.create(http.hub().socket() + "/chat/" + room);
        return ears -> HubSocket.open(http.client(), socket, Map.of(), FRAME, ears);
    }

    private Door byLines() {
        Matcher endpoint = ENDPOINT.matcher(lines);
        if (!endpoint.matches() || Integer.parseInt(endpoint.group(2)) > 65_535) {
            throw new CliException(
                    ExitCode.USAGE, "'" + lines + "' is not where lines go to; write it as 192.168.1.20:3696");
        }
        return ears -> {
            var where = new InetSocketAddress(endpoint.group(1), Integer.parseInt(endpoint.group(2)));
            HubLines link = HubLines.open(where, FRAME, ears);
            if (!link.send(FromClient.room(room))) {
                throw new IOException("the connection was closed at once");
            }
            return link;
        };
    }

    private Console console() {
        Optional<Console> editor = json() ? Optional.empty() : LineEditor.find(room + "> ");
        return editor.orElseGet(() -> new PlainConsole(out()));
    }

    private ChatTeller teller(Console console, Names names) {
        return json()
                ? new JsonLines(console::say, room, names)
                : new Sentences(console::say, room, names, InstantSource.system(), ZoneId.systemDefault());
    }
}
