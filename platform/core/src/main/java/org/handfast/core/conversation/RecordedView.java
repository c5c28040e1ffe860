package org.handfast.core.conversation;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import org.handfast.api.Address;
import org.handfast.api.Bytes;
import org.handfast.api.Claim;
import org.handfast.api.Comparison;
import org.handfast.api.Crypto;
import org.handfast.api.Device;
import org.handfast.api.Hub;
import org.handfast.api.Item;
import org.handfast.api.JsonDocument;
import org.handfast.api.Key;
import org.handfast.api.Offer;
import org.handfast.api.Pairing;
import org.handfast.api.PairingId;
import org.handfast.api.Peering;
import org.handfast.api.Reach;
import org.handfast.api.Secret;
import org.handfast.api.Settings;
import org.handfast.api.View;
import org.handfast.core.crypto.Toolkit;
import org.handfast.core.item.ItemRecord;
import org.handfast.core.json.JsonReader;
import org.handfast.core.limit.Limit;
import org.handfast.core.registry.ClaimRecord;
import org.handfast.core.registry.DeviceRecord;
import org.handfast.core.registry.OfferRecord;
import org.handfast.core.registry.PairingRecord;
import org.handfast.core.registry.PairingRecord.Standing;
import org.handfast.core.registry.PeeringRecord;
import org.handfast.core.registry.ProtocolAddress;
import org.handfast.core.registry.UnitOfWork;

/** A view that loads as it is asked and leaves what it saw in a unit of work. */
final class RecordedView implements View {

    private final String protocol;
    private final Installed<?> plugin;
    private final UnitOfWork work;
    private final Toolkit toolkit;
    private final Crypto crypto;
    private final Settings settings;
    private final EngineParts parts;
    private final Comparison comparison;
    private final Instant now;
    private final List<ClaimRecord> lost;
    private final Loading loading;

    /** Wraps a look-up, so that its time is not the plugin's. */
    interface Loading {
        <T> T load(Supplier<T> lookUp);
    }

    RecordedView(
            Installed<?> plugin,
            UnitOfWork work,
            EngineParts parts,
            Crypto crypto,
            Comparison comparison,
            Instant now,
            List<ClaimRecord> lost,
            Loading loading) {
        this.protocol = plugin.id();
        this.plugin = plugin;
        this.work = work;
        this.parts = parts;
        this.toolkit = parts.toolkit();
        this.crypto = crypto;
        this.settings = plugin.settings();
        this.comparison = comparison;
        this.now = now;
        this.lost = lost;
        this.loading = loading;
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public Hub hub() {
        return toolkit.hub();
    }

    @Override
    public Settings settings() {
        return settings;
    }

    @Override
    public Crypto crypto() {
        return crypto;
    }

    @Override
    public Comparison comparison() {
        return comparison;
    }

    @Override
    public Optional<Device> device(Address address) {
        return loading.load(
                () -> work.deviceAt(new ProtocolAddress(protocol, address)).map(d -> d.seenBy(protocol, address)));
    }

    @Override
    public Optional<Device> holder(Key key) {
        return loading.load(() -> work.holder(key).map(d -> d.seenBy(protocol, first(d))));
    }

    private Address first(DeviceRecord device) {
        return device.addresses().stream()
                .filter(a -> a.protocol().equals(protocol))
                .findFirst()
                .orElseGet(device.addresses()::getFirst)
                .address();
    }

    @Override
    public Optional<Pairing> pairing(PairingId id) {
        return find(id, Standing.ESTABLISHED);
    }

    @Override
    public Optional<Pairing> proposal(PairingId id) {
        return find(id, Standing.PROPOSED);
    }

    private Optional<Pairing> find(PairingId id, Standing standing) {
        return loading.load(() -> work.pairing(new PairingRecord.Ref(protocol, id, standing))
                .map(p -> new Pairing(
                        id,
                        toolkit.openKeyPair(p.sealedOwn(), p.ref().sealingContext()),
                        p.theirKey(),
                        p.since(),
                        p.approval().isPresent(),
                        secrets(p))));
    }

    private Map<String, Secret> secrets(PairingRecord pairing) {
        Map<String, Secret> opened = new HashMap<>();
        pairing.sealedSecrets()
                .forEach((name, kept) ->
                        opened.put(name, toolkit.openSecret(kept, pairing.ref().sealingContext(name))));
        return opened;
    }

    @Override
    public Optional<Offer> offer(String id) {
        return loading.load(() -> work.offer(new OfferRecord.Ref(protocol, id))
                .filter(o -> o.open(now))
                .map(o -> new Offer(
                        id,
                        toolkit.openSecret(o.sealedSecret(), o.ref().sealingContext()),
                        o.until(),
                        o.triesLeft(),
                        o.approval())));
    }

    @Override
    public Optional<Peering> peering(Address one, Address other) {
        return loading.load(
                () -> work.peering(PeeringRecord.Ref.of(protocol, one, other)).map(PeeringRecord::peering));
    }

    @Override
    public List<Peering> peerings(Address address) {
        return loading.load(() -> work.peeringsOf(new ProtocolAddress(protocol, address)).stream()
                .map(PeeringRecord::peering)
                .toList());
    }

    @Override
    public Optional<Item> item(String scope, Bytes key) {
        return loading.load(() -> work.item(new ItemRecord.Ref(protocol, scope, key))
                .filter(i -> i.isCurrent(now))
                .map(ItemRecord::item));
    }

    @Override
    public List<Item> items(String scope, int most) {
        return items(scope, Optional.empty(), most);
    }

    @Override
    public List<Item> itemsBefore(String scope, Bytes end, int most) {
        return items(scope, Optional.of(end), most);
    }

    private List<Item> items(String scope, Optional<Bytes> end, int most) {
        return loading.load(
                () -> parts.store().items(new ItemRecord.Scope(protocol, scope), end, now, limit(most)).stream()
                        .map(ItemRecord::item)
                        .toList());
    }

    private int limit(int most) {
        return Math.clamp(most, 0, parts.limits().of(Limit.ITEMS));
    }

    @Override
    public long itemCount(String scope) {
        return loading.load(() -> parts.store().itemCount(new ItemRecord.Scope(protocol, scope), now));
    }

    @Override
    public int links(Address address) {
        return parts.presence().links(new ProtocolAddress(protocol, address));
    }

    @Override
    public Optional<Reach> reach(String listener) {
        return parts.discovery().reach(plugin.stream(listener).transport());
    }

    @Override
    public Instant upSince() {
        return parts.upSince();
    }

    @Override
    public JsonDocument json(Bytes text) {
        return JsonReader.read(text);
    }

    @Override
    public long claims(String scope) {
        return loading.load(() -> work.claims(protocol, scope));
    }

    @Override
    public boolean taken(Claim claim) {
        var own = ClaimRecord.of(protocol, claim);
        return lost.stream().anyMatch(own::rivals);
    }
}
