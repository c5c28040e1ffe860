package org.handfast.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.handfast.api.Address;
import org.handfast.api.Approval;
import org.handfast.api.Bytes;
import org.handfast.api.Device.Trust;
import org.handfast.api.Effect;
import org.handfast.api.Event.Answer;
import org.handfast.api.Event.Decided;
import org.handfast.api.Event.Received;
import org.handfast.api.Introduction;
import org.handfast.api.Key;
import org.handfast.api.Link;
import org.handfast.api.PairingId;
import org.handfast.api.Question;
import org.handfast.api.Question.Stage;
import org.handfast.api.Step;
import org.handfast.api.Step.Outcome;
import org.handfast.api.View;
import org.handfast.core.approval.PendingQuestion;
import org.handfast.core.registry.DeviceRecord;
import org.handfast.core.registry.PairingRecord;
import org.handfast.core.registry.PairingRecord.Standing;
import org.handfast.testkit.ScriptedPeer;
import org.handfast.testkit.TestNode;
import org.handfast.testkit.World;
import org.handfast.testkit.WorldTest;

/** How trust is given: by an approval that the hub handed out, for one device, in one conversation, once. */
@WorldTest
class ApprovalTest {

    private final List<Decided> decided = new ArrayList<>();

    /** Does what its peers say, a word and an address each, in one step for one message. */
    private Puppet obedient() {
        return new Puppet((state, event, view) -> switch (event) {
            case Received e -> obey(state, Puppet.text(e), view);
            case Decided e -> {
                decided.add(e);
                yield Step.stay(new Puppet.Said("Decided"));
            }
            default -> Step.stay(state);
        });
    }

    private Step<Puppet.Said> obey(Puppet.Said state, String orders, View view) {
        Step<Puppet.Said> step = Step.to(
                orders.contains("ask") || orders.contains("contact")
                        ? new Puppet.Said("Asking", org.handfast.api.State.Phase.AWAITING_DECISION)
                        : state);
        for (String order : orders.split(", ")) {
            String[] words = order.split(" ");
            var device = new Address(words[1]);
            PairingId pairing = PairingId.hub(device);
            Effect effect =
                    switch (words[0]) {
                        case "propose" -> Puppets.propose(device, view);
                        case "ask" -> Effect.ask(question(Stage.WORDS, device));
                        case "contact" -> Effect.ask(question(Stage.CONTACT, device));
                        case "ask-in-person" -> Effect.ask(inPerson(question(Stage.WORDS, device)));
                        case "unask" -> Effect.unask(device);
                        case "approve" ->
                            Effect.approve(pairing, decided.getLast().approval().orElse(new Approval("made-up")));
                        case "forge" -> Effect.approve(pairing, new Approval("made-up"));
                        case "establish" -> Effect.establish(pairing);
                        case "drop" -> Effect.drop(pairing, "told so");
                        default -> throw new AssertionError(order);
                    };
            step = step.and(effect);
        }
        return orders.contains("end ")
                ? Step.end(Outcome.CLOSED, "told so", step.effects().toArray(Effect[]::new))
                : step;
    }

    private static Question question(Stage stage, Address about) {
        return new Question(
                stage, about, Introduction.of("Device " + about, "device"), List.of(), Duration.ofMinutes(5));
    }

    private static Question inPerson(Question q) {
        return new Question(q.stage(), q.about(), q.claimed(), q.shown(), q.deadline(), true);
    }

    private static ScriptedPeer say(ScriptedPeer peer, String orders) {
        return peer.send(Puppets.bytes(orders));
    }

    private static void failed(TestNode hub, String why) {
        assertThat(Puppets.ended(hub).outcome()).contains(Outcome.FAILED);
        assertThat(Puppets.ended(hub).reason()).contains(why);
    }

    private static void nobodyIsTrusted(TestNode hub) {
        assertThat(hub.contents().devices()).isEmpty();
        assertThat(hub.contents().pairings())
                .noneMatch(p -> p.ref().standing() == Standing.ESTABLISHED)
                .noneMatch(p -> p.approval().isPresent());
    }

    @Test
    void anApprovalMakesAProposedDeviceTrusted(World world) {
        TestNode hub = Puppets.hub(world, obedient());
        ScriptedPeer peer = Puppets.peer(world, "peer");
        say(peer, "propose ada, ask ada");
        assertThat(hub.question().claimed().name()).isEqualTo("Device ada");
        nobodyIsTrusted(hub);
        hub.answer(Stage.WORDS, Answer.YES);
        nobodyIsTrusted(hub);
        say(peer, "approve ada");
        assertThat(hub.contents().pairings()).singleElement().satisfies(p -> assertThat(p.approval())
                .map(DeviceRecord.Approved::by)
                .contains("test"));
        assertThat(hub.contents().devices()).isEmpty();
        say(peer, "establish ada");
        DeviceRecord ada = Puppets.device(hub, Puppets.ADA).orElseThrow();
        assertThat(ada.trust()).isEqualTo(Trust.TRUSTED);
        assertThat(ada.name()).isEqualTo("Device ada");
        assertThat(ada.key(Puppet.ID)).isPresent();
    }

    @Test
    void aYesToTheFirstQuestionGivesNoApproval(World world) {
        TestNode hub = Puppets.hub(world, obedient());
        ScriptedPeer peer = Puppets.peer(world, "peer");
        say(peer, "propose ada, contact ada");
        hub.answer(Stage.CONTACT, Answer.YES);
        assertThat(decided).containsExactly(new Decided(Stage.CONTACT, Answer.YES, Optional.empty(), Puppets.ADA));
    }

    @Test
    void aNoAndAnAnswerThatNobodyGaveCarryNoApproval(World world) {
        TestNode hub = Puppets.hub(world, obedient());
        say(Puppets.peer(world, "one"), "propose ada, ask ada");
        hub.answer(Stage.WORDS, Answer.NO);
        say(Puppets.peer(world, "two"), "propose bob, ask bob");
        world.pass(Duration.ofMinutes(5));
        assertThat(decided)
                .containsExactly(
                        new Decided(Stage.WORDS, Answer.NO, Optional.empty(), Puppets.ADA),
                        new Decided(Stage.WORDS, Answer.EXPIRED, Optional.empty(), new Address("bob")));
    }

    @Test
    void oneConversationMayAskAboutSeveral(World world) {
        TestNode hub = Puppets.hub(world, obedient());
        ScriptedPeer peer = Puppets.peer(world, "peer");
        say(peer, "propose ada, ask ada, propose bob, ask bob");
        say(peer, "ask ada");
        assertThat(hub.node().desk().pending())
                .extracting(p -> p.question().about().value())
                .containsExactlyInAnyOrder("ada", "bob");
        say(peer, "unask bob");
        hub.answer(Stage.WORDS, Answer.YES);
        assertThat(decided).extracting(Decided::about).containsExactly(Puppets.ADA);
        say(peer, "approve ada, establish ada");
        assertThat(Puppets.device(hub, Puppets.ADA).orElseThrow().trust()).isEqualTo(Trust.TRUSTED);
    }

    @Test
    void anApprovalGoesWithItsQuestion(World world) {
        TestNode hub = Puppets.hub(world, obedient());
        ScriptedPeer peer = Puppets.peer(world, "peer");
        say(peer, "propose ada, ask ada");
        hub.answer(Stage.WORDS, Answer.YES);
        say(peer, "unask ada");
        say(peer, "approve ada");
        failed(hub, "used an approval that the hub did not give");
        nobodyIsTrusted(hub);
    }

    @Test
    void whatIsToBeDecidedInPersonNoPolicyAccepts(World world) {
        TestNode hub = Puppets.hub(world, Map.of("approval.default", "accept"), obedient());
        ScriptedPeer peer = Puppets.peer(world, "peer");
        say(peer, "propose ada, ask-in-person ada");
        assertThat(decided).isEmpty();
        hub.answer(Stage.WORDS, Answer.YES);
        assertThat(decided).extracting(Decided::answer).containsExactly(Answer.YES);
    }

    @Test
    void whatIsToBeDecidedInPersonAPolicyMayDeny(World world) {
        TestNode hub = Puppets.hub(world, Map.of("approval.default", "deny"), obedient());
        say(Puppets.peer(world, "peer"), "propose ada, ask-in-person ada");
        assertThat(decided).extracting(Decided::answer).containsExactly(Answer.NO);
    }

    @Test
    void aMadeUpApprovalIsThePluginsFault(World world) {
        TestNode hub = Puppets.hub(world, obedient());
        ScriptedPeer peer = Puppets.peer(world, "peer");
        say(peer, "propose ada");
        say(peer, "forge ada");
        failed(hub, "used an approval that the hub did not give");
        nobodyIsTrusted(hub);
    }

    @Test
    void anApprovalIsSpentOnce(World world) {
        TestNode hub = Puppets.hub(world, obedient());
        ScriptedPeer peer = Puppets.peer(world, "peer");
        say(peer, "propose ada, ask ada");
        hub.answer(Stage.WORDS, Answer.YES);
        say(peer, "approve ada");
        say(peer, "propose ada");
        say(peer, "approve ada");
        failed(hub, "or that is spent");
    }

    @Test
    void anApprovalIsSpentOnceInOneStepToo(World world) {
        TestNode hub = Puppets.hub(world, obedient());
        ScriptedPeer peer = Puppets.peer(world, "peer");
        say(peer, "propose ada, ask ada");
        hub.answer(Stage.WORDS, Answer.YES);
        say(peer, "approve ada, propose ada, approve ada");
        failed(hub, "or that is spent");
        nobodyIsTrusted(hub);
    }

    @Test
    void anApprovalIsGoodForTheDeviceThatThePersonWasAskedAbout(World world) {
        TestNode hub = Puppets.hub(world, obedient());
        ScriptedPeer peer = Puppets.peer(world, "peer");
        say(peer, "propose ada, propose bob, ask ada");
        hub.answer(Stage.WORDS, Answer.YES);
        say(peer, "approve bob, establish bob");
        failed(hub, "did not give for this, or that is spent");
        nobodyIsTrusted(hub);
    }

    @Test
    void anApprovalIsGoodForTheConversationThatAsked(World world) {
        TestNode hub = Puppets.hub(world, obedient());
        ScriptedPeer asks = Puppets.peer(world, "asks");
        ScriptedPeer takes = Puppets.peer(world, "takes");
        say(asks, "propose ada, ask ada");
        hub.answer(Stage.WORDS, Answer.YES);
        say(takes, "propose ada");
        say(takes, "approve ada");
        failed(hub, "used an approval that the hub did not give");
        nobodyIsTrusted(hub);
    }

    @Test
    void anApprovalEndsWithItsConversation(World world) {
        TestNode hub = Puppets.hub(world, obedient());
        ScriptedPeer asks = Puppets.peer(world, "asks");
        say(asks, "propose ada, ask ada");
        hub.answer(Stage.WORDS, Answer.YES);
        say(asks, "drop ada, end now");
        ScriptedPeer takes = Puppets.peer(world, "takes");
        say(takes, "propose ada");
        say(takes, "approve ada");
        failed(hub, "used an approval that the hub did not give");
    }

    @Test
    void aProposalThatNobodyApprovedCannotBeEstablished(World world) {
        TestNode hub = Puppets.hub(world, obedient());
        say(Puppets.peer(world, "peer"), "propose ada, establish ada");
        failed(hub, "which nobody approved");
        nobodyIsTrusted(hub);
    }

    @Test
    void theProposalOfAnotherConversationCannotBeApproved(World world) {
        TestNode hub = Puppets.hub(world, obedient());
        ScriptedPeer proposes = Puppets.peer(world, "proposes");
        ScriptedPeer asks = Puppets.peer(world, "asks");
        say(proposes, "propose ada");
        say(asks, "ask ada");
        hub.answer(Stage.WORDS, Answer.YES);
        say(asks, "approve ada, establish ada");
        failed(hub, "which this conversation has not proposed");
        nobodyIsTrusted(hub);
    }

    /** Eve says she is Ada while a person compares Ada's words: the person's yes must not go to Eve's key. */
    @Test
    void aYesDoesNotGoToWhoeverHasProposedUnderTheSameNameSince(World world) {
        TestNode hub = Puppets.hub(world, Map.of("limit.plugin-failures", "1"), obedient());
        ScriptedPeer ada = Puppets.peer(world, "ada");
        ScriptedPeer eve = Puppets.peer(world, "eve");
        say(ada, "propose ada, ask ada");
        say(eve, "propose ada");
        Key evesKey = hub.contents().pairings().getFirst().theirKey();
        hub.answer(Stage.WORDS, Answer.YES);
        say(ada, "approve ada, establish ada");
        failed(hub, "another conversation with this device has proposed since");
        nobodyIsTrusted(hub);
        assertThat(hub.contents().pairings())
                .extracting(PairingRecord::theirKey)
                .containsExactly(evesKey);
    }

    @Test
    void whatHasBeenReplacedSinceItWasApprovedIsNotEstablishedEither(World world) {
        TestNode hub = Puppets.hub(world, Map.of("limit.plugin-failures", "1"), obedient());
        ScriptedPeer ada = Puppets.peer(world, "ada");
        ScriptedPeer eve = Puppets.peer(world, "eve");
        say(ada, "propose ada, ask ada");
        hub.answer(Stage.WORDS, Answer.YES);
        say(ada, "approve ada");
        say(eve, "propose ada, ask ada");
        hub.answer(Stage.WORDS, Answer.YES);
        say(eve, "approve ada");
        say(ada, "establish ada");
        failed(hub, "another conversation with this device has proposed since");
        assertThat(hub.contents().devices()).isEmpty();
        say(eve, "establish ada");
        assertThat(Puppets.device(hub, Puppets.ADA)).isPresent();
    }

    @Test
    void theEndOfOneConversationLeavesTheProposalOfAnother(World world) {
        TestNode hub = Puppets.hub(world, obedient());
        ScriptedPeer before = Puppets.peer(world, "before");
        ScriptedPeer after = Puppets.peer(world, "after");
        say(before, "propose ada");
        say(after, "propose ada, ask ada");
        hub.node().engine().inProgress().stream()
                .filter(f -> f.remote().orElse("").startsWith("before"))
                .forEach(f -> hub.node().engine().cancel(f.id(), "Enough."));
        world.settle();
        assertThat(hub.contents().pairings()).hasSize(1);
        hub.answer(Stage.WORDS, Answer.YES);
        say(after, "approve ada, establish ada");
        assertThat(Puppets.device(hub, Puppets.ADA)).isPresent();
    }

    @Test
    void droppingWhatWasReplacedLeavesWhatReplacedIt(World world) {
        TestNode hub = Puppets.hub(world, obedient());
        ScriptedPeer before = Puppets.peer(world, "before");
        ScriptedPeer after = Puppets.peer(world, "after");
        say(before, "propose ada");
        say(after, "propose ada");
        say(before, "drop ada");
        assertThat(hub.contents().pairings()).hasSize(1);
        say(after, "drop ada");
        assertThat(hub.contents().pairings()).isEmpty();
    }

    @Test
    void anApprovedProposalIsEstablishedByALaterConversation(World world) {
        TestNode hub = Puppets.hub(world, obedient());
        ScriptedPeer peer = Puppets.peer(world, "peer");
        say(peer, "propose ada, ask ada");
        hub.answer(Stage.WORDS, Answer.YES);
        say(peer, "approve ada");
        hub.crash();
        world.settle();
        hub.start();
        say(Puppets.peer(world, "later"), "establish ada");
        assertThat(Puppets.device(hub, Puppets.ADA).orElseThrow().trust()).isEqualTo(Trust.TRUSTED);
    }

    @Test
    void anUnapprovedProposalOutlivesNeitherItsConversationNorARestart(World world) {
        TestNode hub = Puppets.hub(world, obedient());
        say(Puppets.peer(world, "one"), "propose ada, end now");
        assertThat(hub.contents().pairings()).isEmpty();
        say(Puppets.peer(world, "two"), "propose bob");
        hub.crash();
        world.settle();
        assertThat(hub.contents().pairings()).hasSize(1);
        hub.start();
        assertThat(hub.contents().pairings()).isEmpty();
    }

    @Test
    void aRevokedDeviceCannotBeEstablished(World world) {
        TestNode hub = Puppets.hub(world, Map.of("limit.plugin-failures", "1"), obedient());
        ScriptedPeer peer = Puppets.peer(world, "peer");
        say(peer, "propose ada, ask ada");
        hub.answer(Stage.WORDS, Answer.YES);
        say(peer, "approve ada, establish ada");
        hub.node()
                .registry()
                .revoke(Puppets.device(hub, Puppets.ADA).orElseThrow().id(), "test", "lost");
        say(peer, "propose ada, ask ada");
        hub.answer(Stage.WORDS, Answer.YES);
        say(peer, "approve ada, establish ada");
        failed(hub, "is REVOKED and cannot become TRUSTED");
        assertThat(Puppets.device(hub, Puppets.ADA).orElseThrow().trust()).isEqualTo(Trust.REVOKED);
    }

    @Test
    void aProposalThatARevocationTookAwayIsNotThePluginsFault(World world) {
        TestNode hub = Puppets.hub(world, Map.of("limit.plugin-failures", "1"), obedient());
        ScriptedPeer peer = Puppets.peer(world, "peer");
        say(peer, "propose ada, ask ada");
        hub.answer(Stage.WORDS, Answer.YES);
        say(peer, "approve ada, establish ada");
        say(peer, "propose ada, ask ada");
        hub.answer(Stage.WORDS, Answer.YES);
        hub.node()
                .registry()
                .revoke(Puppets.device(hub, Puppets.ADA).orElseThrow().id(), "test", "lost");
        say(peer, "approve ada, establish ada");
        failed(hub, "was taken back");
    }

    @Test
    void questionsAreWithdrawnWhenTheirConversationEnds(World world) {
        TestNode hub = Puppets.hub(world, obedient());
        ScriptedPeer peer = Puppets.peer(world, "peer");
        say(peer, "contact ada");
        assertThat(hub.node().desk().pending()).hasSize(1);
        hub.node().engine().cancel(hub.flight().id(), "Enough.");
        world.settle();
        assertThat(hub.node().desk().pending()).isEmpty();
    }

    @Test
    void aSecondQuestionTakesThePlaceOfTheFirst(World world) {
        TestNode hub = Puppets.hub(world, obedient());
        ScriptedPeer peer = Puppets.peer(world, "peer");
        say(peer, "contact ada");
        say(peer, "ask ada");
        assertThat(hub.question().stage()).isEqualTo(Stage.WORDS);
    }

    /** It answers what waits about an address while a step is on its way that will take that question back. */
    private void answersMeanwhile(TestNode hub) {
        hub.node().desk().pending().forEach(p -> hub.node().desk().answer(p.id(), Answer.YES, "test"));
    }

    @Test
    void anAnswerToAQuestionThatWasAskedAnewMeanwhileIsNobodys(World world) {
        List<TestNode> hubs = new ArrayList<>();
        Puppet obedient = obedient();
        hubs.add(Puppets.hub(world, new Puppet((state, event, view) -> {
            if (event instanceof Received e && Puppet.text(e).startsWith("ask-in-person")) {
                answersMeanwhile(hubs.getFirst());
            }
            return obedient.on(state, event, view);
        })));
        TestNode hub = hubs.getFirst();
        ScriptedPeer peer = Puppets.peer(world, "peer");
        say(peer, "propose ada, ask ada");
        say(peer, "ask-in-person ada");
        assertThat(decided).isEmpty();
        assertThat(hub.question().inPerson()).isTrue();
        hub.answer(Stage.WORDS, Answer.NO);
        assertThat(decided).containsExactly(new Decided(Stage.WORDS, Answer.NO, Optional.empty(), Puppets.ADA));
    }

    @Test
    void anAnswerToAQuestionThatWasTakenBackMeanwhileIsNobodys(World world) {
        List<TestNode> hubs = new ArrayList<>();
        Puppet obedient = obedient();
        hubs.add(Puppets.hub(world, new Puppet((state, event, view) -> {
            if (event instanceof Received e && Puppet.text(e).startsWith("unask")) {
                answersMeanwhile(hubs.getFirst());
            }
            return obedient.on(state, event, view);
        })));
        ScriptedPeer peer = Puppets.peer(world, "peer");
        say(peer, "propose ada, ask ada, contact bob");
        say(peer, "unask ada");
        assertThat(decided).extracting(Decided::about).containsExactly(Puppets.BOB);
    }

    @Test
    void aQuestionNamesItsDeviceAndItsPlace(World world) {
        TestNode hub = Puppets.hub(world, obedient());
        say(Puppets.peer(world, "peer"), "contact ada");
        PendingQuestion pending = hub.node().desk().pending().getFirst();
        assertThat(pending.protocol()).isEqualTo(Puppet.ID);
        assertThat(pending.remote().orElseThrow()).startsWith("peer:");
        assertThat(pending.question().about()).isEqualTo(Puppets.ADA);
        assertThat(hub.flight().address()).contains(Puppets.ADA);
    }

    @Test
    void aQuestionComesFromTheLinkThatItIsAboutWhoeverCameSince(World world) {
        List<Link> links = new ArrayList<>();
        TestNode hub = Puppets.hub(
                world,
                new Puppet(
                        (state, event, view) -> {
                            if (event instanceof Received e) {
                                links.add(e.link());
                                return Step.to(
                                        new Puppet.Said("Asking", org.handfast.api.State.Phase.AWAITING_DECISION),
                                        Puppet.text(e).equals("me")
                                                ? Effect.ask(question(Stage.CONTACT, Puppets.ADA))
                                                : Effect.ask(question(Stage.CONTACT, Puppets.BOB), links.getFirst()));
                            }
                            return Step.stay(state);
                        },
                        Puppet::together));
        say(Puppets.peer(world, "one"), "me");
        say(Puppets.peer(world, "two"), "the first");
        assertThat(hub.node().desk().pending())
                .hasSize(2)
                .allMatch(p -> p.remote().orElseThrow().startsWith("one:"));
    }

    @Test
    void aPolicyAnswersWithAnApprovalOfItsOwn(World world) {
        TestNode hub = Puppets.hub(world, Map.of("approval.default", "accept"), obedient());
        ScriptedPeer peer = Puppets.peer(world, "peer");
        say(peer, "propose ada, ask ada");
        say(peer, "approve ada, establish ada");
        assertThat(Puppets.device(hub, Puppets.ADA).orElseThrow().approval())
                .map(DeviceRecord.Approved::by)
                .contains("policy accept");
        assertThat(Puppets.codes(hub.flight())).contains("ask-WORDS", "WORDS-YES");
    }

    @Test
    void aPolicyThatDeniesGivesNothing(World world) {
        TestNode hub = Puppets.hub(world, Map.of("approval.default", "deny"), obedient());
        say(Puppets.peer(world, "peer"), "propose ada, ask ada");
        assertThat(decided).containsExactly(new Decided(Stage.WORDS, Answer.NO, Optional.empty(), Puppets.ADA));
        assertThat(hub.node().desk().pending()).isEmpty();
    }

    @Test
    void theFlightRecordHasNoApproval(World world) {
        TestNode hub = Puppets.hub(world, obedient());
        ScriptedPeer peer = Puppets.peer(world, "peer");
        say(peer, "propose ada, ask ada");
        hub.answer(Stage.WORDS, Answer.YES);
        say(peer, "approve ada, establish ada");
        String approval = decided.getLast().approval().orElseThrow().id();
        assertThat(hub.flight().entries().toString()).doesNotContain(approval);
        assertThat(Bytes.utf8(approval).isEmpty()).isFalse();
    }
}
