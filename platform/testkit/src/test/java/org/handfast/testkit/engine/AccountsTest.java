package org.handfast.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.handfast.api.Address;
import org.handfast.api.Approval;
import org.handfast.api.Bytes;
import org.handfast.api.Device;
import org.handfast.api.Device.Trust;
import org.handfast.api.Effect;
import org.handfast.api.Event;
import org.handfast.api.Event.Answer;
import org.handfast.api.Event.Decided;
import org.handfast.api.Event.Received;
import org.handfast.api.Introduction;
import org.handfast.api.Key;
import org.handfast.api.Offer;
import org.handfast.api.PairingId;
import org.handfast.api.Question;
import org.handfast.api.Question.Stage;
import org.handfast.api.State.Phase;
import org.handfast.api.Step;
import org.handfast.api.Step.Outcome;
import org.handfast.api.View;
import org.handfast.core.audit.AuditRecord;
import org.handfast.core.registry.DeviceRecord;
import org.handfast.core.registry.ProtocolAddress;
import org.handfast.testkit.ScriptedPeer;
import org.handfast.testkit.TestNode;
import org.handfast.testkit.World;
import org.handfast.testkit.WorldTest;

/** Devices that register by themselves: how they are let in, get further addresses, and show themselves. */
@WorldTest
class AccountsTest {

    private final List<Decided> decided = new ArrayList<>();
    private final List<Approval> approvals = new ArrayList<>();
    private final Map<String, Key> keys = new HashMap<>();
    private final List<String> heard = new ArrayList<>();
    private Runnable betweenLookUpAndStep = () -> {};

    private Puppet obedient() {
        return new Puppet((state, event, view) -> switch (event) {
            case Received e -> obey(state, e, view);
            case Event.Commanded e ->
                Step.to(
                        state,
                        Effect.offer(new Offer(
                                "invite",
                                view.crypto().secret(Bytes.utf8("a word")),
                                view.now().plusSeconds(600),
                                3,
                                new Approval("the hub's to say"))));
            case Decided e -> {
                decided.add(e);
                e.approval().ifPresent(approvals::add);
                yield Step.stay(new Puppet.Said("Decided"));
            }
            case Event.Changed e -> {
                heard.add(state.word() + " " + e.address() + " " + e.change());
                yield Step.stay(state);
            }
            default -> Step.stay(state);
        });
    }

    private Step<Puppet.Said> obey(Puppet.Said state, Received event, View view) {
        String orders = Puppet.text(event);
        Step<Puppet.Said> step = Step.to(
                orders.contains("ask")
                        ? new Puppet.Said("Asking", Phase.AWAITING_DECISION)
                        : orders.startsWith("watch") ? new Puppet.Said("Watching") : state);
        for (String order : orders.split(", ")) {
            String[] words = order.split(" ");
            var address = new Address(words[1]);
            step = step.and(
                    switch (words[0]) {
                        case "register" ->
                            Effect.register(
                                    address,
                                    Introduction.of("Device " + address, "device"),
                                    keys.computeIfAbsent(words[1], n -> view.crypto()
                                            .generate(Key.Algorithm.ED25519)
                                            .publicKey()),
                                    Map.of());
                        case "ask-account" -> ask(Stage.ACCOUNT, address);
                        case "ask-words" -> ask(Stage.WORDS, address);
                        case "propose" -> Puppets.propose(address, view);
                        case "approve" -> Effect.approve(PairingId.hub(address), approvals.getLast());
                        case "admit" -> Effect.admit(address, approvals.getLast());
                        case "forge" -> Effect.admit(address, new Approval("made-up"));
                        case "invite" ->
                            Effect.admit(
                                    address, view.offer("invite").orElseThrow().approval());
                        case "alias" -> {
                            var more = new Address(words[2]);
                            boolean free = view.device(more).isEmpty();
                            betweenLookUpAndStep.run();
                            yield free ? Effect.alias(address, more) : Effect.note("taken", more.value());
                        }
                        case "alias-blindly" -> Effect.alias(address, new Address(words[2]));
                        case "say" ->
                            Effect.send(
                                    event.link(),
                                    Bytes.utf8(view.device(address)
                                            .map(AccountsTest::line)
                                            .orElse("nobody")));
                        case "watch" -> Effect.watch(address);
                        case "bind" -> Effect.bind(address, event.link());
                        case "stir" -> Effect.stir(address);
                        case "seen" -> Effect.seen(address);
                        default -> throw new AssertionError(order);
                    });
        }
        return step;
    }

    private static String line(Device device) {
        return device.address() + " of " + device.addresses();
    }

    private static Effect ask(Stage stage, Address about) {
        return Effect.ask(new Question(
                stage, about, Introduction.of("Device " + about, "device"), List.of(), Duration.ofMinutes(5)));
    }

    private static ScriptedPeer say(ScriptedPeer peer, String orders) {
        return peer.send(Puppets.bytes(orders));
    }

    private static Trust trust(TestNode hub, Address address) {
        return Puppets.device(hub, address).orElseThrow().trust();
    }

    private static void failed(TestNode hub, String why) {
        assertThat(Puppets.ended(hub).outcome()).contains(Outcome.FAILED);
        assertThat(Puppets.ended(hub).reason()).contains(why);
    }

    @Test
    void aYesToAnAccountLetsItIn(World world) {
        TestNode hub = Puppets.hub(world, obedient());
        ScriptedPeer peer = say(Puppets.peer(world, "peer"), "register ada, ask-account ada");
        assertThat(trust(hub, Puppets.ADA)).isEqualTo(Trust.KNOWN);
        hub.answer(Stage.ACCOUNT, Answer.YES);
        assertThat(trust(hub, Puppets.ADA)).isEqualTo(Trust.KNOWN);
        say(peer, "admit ada");
        DeviceRecord ada = Puppets.device(hub, Puppets.ADA).orElseThrow();
        assertThat(ada.trust()).isEqualTo(Trust.TRUSTED);
        assertThat(ada.approval()).map(DeviceRecord.Approved::by).contains("test");
        assertThat(ada.key(Puppet.ID)).contains(keys.get("ada"));
        assertThat(hub.audit())
                .filteredOn(r -> r.action().equals("device-approved"))
                .extracting(AuditRecord::actor, AuditRecord::subject)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("test", "puppet:ada"));
    }

    @Test
    void aNoGivesNoApproval(World world) {
        TestNode hub = Puppets.hub(world, obedient());
        say(Puppets.peer(world, "peer"), "register ada, ask-account ada");
        hub.answer(Stage.ACCOUNT, Answer.NO);
        assertThat(decided)
                .containsExactly(new Decided(Stage.ACCOUNT, Answer.NO, java.util.Optional.empty(), Puppets.ADA));
        assertThat(trust(hub, Puppets.ADA)).isEqualTo(Trust.KNOWN);
    }

    @Test
    void anApprovalIsSpentByOneUse(World world) {
        TestNode hub = Puppets.hub(world, obedient());
        ScriptedPeer peer = say(Puppets.peer(world, "peer"), "register ada, ask-account ada");
        hub.answer(Stage.ACCOUNT, Answer.YES);
        say(peer, "admit ada, admit ada");
        failed(hub, "used an approval that the hub did not give for this, or that is spent");
        assertThat(trust(hub, Puppets.ADA)).isEqualTo(Trust.KNOWN);

        ScriptedPeer again = say(Puppets.peer(world, "again"), "ask-account ada");
        hub.answer(Stage.ACCOUNT, Answer.YES);
        say(say(again, "admit ada"), "admit ada");
        failed(hub, "or that is spent");
    }

    @Test
    void anApprovalOfOneAccountLetsInNoOtherNorFromAnotherConversation(World world) {
        TestNode hub = Puppets.hub(world, obedient());
        ScriptedPeer peer = say(Puppets.peer(world, "peer"), "register ada, register bob, ask-account ada");
        hub.answer(Stage.ACCOUNT, Answer.YES);
        say(Puppets.peer(world, "other"), "admit ada");
        failed(hub, "did not give for this");
        say(Puppets.peer(world, "third"), "forge ada");
        failed(hub, "did not give for this");
        say(peer, "admit bob");
        failed(hub, "did not give for this");
        assertThat(trust(hub, Puppets.ADA)).isEqualTo(Trust.KNOWN);
        assertThat(trust(hub, Puppets.BOB)).isEqualTo(Trust.KNOWN);
    }

    @Test
    void anApprovalOfWordsIsNoneOfAnAccountNorTheOtherWayRound(World world) {
        TestNode hub = Puppets.hub(world, obedient());
        ScriptedPeer words = say(Puppets.peer(world, "words"), "register ada, ask-words ada");
        hub.answer(Stage.WORDS, Answer.YES);
        say(words, "admit ada");
        failed(hub, "did not give for this");
        ScriptedPeer account = say(Puppets.peer(world, "account"), "propose ada, ask-account ada");
        hub.answer(Stage.ACCOUNT, Answer.YES);
        say(account, "approve ada");
        failed(hub, "did not give for this");
        assertThat(trust(hub, Puppets.ADA)).isEqualTo(Trust.KNOWN);
    }

    @Test
    void anInviteLetsInOneAccountWithTheStepThatRegistersIt(World world) {
        TestNode hub = Puppets.hub(world, obedient());
        hub.command(Puppet.ID, "go", Map.of());
        say(Puppets.peer(world, "peer"), "register ada, invite ada");
        assertThat(trust(hub, Puppets.ADA)).isEqualTo(Trust.TRUSTED);
        assertThat(Puppets.device(hub, Puppets.ADA).orElseThrow().approval())
                .map(DeviceRecord.Approved::by)
                .hasValueSatisfying(by -> assertThat(by).startsWith("test"));
        assertThat(hub.contents().offers()).isEmpty();
    }

    @Test
    void twoAccountsCannotUseOneInvite(World world) {
        TestNode hub = Puppets.hub(world, obedient());
        hub.command(Puppet.ID, "go", Map.of());
        say(Puppets.peer(world, "peer"), "register ada, invite ada, register bob, invite bob");
        failed(hub, "or that is spent");
        assertThat(hub.contents().devices()).isEmpty();
        assertThat(hub.contents().offers()).hasSize(1);
    }

    @Test
    void whoIsBlockedOrRevokedIsNotLetInByAnApprovalFromBefore(World world) {
        TestNode hub = Puppets.hub(world, obedient());
        for (String name : List.of("ada", "bob")) {
            var address = new Address(name);
            ScriptedPeer peer = say(Puppets.peer(world, name), "register " + name + ", ask-account " + name);
            hub.answer(Stage.ACCOUNT, Answer.YES);
            var id = Puppets.device(hub, address).orElseThrow().id();
            if (name.equals("ada")) {
                hub.node().registry().suspend(id, "test", "");
            } else {
                hub.node().registry().revoke(id, "test", "");
            }
            Trust before = trust(hub, address);
            say(peer, "admit " + name);
            failed(hub, name.equals("ada") ? "is blocked" : "cannot become TRUSTED");
            assertThat(trust(hub, address)).isEqualTo(before);
        }
        assertThat(hub.misbehaved()).isEmpty();
    }

    @Test
    void whoIsLetInTwiceIsApprovedAgain(World world) {
        TestNode hub = Puppets.hub(world, obedient());
        ScriptedPeer peer = say(Puppets.peer(world, "peer"), "register ada, ask-account ada");
        hub.answer(Stage.ACCOUNT, Answer.YES);
        say(peer, "admit ada");
        say(peer, "ask-account ada");
        hub.answer(Stage.ACCOUNT, Answer.YES);
        say(peer, "admit ada");
        assertThat(hub.audit()).extracting(AuditRecord::action).contains("device-approved", "device-approved-again");
    }

    @Test
    void nobodyIsLetInWhoIsNotThere(World world) {
        TestNode hub = Puppets.hub(world, obedient());
        ScriptedPeer peer = say(Puppets.peer(world, "peer"), "ask-account ada");
        hub.answer(Stage.ACCOUNT, Answer.YES);
        say(peer, "admit ada");
        failed(hub, "spoke of puppet:ada, which no device has");
    }

    @Test
    void aDeviceMayHaveSeveralAddresses(World world) {
        TestNode hub = Puppets.hub(world, obedient());
        ScriptedPeer peer = say(Puppets.peer(world, "peer"), "register ada");
        say(peer, "alias ada pair-1, alias pair-1 pair-2");
        assertThat(Puppet.text(say(peer, "say pair-2").read())).isEqualTo("pair-2 of [ada, pair-1, pair-2]");
        assertThat(Puppet.text(say(peer, "say ada").read())).isEqualTo("ada of [ada, pair-1, pair-2]");
        assertThat(hub.contents().devices()).hasSize(1);
        ScriptedPeer bound = say(Puppets.peer(world, "bound"), "watch pair-2");
        hub.node()
                .registry()
                .suspend(Puppets.device(hub, Puppets.ADA).orElseThrow().id(), "test", "");
        world.settle();
        assertThat(heard).containsExactly("Watching pair-2 SUSPENDED");
        assertThat(bound.closedBecause()).isEmpty();
    }

    @Test
    void anAddressThatIsTakenIsNotGivenToAnother(World world) {
        TestNode hub = Puppets.hub(world, obedient());
        ScriptedPeer peer = say(Puppets.peer(world, "peer"), "register ada, register bob, alias ada pair");
        say(peer, "alias bob pair");
        assertThat(Puppets.codes(hub.flight())).contains("taken");
        say(peer, "alias-blindly bob pair");
        failed(hub, "gave puppet:bob the address puppet:pair, which is taken");
        say(Puppets.peer(world, "third"), "alias-blindly eve pair-2");
        failed(hub, "which no device has");
    }

    @Test
    void aStepWhoseAddressIsTakenMeanwhileRunsAgain(World world) {
        TestNode hub = Puppets.hub(world, obedient());
        ScriptedPeer peer = say(Puppets.peer(world, "peer"), "register ada, register bob");
        betweenLookUpAndStep = () -> {
            betweenLookUpAndStep = () -> {};
            DeviceRecord bob = Puppets.device(hub, Puppets.BOB).orElseThrow();
            Puppets.put(hub.store().store(), bob.withAddress(new ProtocolAddress(Puppet.ID, new Address("pair"))));
        };
        say(peer, "alias ada pair");
        assertThat(Puppets.codes(hub.flight())).contains("taken");
        assertThat(Puppets.device(hub, new Address("pair")).map(DeviceRecord::id))
                .isEqualTo(Puppets.device(hub, Puppets.BOB).map(DeviceRecord::id));
    }

    @Test
    void aDeviceHasOnlySoManyAddressesAndThatIsNotThePluginsFault(World world) {
        TestNode hub = Puppets.hub(world, Map.of("limit.addresses", "2"), obedient());
        ScriptedPeer peer = say(Puppets.peer(world, "peer"), "register ada, alias ada one");
        say(peer, "alias ada two");
        assertThat(peer.closedBecause()).isPresent();
        assertThat(Puppets.codes(hub.flight())).contains("too-many-addresses");
        assertThat(Puppets.device(hub, Puppets.ADA).orElseThrow().addresses()).hasSize(2);
        assertThat(hub.misbehaved()).isEmpty();
    }

    @Test
    void whoBoundOrWatchesIsStirredAndNobodyElse(World world) {
        TestNode hub = Puppets.hub(world, obedient());
        ScriptedPeer watching = say(Puppets.peer(world, "watching"), "watch ada");
        say(Puppets.peer(world, "bound"), "bind ada");
        say(Puppets.peer(world, "elsewhere"), "watch bob");
        say(Puppets.peer(world, "other"), "stir ada");
        assertThat(heard).containsExactlyInAnyOrder("Watching ada STIRRED", "Beginning ada STIRRED");
        heard.clear();
        say(watching, "stir ada");
        assertThat(heard).as("but for itself").containsExactly("Beginning ada STIRRED");
        assertThat(hub.flights()).allSatisfy(f -> assertThat(Puppets.codes(f)).doesNotContain("changed"));
    }

    @Test
    void stirringAndSeeingOpenNoTransaction(World world) {
        TestNode hub = Puppets.hub(world, obedient());
        say(Puppets.peer(world, "peer"), "register ada");
        long commits = hub.node().engine().counters().commits();
        say(Puppets.peer(world, "other"), "stir ada, seen ada");
        assertThat(hub.node().engine().counters().commits()).isEqualTo(commits);
    }

    @Test
    void whoHasShownItselfIsNoStranger(World world) {
        TestNode hub = Puppets.hub(world, obedient());
        ScriptedPeer peer = say(Puppets.peer(world, "peer"), "register ada");
        assertThat(Puppets.device(hub, Puppets.ADA).orElseThrow().lastSeen()).isEmpty();
        world.pass(Duration.ofMinutes(1));
        say(peer, "seen ada, seen nobody");
        hub.node().engine().writeBehind();
        assertThat(Puppets.device(hub, Puppets.ADA).orElseThrow().lastSeen())
                .contains(world.clock().now());
    }
}
