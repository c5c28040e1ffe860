package org.handfast.core.conversation;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.handfast.api.Address;
import org.handfast.api.Approval;
import org.handfast.api.Bytes;
import org.handfast.api.Device.Trust;
import org.handfast.api.DeviceId;
import org.handfast.api.Effect;
import org.handfast.api.Fault;
import org.handfast.api.Introduction;
import org.handfast.api.Key;
import org.handfast.api.Offer;
import org.handfast.api.PairingId;
import org.handfast.api.Peering;
import org.handfast.api.Secret;
import org.handfast.core.approval.ApprovalDesk;
import org.handfast.core.audit.AuditRecord;
import org.handfast.core.crypto.Ids;
import org.handfast.core.crypto.Toolkit;
import org.handfast.core.item.ItemRecord;
import org.handfast.core.limit.Limit;
import org.handfast.core.limit.Limits;
import org.handfast.core.message.Message;
import org.handfast.core.registry.ClaimRecord;
import org.handfast.core.registry.DeviceRecord;
import org.handfast.core.registry.DeviceRecord.Approved;
import org.handfast.core.registry.OfferRecord;
import org.handfast.core.registry.PairingRecord;
import org.handfast.core.registry.PairingRecord.Standing;
import org.handfast.core.registry.PeeringRecord;
import org.handfast.core.registry.ProtocolAddress;
import org.handfast.core.registry.TrustRules;
import org.handfast.core.registry.UnitOfWork;
import org.handfast.core.text.Line;

/** Turns one step's lasting effects into changes of the registry. What a protocol may not do is a PLUGIN_FAULT. */
final class LastingEffects {

    private static final int LONGEST_DETAIL = 500;

    private final String protocol;
    private final StepRunner.Around<?> conversation;
    private final UnitOfWork work;
    private final Toolkit toolkit;
    private final Ids ids;
    private final ApprovalDesk desk;
    private final Limits limits;
    private final Instant now;
    private final List<ClaimRecord> lost;
    private final Map<PairingId, Key> proposed = new HashMap<>();
    private final Set<Approval> spent = new HashSet<>();

    LastingEffects(
            String protocol,
            StepRunner.Around<?> conversation,
            UnitOfWork work,
            Toolkit toolkit,
            Ids ids,
            ApprovalDesk desk,
            Limits limits,
            Instant now,
            List<ClaimRecord> lost) {
        this.protocol = protocol;
        this.conversation = conversation;
        this.work = work;
        this.toolkit = toolkit;
        this.ids = ids;
        this.desk = desk;
        this.limits = limits;
        this.now = now;
        this.lost = lost;
    }

    void apply(Effect.Lasting effect) {
        switch (effect) {
            case Effect.Propose e -> propose(e);
            case Effect.Approve e -> approve(e.pairing(), e.approval());
            case Effect.Establish e -> establish(e.pairing());
            case Effect.Drop e -> drop(e.pairing(), e.reason());
            case Effect.Remember e -> remember(e);
            case Effect.MakeClaim e -> claim(ClaimRecord.of(protocol, e.claim()));
            case Effect.MakeOffer e -> offer(e.offer());
            case Effect.MissOffer e -> missOffer(e.id());
            case Effect.EndOffer e -> endOffer(e.id(), e.reason());
            case Effect.Register e -> register(e);
            case Effect.Unregister e -> unregister(at(e.address()));
            case Effect.Relate e -> relate(e.peering());
            case Effect.Alias e -> alias(at(e.of()), at(e.more()));
            case Effect.Admit e -> admit(e.address(), e.approval());
            case Effect.Put e -> work.put(new ItemRecord(protocol, e.item(), now));
            case Effect.Remove e -> work.delete(new ItemRecord.Ref(protocol, e.scope(), e.key()));
            case Effect.Clear e -> work.clear(new ItemRecord.Scope(protocol, e.scope()));
            case Effect.Publish e -> publish(e);
        }
    }

    private void propose(Effect.Propose effect) {
        PairingRecord.Ref ref = ref(effect.pairing(), Standing.PROPOSED);
        Optional<PairingRecord> before = work.pairing(ref);
        before.ifPresent(b -> work.dropClaims(protocol, b.claimScope()));
        // Sealed first: that is where a key pair that the hub did not make is refused, before it is asked for anything.
        Bytes sealed = toolkit.seal(effect.own(), ref.sealingContext());
        work.put(new PairingRecord(
                ref,
                effect.introduction(),
                effect.own().publicKey(),
                sealed,
                sealed(effect.secrets(), ref),
                effect.theirs(),
                effect.fingerprints(),
                Optional.empty(),
                now,
                before.map(PairingRecord::version).orElse(0L)));
        proposed.put(effect.pairing(), effect.own().publicKey());
    }

    private Map<String, Bytes> sealed(Map<String, Secret> secrets, PairingRecord.Ref ref) {
        Map<String, Bytes> kept = new HashMap<>();
        secrets.forEach((name, secret) -> kept.put(name, toolkit.seal(secret, ref.sealingContext(name))));
        return kept;
    }

    private void approve(PairingId id, Approval approval) {
        Key mine = proposedHere(id)
                .orElseThrow(() ->
                        pluginFault("no-proposal", "approved " + id + ", which this conversation has not proposed"));
        PairingRecord proposal = work.pairing(ref(id, Standing.PROPOSED))
                .filter(p -> p.ownKey().equals(mine))
                .orElseThrow(LastingEffects::replaced);
        if (!spent.add(approval)) {
            throw noApproval();
        }
        Approved by = desk.granted(conversation.id(), approval, id).orElseGet(() -> fromOffer(approval));
        work.put(proposal.approved(by));
    }

    /** This end's key of what this conversation proposed, in this step or before it. */
    private Optional<Key> proposedHere(PairingId id) {
        return Optional.ofNullable(proposed.get(id))
                .or(() -> conversation.proposals().key(id));
    }

    private Approved fromOffer(Approval approval) {
        OfferRecord offer = work.offerApproving(protocol, approval.id())
                .filter(o -> o.open(now))
                .orElseThrow(LastingEffects::noApproval);
        work.delete(offer);
        return new Approved(offer.madeBy() + " by a one-time phrase", now);
    }

    private void establish(PairingId id) {
        PairingRecord.Ref ref = ref(id, Standing.PROPOSED);
        Optional<Key> mine = proposedHere(id);
        PairingRecord proposal = work.pairing(ref)
                .filter(p -> mine.map(p.ownKey()::equals).orElse(true))
                .orElseThrow(() -> mine.isPresent()
                        ? replaced()
                        : pluginFault("no-proposal", "established " + id + ", which is not proposed"));
        Approved by = proposal.approval()
                .orElseThrow(() -> pluginFault("not-approved", "established " + id + ", which nobody approved"));
        Optional<PairingRecord> before = work.pairing(ref.as(Standing.ESTABLISHED));
        before.ifPresent(b -> work.dropClaims(protocol, b.claimScope()));
        work.delete(proposal);
        work.put(proposal.established(now, before.map(PairingRecord::version).orElse(0L)));

        Optional<DeviceRecord> known = work.deviceAt(ref.device());
        String name = proposal.introduction().name();
        String kind = proposal.introduction().kind();
        DeviceRecord device =
                known.orElseGet(() -> DeviceRecord.firstSeen(new DeviceId(ids.next()), name, kind, ref.device(), now));
        TrustRules.require(device, Trust.TRUSTED);
        work.put(device.withoutFacts(protocol)
                .approved(name, kind, by)
                .withKey(protocol, Optional.of(proposal.theirKey())));
        audit(
                by.by(),
                device.trust() == Trust.TRUSTED ? "device-paired-again" : "device-approved",
                ref.device().toString(),
                "'" + name + "' is trusted");
    }

    private void drop(PairingId id, String reason) {
        Optional<Key> mine = proposedHere(id);
        Optional<PairingRecord> found = work.pairing(ref(id, Standing.PROPOSED))
                .filter(p -> mine.map(p.ownKey()::equals).orElse(true));
        found.ifPresent(proposal -> {
            work.dropClaims(protocol, proposal.claimScope());
            work.delete(proposal);
            if (proposal.approval().isPresent()) {
                audit(
                        "protocol " + protocol,
                        "proposal-dropped",
                        proposal.ref().device().toString(),
                        reason);
            }
        });
    }

    private void remember(Effect.Remember effect) {
        work.deviceAt(new ProtocolAddress(protocol, effect.of()))
                .ifPresent(d -> work.put(d.withFact(new DeviceRecord.Fact(protocol, effect.fact(), effect.value()))));
    }

    private void claim(ClaimRecord claim) {
        if (lost.stream().anyMatch(claim::rivals)) {
            throw pluginFault("claimed-again", "claimed what it was told is taken");
        }
        work.claim(claim);
    }

    private void offer(Offer offer) {
        var ref = new OfferRecord.Ref(protocol, offer.id());
        long version = work.offer(ref).map(OfferRecord::version).orElse(0L);
        work.put(new OfferRecord(
                ref,
                toolkit.seal(offer.secret(), ref.sealingContext()),
                offer.until(),
                offer.tries(),
                new Approval(ids.next().toString()),
                conversation.startedBy(),
                version));
        audit(conversation.startedBy(), "offer-made", protocol + ":" + offer.id(), "good until " + offer.until());
    }

    private void missOffer(String id) {
        work.offer(new OfferRecord.Ref(protocol, id)).ifPresent(o -> {
            work.put(o.missed());
            if (o.triesLeft() == 1) {
                audit("protocol " + protocol, "offer-ended", protocol + ":" + id, "too many failed tries");
            }
        });
    }

    private void endOffer(String id, String reason) {
        work.offer(new OfferRecord.Ref(protocol, id)).ifPresent(o -> {
            work.delete(o);
            audit("protocol " + protocol, "offer-ended", protocol + ":" + id, reason);
        });
    }

    private void register(Effect.Register effect) {
        ProtocolAddress address = at(effect.address());
        if (work.deviceAt(address).isPresent() || work.holder(effect.key()).isPresent()) {
            throw pluginFault("registered-over", "registered " + address + " over a device that is known already");
        }
        Introduction introduction = effect.introduction();
        DeviceRecord device = DeviceRecord.firstSeen(
                        new DeviceId(ids.next()), introduction.name(), introduction.kind(), address, now)
                .withKey(protocol, Optional.of(effect.key()));
        for (Map.Entry<String, String> fact : effect.facts().entrySet()) {
            device = device.withFact(new DeviceRecord.Fact(protocol, fact.getKey(), fact.getValue()));
        }
        work.put(device);
        audit("protocol " + protocol, "device-registered", address.toString(), "by itself; nobody approved it");
    }

    private void alias(ProtocolAddress of, ProtocolAddress more) {
        DeviceRecord device = work.deviceAt(of).orElseThrow(() -> noDevice(of));
        if (work.deviceAt(more).isPresent()) {
            throw pluginFault("aliased-over", "gave " + of + " the address " + more + ", which is taken");
        }
        if (device.addresses().size() >= limits.of(Limit.ADDRESSES)) {
            throw new Fault(
                    Fault.Category.LIMIT_REACHED,
                    "too-many-addresses",
                    "'" + device.name() + "' has " + limits.of(Limit.ADDRESSES) + " addresses, and may have no more.");
        }
        work.put(device.withAddress(more));
    }

    private void admit(Address address, Approval approval) {
        ProtocolAddress at = at(address);
        DeviceRecord device = work.deviceAt(at).orElseThrow(() -> noDevice(at));
        TrustRules.require(device, Trust.TRUSTED);
        if (device.trust() == Trust.SUSPENDED) {
            throw new Fault(
                    Fault.Category.OPERATOR_INPUT,
                    "device-blocked",
                    "'" + device.name() + "' is blocked: lift the block before it is let in.");
        }
        if (!spent.add(approval)) {
            throw noApproval();
        }
        Approved by = desk.granted(conversation.id(), approval, address).orElseGet(() -> fromOffer(approval));
        work.put(device.approved(device.name(), device.kind(), by));
        audit(
                by.by(),
                device.trust() == Trust.TRUSTED ? "device-approved-again" : "device-approved",
                device.addresses().getFirst().toString(),
                "'" + device.name() + "' is trusted");
    }

    private static Fault noDevice(ProtocolAddress address) {
        return pluginFault("no-device", "spoke of " + address + ", which no device has");
    }

    private void unregister(ProtocolAddress address) {
        work.deviceAt(address).ifPresent(device -> {
            if (device.trust() != Trust.KNOWN || device.addresses().size() > 1) {
                throw pluginFault("unregistered", "took " + address + " off the list, which is not its own to do");
            }
            work.dropPeerings(address);
            work.delete(device);
            audit("protocol " + protocol, "device-unregistered", address.toString(), "by itself");
        });
    }

    private void relate(Peering peering) {
        PeeringRecord.Ref ref = PeeringRecord.Ref.of(protocol, peering.proposer(), peering.other());
        Optional<PeeringRecord> before = work.peering(ref);
        boolean moves =
                before.map(b -> b.peering().standing() != peering.standing()).orElse(true);
        work.put(new PeeringRecord(
                protocol,
                peering,
                moves ? now : before.orElseThrow().since(),
                Optional.empty(),
                before.map(PeeringRecord::version).orElse(0L)));
        if (moves && peering.standing() != Peering.Standing.PROPOSED) {
            audit(
                    "protocol " + protocol,
                    peering.standing() == Peering.Standing.ESTABLISHED ? "peers-paired" : "peers-parted",
                    at(peering.proposer()).toString(),
                    "with " + peering.other());
        }
    }

    private void publish(Effect.Publish effect) {
        ItemRecord.Scope scope = Message.scope(protocol, effect.with());
        work.makeRoom(scope, limits.of(Limit.MESSAGES), now);
        work.put(new Message(effect.sent(), effect.topic(), effect.message(), now)
                .item(scope, ids.next(), Duration.ofDays(limits.of(Limit.MESSAGE_DAYS))));
    }

    private ProtocolAddress at(Address address) {
        return new ProtocolAddress(protocol, address);
    }

    private PairingRecord.Ref ref(PairingId id, Standing standing) {
        return new PairingRecord.Ref(protocol, id, standing);
    }

    private void audit(String actor, String action, String subject, String detail) {
        work.audit(new AuditRecord(ids.next(), now, actor, action, subject, Line.of(detail, LONGEST_DETAIL)));
    }

    /** Nobody's fault here: whoever speaks for the same device in another conversation has proposed, or an operator revoked. */
    private static Fault replaced() {
        return new Fault(
                Fault.Category.OPERATOR_INPUT,
                "proposal-replaced",
                "What was proposed here was taken back, or another conversation with this device has proposed since.");
    }

    private static Fault noApproval() {
        return pluginFault("no-approval", "used an approval that the hub did not give for this, or that is spent");
    }

    private static Fault pluginFault(String code, String detail) {
        return new Fault(Fault.Category.PLUGIN_FAULT, code, "The plugin " + detail + ".");
    }
}
