package org.handfast.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import org.handfast.api.Approval;
import org.handfast.api.Bytes;
import org.handfast.api.Effect;
import org.handfast.api.Event;
import org.handfast.api.Event.Answer;
import org.handfast.api.Event.Received;
import org.handfast.api.Fingerprints;
import org.handfast.api.Introduction;
import org.handfast.api.Key;
import org.handfast.api.Pairing;
import org.handfast.api.PairingId;
import org.handfast.api.Question;
import org.handfast.api.Secret;
import org.handfast.api.Step;
import org.handfast.api.View;
import org.handfast.testkit.ScriptedPeer;
import org.handfast.testkit.TestNode;
import org.handfast.testkit.World;
import org.handfast.testkit.WorldTest;

/** Secrets that the two ends of a pairing share beside their keys. */
@WorldTest
class PairingSecretsTest {

    private static final PairingId PAIRING = PairingId.hub(Puppets.ADA);
    private static final Bytes SEND = Bytes.hex("5e".repeat(32));
    private static final Bytes RECEIVE = Bytes.hex("7e".repeat(32));

    private final List<Approval> approvals = new ArrayList<>();
    private final List<Map<String, Boolean>> seen = new ArrayList<>();

    private Puppet obedient() {
        return new Puppet((state, event, view) -> switch (event) {
            case Event.Decided e -> {
                e.approval().ifPresent(approvals::add);
                yield Step.stay(state);
            }
            case Received e -> {
                Step<Puppet.Said> step = Step.to(state);
                for (String order : Puppet.text(e).split(", ")) {
                    step = step.and(effect(order, view));
                }
                yield step;
            }
            default -> Step.stay(state);
        });
    }

    private Effect effect(String order, View view) {
        return switch (order) {
            case "propose" -> propose(view, Map.of("send", secret(view, SEND), "receive", secret(view, RECEIVE)));
            case "propose-plain" -> propose(view, Map.of());
            case "propose-foreign" -> propose(view, Map.of("send", new Secret() {}));
            case "propose-book" -> propose(view, Map.of("s".repeat(257), secret(view, SEND)));
            case "ask" ->
                Effect.ask(new Question(
                        Question.Stage.WORDS,
                        Puppets.ADA,
                        Introduction.of("Ada", "device"),
                        List.of(),
                        Duration.ofMinutes(5)));
            case "approve" -> Effect.approve(PAIRING, approvals.getLast());
            case "establish" -> Effect.establish(PAIRING);
            case "drop" -> Effect.drop(PAIRING, "Not wanted.");
            case "look" -> {
                view.pairing(PAIRING).map(p -> look(p, view)).ifPresent(seen::add);
                yield Effect.note("looked", "");
            }
            case "look-proposed" -> {
                view.proposal(PAIRING).map(p -> look(p, view)).ifPresent(seen::add);
                yield Effect.note("looked", "");
            }
            default -> throw new AssertionError(order);
        };
    }

    private static Map<String, Boolean> look(Pairing pairing, View view) {
        return pairing.secrets().entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue()
                .equals(secret(view, e.getKey().equals("send") ? SEND : RECEIVE))));
    }

    private static Secret secret(View view, Bytes bytes) {
        return view.crypto().secret(bytes);
    }

    private static Effect propose(View view, Map<String, Secret> secrets) {
        return Effect.propose(
                PAIRING,
                Introduction.of("Ada", "device"),
                view.crypto().generate(Key.Algorithm.X25519),
                view.crypto().generate(Key.Algorithm.X25519).publicKey(),
                new Fingerprints(List.of(), List.of()),
                secrets);
    }

    private static void say(ScriptedPeer peer, String orders) {
        peer.send(Puppets.bytes(orders));
    }

    private TestNode paired(World world) {
        TestNode hub = Puppets.hub(world, obedient());
        ScriptedPeer peer = Puppets.peer(world, "peer");
        say(peer, "propose, ask");
        hub.answer(Question.Stage.WORDS, Answer.YES);
        say(peer, "approve, establish");
        return hub;
    }

    /** That they are sealed, and stand in nothing that is kept or printed, every world checks at its end. */
    @Test
    void areKeptSealedAndReadBack(World world) {
        TestNode hub = paired(world);
        assertThat(hub.contents().pairings()).singleElement().satisfies(p -> {
            assertThat(p.sealedSecrets()).containsOnlyKeys("send", "receive");
            assertThat(p.sealedSecrets().values()).noneMatch(s -> s.hex().contains(SEND.hex()));
        });
        say(Puppets.peer(world, "later"), "look");
        assertThat(seen).containsExactly(Map.of("send", true, "receive", true));
    }

    @Test
    void areReadBackOfAProposalToo(World world) {
        Puppets.hub(world, obedient());
        ScriptedPeer peer = Puppets.peer(world, "peer");
        say(peer, "propose");
        say(peer, "look, look-proposed");
        assertThat(seen).containsExactly(Map.of("send", true, "receive", true));
    }

    @Test
    void areThereAfterACrash(World world) {
        TestNode hub = paired(world);
        hub.crash();
        hub.start();
        say(Puppets.peer(world, "later"), "look");
        assertThat(seen).containsExactly(Map.of("send", true, "receive", true));
    }

    @Test
    void standBesideThoseOfAProposalAndGoWithTheirPairing(World world) {
        TestNode hub = paired(world);
        ScriptedPeer peer = Puppets.peer(world, "peer");
        say(peer, "propose-plain");
        say(peer, "look, look-proposed");
        assertThat(seen).containsExactly(Map.of("send", true, "receive", true), Map.of());
        say(peer, "ask");
        hub.answer(Question.Stage.WORDS, Answer.YES);
        say(peer, "approve, establish");
        assertThat(hub.contents().pairings()).singleElement().satisfies(p -> assertThat(p.sealedSecrets())
                .isEmpty());
    }

    @Test
    void goWithAProposalThatIsDropped(World world) {
        TestNode hub = Puppets.hub(world, obedient());
        ScriptedPeer peer = Puppets.peer(world, "peer");
        say(peer, "propose");
        say(peer, "drop");
        assertThat(hub.contents().pairings()).isEmpty();
    }

    @Test
    void aSecretThatTheHubDidNotMakeIsNoneToKeep(World world) {
        TestNode hub = Puppets.hub(world, obedient());
        say(Puppets.peer(world, "peer"), "propose-foreign");
        assertThat(Puppets.ended(hub).reason()).startsWith("The plugin failed: ");
        assertThat(hub.contents().pairings()).isEmpty();
    }

    @Test
    void aSecretsNameIsAName(World world) {
        TestNode hub = Puppets.hub(world, obedient());
        say(Puppets.peer(world, "peer"), "propose-book");
        assertThat(Puppets.ended(hub).reason())
                .startsWith("The plugin failed: ")
                .contains("a secret's name");
        assertThat(hub.contents().pairings()).isEmpty();
    }
}
