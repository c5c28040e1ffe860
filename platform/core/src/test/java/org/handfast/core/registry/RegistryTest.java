package org.handfast.core.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import org.handfast.api.Address;
import org.handfast.api.Binding;
import org.handfast.api.Bytes;
import org.handfast.api.Device.Trust;
import org.handfast.api.DeviceId;
import org.handfast.api.Fault;
import org.handfast.api.Link;
import org.handfast.api.Peering;
import org.handfast.core.audit.AuditRecord;
import org.handfast.core.crypto.Ids;
import org.handfast.core.fake.FailingStore;
import org.handfast.core.fake.FakeTimers;
import org.handfast.core.fake.FakeToolkit;
import org.handfast.core.feed.News;
import org.handfast.core.feed.NewsFeed;
import org.handfast.core.item.ItemRecord;
import org.handfast.core.message.Message;
import org.handfast.core.presence.Presence;
import org.handfast.core.registry.PairingRecord.Standing;
import org.handfast.core.store.MemoryStore;
import org.handfast.core.store.Write;

class RegistryTest {

    private final FailingStore failing = new FailingStore();
    private final MemoryStore store = failing.behind();
    private final Presence presence = new Presence();
    private final NewsFeed feed = new NewsFeed(0);
    private final FakeTimers timers = new FakeTimers();
    private final Ids ids = new Ids(new FakeToolkit());
    private final Told told = new Told();
    private final Peerings peerings = new Peerings(failing.seen(), feed, timers, ids, told);
    private final Registry registry = new Registry(failing.seen(), presence, feed, timers, ids, peerings, told);

    private DeviceRecord paired(String name) {
        Samples.write(store, Samples.trusted(name));
        PairingRecord pairing = Samples.pairing(name, Standing.ESTABLISHED, true);
        Samples.write(store, pairing);
        Samples.write(store, Samples.pairing(name, Standing.PROPOSED, true));
        Samples.write(store, new Write.AddClaim(Samples.claim(pairing, "x")));
        return store.deviceAt(Samples.at(name)).orElseThrow();
    }

    private static void refused(String code, Runnable act) {
        assertThatThrownBy(act::run).isInstanceOfSatisfying(Fault.class, f -> {
            assertThat(f.category()).isEqualTo(Fault.Category.OPERATOR_INPUT);
            assertThat(f.code()).isEqualTo(code);
        });
    }

    private void connect(String name) {
        presence.bind(Samples.at(name), new UUID(0, 1), new Link(1, "tcp", "a:1", false), Binding.NEWEST);
    }

    private List<AuditRecord> audit() {
        return store.unsealedAudit(100);
    }

    @Test
    void revokingTakesTrustKeysPairingsAndClaimsAtOnce() {
        DeviceRecord ada = paired("ada");
        DeviceRecord bob = paired("bob");
        List<News> news = new ArrayList<>();
        feed.listen(news::add);
        DeviceRecord revoked = registry.revoke(ada.id(), "admin", " stolen ");
        assertThat(revoked.trust()).isEqualTo(Trust.REVOKED);
        assertThat(revoked.trustReason()).isEqualTo("revoked by admin: stolen");
        assertThat(revoked.keys()).isEmpty();
        assertThat(revoked.addresses()).isEqualTo(ada.addresses());
        assertThat(store.pairingsOf(Samples.at("ada"))).isEmpty();
        assertThat(store.claims(
                        "p", Samples.pairing("ada", Standing.ESTABLISHED, true).claimScope()))
                .isZero();
        assertThat(store.device(bob.id())).contains(bob);
        assertThat(store.pairingsOf(Samples.at("bob"))).hasSize(2);
        assertThat(told.lines()).containsExactly("p:ada REVOKED");
        assertThat(news)
                .extracting(News::id)
                .containsExactly(Optional.of(ada.id().toString()));
        assertThat(audit()).singleElement().satisfies(row -> {
            assertThat(row.actor()).isEqualTo("admin");
            assertThat(row.action()).isEqualTo("device-revoked");
            assertThat(row.subject()).isEqualTo("p:ada");
            assertThat(row.detail()).isEqualTo("'ada': stolen");
            assertThat(row.at()).isEqualTo(timers.now());
        });
    }

    @Test
    void aReasonIsOptionalAndOneLine() {
        DeviceRecord ada = paired("ada");
        registry.revoke(ada.id(), "admin", "  ");
        assertThat(registry.require(ada.id()).trustReason()).isEqualTo("revoked by admin");
        DeviceRecord bob = paired("bob");
        registry.revoke(bob.id(), "admin", "a\nb".repeat(1_000));
        assertThat(registry.require(bob.id()).trustReason())
                .doesNotContain("\n")
                .hasSizeLessThan(600);
    }

    @Test
    void aRevokedDeviceCannotBeRevokedAgain() {
        DeviceRecord ada = paired("ada");
        registry.revoke(ada.id(), "admin", "");
        refused("illegal-transition", () -> registry.revoke(ada.id(), "admin", ""));
        refused("illegal-transition", () -> registry.consequences(ada.id()));
        assertThat(audit()).hasSize(1);
    }

    @Test
    void aDeviceThatIsNotThereIsRefused() {
        var nobody = new DeviceId(new UUID(0, 9));
        refused("no-such-device", () -> registry.require(nobody));
        refused("no-such-device", () -> registry.revoke(nobody, "admin", ""));
        refused("no-such-device", () -> registry.forget(nobody, "admin"));
        refused("no-such-device", () -> registry.consequences(nobody));
        refused("no-such-device", () -> registry.suspend(nobody, "admin", ""));
        refused("no-such-device", () -> registry.lift(nobody, "admin"));
        refused("no-such-device", () -> registry.rename(nobody, "x", "admin"));
    }

    @Test
    void aDeviceThatRegisteredByItselfIsKnownByItsKeyOnceRevoked() {
        DeviceRecord walkIn = Samples.known("walk-in").withKey(Samples.PROTOCOL, Optional.of(FakeToolkit.key(7)));
        Samples.write(store, walkIn);
        registry.revoke(walkIn.id(), "admin", "");
        assertThat(store.holder(FakeToolkit.key(7)))
                .hasValueSatisfying(d -> assertThat(d.trust()).isEqualTo(Trust.REVOKED));
        registry.forget(walkIn.id(), "admin");
        assertThat(store.holder(FakeToolkit.key(7))).isEmpty();
    }

    @Test
    void forgettingMakesARevokedDeviceAStranger() {
        DeviceRecord ada = paired("ada");
        refused("illegal-transition", () -> registry.forget(ada.id(), "admin"));
        registry.revoke(ada.id(), "admin", "");
        ItemRecord.Scope inbox = Message.scope(Samples.PROTOCOL, new Address("ada"));
        Samples.write(
                store,
                new Write.PutItem(new Message(false, "t", Bytes.EMPTY, timers.now())
                        .item(inbox, new UUID(0, 1), Duration.ofDays(1))));
        registry.forget(ada.id(), "admin");
        assertThat(store.itemCount(inbox, timers.now())).as("what it said").isZero();
        assertThat(store.deviceAt(Samples.at("ada"))).isEmpty();
        assertThat(audit()).extracting(AuditRecord::action).containsExactly("device-revoked", "device-forgotten");
        assertThat(audit().get(1).detail()).isEqualTo("'ada'");
    }

    @Test
    void forgettingTakesProposalsAlongThatCameSince() {
        DeviceRecord ada = paired("ada");
        registry.revoke(ada.id(), "admin", "");
        Samples.write(store, Samples.pairing("ada", Standing.PROPOSED, true));
        registry.forget(ada.id(), "admin");
        assertThat(store.pairingsOf(Samples.at("ada"))).isEmpty();
    }

    @Test
    void saysWhatRevokingWillDo() {
        DeviceRecord ada = paired("ada");
        connect("ada");
        assertThat(registry.consequences(ada.id()))
                .containsExactly(
                        "'ada' is connected now and will be disconnected at once.",
                        "The hub's key for it is destroyed; the pairing cannot be brought back.",
                        "When it comes back it is refused, whatever it presents, until you forget it here.",
                        "The device itself keeps what it holds: it is told so when it next connects.");
    }

    @Test
    void revokingEndsItsPairingsWithOtherDevicesInTheSameTransaction() {
        DeviceRecord ada = paired("ada");
        Samples.write(store, Samples.peering("ada", "bob", Peering.Standing.ESTABLISHED));
        Samples.write(store, Samples.peering("cleo", "ada", Peering.Standing.PROPOSED));
        Samples.write(store, Samples.peering("ada", "dan", Peering.Standing.ENDED));
        Samples.write(store, Samples.peering("bob", "cleo", Peering.Standing.ESTABLISHED));
        assertThat(registry.consequences(ada.id()))
                .contains("Its pairings with 2 other devices end, and they are told.");
        int before = failing.commits().size();
        registry.revoke(ada.id(), "admin", "stolen");
        assertThat(failing.commits()).hasSize(before + 1);
        assertThat(peerings.of(ada)).allMatch(p -> p.peering().standing() == Peering.Standing.ENDED);
        assertThat(store.peering(PeeringRecord.Ref.of("p", new Address("bob"), new Address("cleo"))))
                .map(p -> p.peering().standing())
                .contains(Peering.Standing.ESTABLISHED);
        assertThat(told.lines())
                .startsWith("p:ada REVOKED")
                .containsOnly(
                        "p:ada REVOKED",
                        "p:ada parted from bob: one of the two was revoked by admin",
                        "p:cleo parted from ada: one of the two was revoked by admin");
        assertThat(audit())
                .extracting(AuditRecord::action)
                .containsExactlyInAnyOrder("device-revoked", "peers-parted", "peers-parted");
    }

    @Test
    void forgettingTakesItsPairingsWithOtherDevicesAlong() {
        DeviceRecord ada = paired("ada");
        Samples.write(store, Samples.peering("ada", "bob", Peering.Standing.ESTABLISHED));
        registry.revoke(ada.id(), "admin", "");
        registry.forget(ada.id(), "admin");
        assertThat(store.peerings(10)).isEmpty();
        assertThat(told.lines()).endsWith("p:ada forgotten");
    }

    @Test
    void blockingHoldsADeviceBackAndKeepsWhatItHas() {
        DeviceRecord ada = paired("ada");
        DeviceRecord blocked = registry.suspend(ada.id(), "admin", " odd traffic ");
        assertThat(blocked.trust()).isEqualTo(Trust.SUSPENDED);
        assertThat(blocked.trustReason()).isEqualTo("blocked by admin: odd traffic");
        assertThat(blocked.keys()).isEqualTo(ada.keys());
        assertThat(store.pairingsOf(Samples.at("ada"))).hasSize(2);
        assertThat(told.lines()).containsExactly("p:ada SUSPENDED");
        assertThat(audit()).singleElement().satisfies(row -> {
            assertThat(row.action()).isEqualTo("device-blocked");
            assertThat(row.detail()).isEqualTo("'ada': odd traffic");
        });
        refused("illegal-transition", () -> registry.suspend(ada.id(), "admin", ""));
    }

    @Test
    void liftingABlockMakesADeviceWhatItWas() {
        DeviceRecord ada = paired("ada");
        Samples.write(store, Samples.known("bob"));
        DeviceRecord bob = store.deviceAt(Samples.at("bob")).orElseThrow();
        for (DeviceRecord device : List.of(ada, bob)) {
            registry.suspend(device.id(), "admin", "");
            assertThat(registry.lift(device.id(), "admin").trust()).isEqualTo(device.trust());
            refused("illegal-transition", () -> registry.lift(device.id(), "admin"));
        }
        assertThat(told.lines())
                .containsExactly("p:ada SUSPENDED", "p:ada RESUMED", "p:bob SUSPENDED", "p:bob RESUMED");
        assertThat(audit())
                .extracting(AuditRecord::action)
                .containsExactly("device-blocked", "device-unblocked", "device-blocked", "device-unblocked");
    }

    @Test
    void onlyABlockIsLifted() {
        DeviceRecord ada = paired("ada");
        refused("illegal-transition", () -> registry.lift(ada.id(), "admin"));
        registry.revoke(ada.id(), "admin", "");
        refused("illegal-transition", () -> registry.lift(ada.id(), "admin"));
        refused("illegal-transition", () -> registry.suspend(ada.id(), "admin", ""));
    }

    @Test
    void renamingCleansTheNameAndTellsOnceThatItChanged() {
        DeviceRecord ada = paired("ada");
        assertThat(registry.rename(ada.id(), " Ada's\u202e  phone ", "admin").name())
                .isEqualTo("Ada's phone");
        registry.rename(ada.id(), "Ada's phone", "admin");
        assertThat(told.lines()).containsExactly("p:ada RENAMED");
        assertThat(audit()).singleElement().satisfies(row -> {
            assertThat(row.action()).isEqualTo("device-renamed");
            assertThat(row.detail()).isEqualTo("'ada' is now 'Ada's phone'");
        });
    }

    @Test
    void aNameIsNeitherBlankNorTooLong() {
        DeviceRecord ada = paired("ada");
        refused("bad-name", () -> registry.rename(ada.id(), " \t", "admin"));
        refused("bad-name", () -> registry.rename(ada.id(), "x".repeat(65), "admin"));
        String longest = "\ud83d\ude00".repeat(64);
        assertThat(registry.rename(ada.id(), longest, "admin").name()).isEqualTo(longest);
    }

    @Test
    void doesNotSpeakOfPairingsThatThereAreNot() {
        Samples.write(store, Samples.known("ada"));
        assertThat(registry.consequences(
                        store.deviceAt(Samples.at("ada")).orElseThrow().id()))
                .hasSize(2)
                .noneMatch(c -> c.contains("destroyed"));
    }

    @Test
    void aDeviceThatChangesAtThatMomentIsRevokedAllTheSame() {
        DeviceRecord ada = paired("ada");
        failing.beforeCommit(() -> Samples.write(store, ada.seenAt(timers.now())));
        registry.revoke(ada.id(), "admin", "");
        DeviceRecord after = registry.require(ada.id());
        assertThat(after.trust()).isEqualTo(Trust.REVOKED);
        assertThat(after.lastSeen()).isPresent();
        assertThat(audit()).hasSize(1);
    }

    @Test
    void aStoreThatIsAwayChangesNothingAndTellsNobody() {
        DeviceRecord ada = paired("ada");
        failing.beforeCommit(() -> failing.away(true));
        assertThatThrownBy(() -> registry.revoke(ada.id(), "admin", ""))
                .isInstanceOfSatisfying(
                        Fault.class, f -> assertThat(f.category()).isEqualTo(Fault.Category.HUB_FAULT));
        failing.away(false);
        assertThat(registry.require(ada.id())).isEqualTo(ada);
        assertThat(told.lines()).isEmpty();
        assertThat(audit()).isEmpty();
    }

    @Test
    void knowsWhoIsConnectedAndWhatIsEstablished() {
        DeviceRecord ada = paired("ada");
        assertThat(registry.connected(ada)).isFalse();
        connect("ada");
        assertThat(registry.connected(ada)).isTrue();
        assertThat(registry.pairings(ada))
                .singleElement()
                .satisfies(p -> assertThat(p.ref().standing()).isEqualTo(Standing.ESTABLISHED));
        assertThat(registry.find(Optional.of("AD"), Optional.of(Trust.TRUSTED), 10))
                .containsExactly(ada);
    }
}
