package org.handfast.plugin.qr.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.handfast.api.Bytes;
import org.handfast.api.Crypto;
import org.handfast.api.Json;
import org.handfast.api.KeyPair;
import org.handfast.api.Listener;
import org.handfast.api.Response;
import org.handfast.core.comparison.CheckWords;
import org.handfast.core.json.JsonReader;
import org.handfast.crypto.HubKeys;
import org.handfast.crypto.HubToolkit;
import org.handfast.plugin.qr.QrConnection;
import org.handfast.plugin.qr.wire.Wire;
import org.handfast.testkit.ScriptedPeer;
import org.handfast.testkit.SeededRandom;
import org.handfast.testkit.TestNode;
import org.handfast.testkit.World;

/** A device of this package with somebody who runs it, at a hub of a world. What it keeps is written down after each step. */
final class Handset {

    static final String HUB = "hub";

    private static final String HOST = "HUB.EXAMPLE:9081";
    private static final Listener.WebSocket LIVE =
            new Listener.WebSocket("live", List.of("/qr/live"), List.of(), 1 << 20);

    private final World world;
    private final String name;
    private final HubToolkit toolkit;
    private final Crypto crypto;
    private Json.Members written;
    final List<Happening> happened = new ArrayList<>();

    Handset(World world, String name) {
        this.world = world;
        this.name = name;
        var random = new SeededRandom(world.seed() + name.hashCode());
        this.toolkit = HubToolkit.portable(HubKeys.generate(random), name, random);
        this.crypto = toolkit.forEvent(toolkit.random(32));
        keep(QrDevice.of(Account.fresh(world.nodes().getFirst().toolkit().hub().signing(), tools())));
    }

    static TestNode openHub(World world) {
        return world.node(HUB, Map.of("qr-connection.accounts", "open"), new QrConnection());
    }

    static Handset registered(World world, String name) {
        var handset = new Handset(world, name);
        handset.register();
        return handset;
    }

    Tools tools() {
        return new Tools(
                crypto, new CheckWords(Wire.ID), JsonReader::read, world.clock().now());
    }

    QrDevice device() {
        return records().read(written);
    }

    void keep(QrDevice device) {
        written = records().write(device);
        assertThat(records().write(records().read(written))).isNotNull();
    }

    Json.Members written() {
        return written;
    }

    DeviceRecords records() {
        return new DeviceRecords(
                new Vault() {
                    @Override
                    public Bytes seal(KeyPair pair, String context) {
                        return toolkit.seal(pair, context);
                    }

                    @Override
                    public KeyPair open(Bytes sealed, String context) {
                        return toolkit.openKeyPair(sealed, context);
                    }
                },
                crypto);
    }

    Meeting meeting() {
        return new Meeting(device().account(), tools());
    }

    Calls calls() {
        return new Calls(device().account(), tools());
    }

    /** What a call is answered with. */
    record Answer(int status, Optional<Json.Members> body) {

        Json.Members done() {
            assertThat(status).as("%s", body).isIn(200, 201);
            return body.orElseThrow();
        }

        Refusal refusal() {
            assertThat(status).isGreaterThanOrEqualTo(400);
            return Refusal.of(status, body);
        }
    }

    Answer ask(Call call) {
        Response response =
                world.peer(name).ask(HUB, call.method(), call.target(), Optional.of(call.signature()), call.body());
        Bytes body = response.body();
        return new Answer(
                response.status(),
                body.isEmpty()
                        ? Optional.empty()
                        : Optional.of(JsonReader.read(body).root()));
    }

    void register() {
        QrDevice device = device();
        Json.Members answer = ask(calls().register(name, Optional.empty())).done();
        keep(device.with(device.account().registered(answer)));
    }

    // A and B, one step each.

    Pairing.Showing show(String as) {
        Pairing.Showing showing = meeting().show(as, HOST);
        keep(device().with(showing));
        return showing;
    }

    Pairing.Answering answer(String as, Pairing.Showing first) {
        Pairing.Answering answering = meeting().answer(as, HOST, first.line(tools()));
        keep(device().with(answering));
        return answering;
    }

    Pairing.Offering initiate(Pairing.Showing showing, Pairing.Answering second) {
        Pairing.Initiating initiating = meeting().take(showing, second.line());
        keep(device().with(initiating));
        Pairing.Offering offering = meeting()
                .offer(initiating, ask(calls().initiate(initiating.body())).done());
        keep(device().with(offering));
        return offering;
    }

    Pairing.Comparing compare(Pairing.Answering answering, Pairing.Offering offering) {
        Pairing.Comparing comparing = meeting().compare(answering, offering.line());
        keep(device().with(comparing));
        return comparing;
    }

    void confirm(Pairing.Comparing comparing) {
        Json.Members answer =
                ask(calls().confirm(meeting().confirmation(comparing))).done();
        keep(device().connected(comparing, answer.text("connectionId").orElseThrow(), true, tools()));
    }

    /** Both are connected, each under the other's name. */
    static void connect(Handset a, Handset b) {
        Pairing.Showing showing = a.show(b.name);
        Pairing.Answering answering = b.answer(a.name, showing);
        Pairing.Offering offering = a.initiate(showing, answering);
        b.confirm(b.compare(answering, offering));
        a.sync();
        b.sync();
        a.happened.clear();
        b.happened.clear();
    }

    void say(String to, String text) {
        say(to, new Content.Text(text, world.clock().now()));
    }

    void say(String to, Content content) {
        keep(device().with(device().requireConnection(to).say(content, tools())));
    }

    Connection connection(String of) {
        return device().requireConnection(of);
    }

    /** Brings and fetches until nothing is left. */
    void sync() {
        keep(new Mail(tools()).tended(device()));
        exchange();
    }

    /** The same, with keys that are as old as they like. */
    void exchange() {
        do {
            post(Mail.receipts(device()));
            Mail.packets(device()).forEach(this::post);
        } while (Mail.isDue(device()));
    }

    Answer post(Part part) {
        Answer answer = ask(calls().sync(part.body()));
        Mail.Turn turn = answer.status() == 200
                ? new Mail(tools()).take(Mail.settled(device(), part), answer.done())
                : Mail.refused(device(), part, answer.refusal()).orElseThrow();
        keep(turn.device());
        happened.addAll(turn.happenings());
        return answer;
    }

    void take(Json.Members delivery) {
        Mail.Turn turn = new Mail(tools()).take(device(), delivery);
        keep(turn.device());
        happened.addAll(turn.happenings());
    }

    ScriptedPeer live() {
        String auth = calls().live().signature();
        return world.peer(name).dial("ws://" + HUB + "/qr/live?auth=" + auth, LIVE);
    }

    /** The texts that came. */
    List<String> heard() {
        return happened.stream()
                .filter(Happening.Said.class::isInstance)
                .map(h -> ((Happening.Said) h).content())
                .filter(Content.Text.class::isInstance)
                .map(c -> ((Content.Text) c).text())
                .toList();
    }

    <H extends Happening> List<H> happened(Class<H> what) {
        return happened.stream().filter(what::isInstance).map(what::cast).toList();
    }
}
