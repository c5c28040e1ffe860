package org.handfast.plugin.qr.device;

import java.util.Optional;

import org.handfast.api.Address;
import org.handfast.api.Crypto;
import org.handfast.api.Json;
import org.handfast.api.Key;

/**
 * What a device keeps, as JSON. Key pairs in it are sealed; the nonces of pairings, which are secret for as long as these last,
 * are not.
 */
public final class DeviceRecords {

    private final KeyRecords keys;
    private final PairingRecords pairings;
    private final ConnectionRecords connections;

    /** Those whose keys are sealed there. */
    public DeviceRecords(Vault vault, Crypto crypto) {
        this.keys = new KeyRecords(vault);
        this.pairings = new PairingRecords(keys, crypto);
        this.connections = new ConnectionRecords(keys);
    }

    /** A device, to be written down. */
    public Json.Members write(QrDevice device) {
        return Kept.write(
                "account", write(device.account()),
                "pairings", Kept.list(device.pairings(), pairings::write),
                "connections", Kept.list(device.connections(), connections::write),
                "receipts", Kept.list(device.receipts(), jti -> jti),
                "heard", ConnectionRecords.write(device.heard()),
                "unwanted", Kept.list(device.unwanted(), id -> id),
                "breaks", Kept.list(device.breaks(), id -> id));
    }

    /**
     * A device as it was written down.
     *
     * @throws org.handfast.api.Fault CONFIGURATION, HUB_FAULT or OPERATOR_INPUT if it was damaged, or is another's
     */
    public QrDevice read(Json.Members written) {
        var kept = new Kept(written);
        return new QrDevice(
                account(kept.kept("account")),
                kept.all("pairings", pairings::pairing),
                kept.all("connections", connections::connection),
                kept.texts("receipts", Kept::bytesOf),
                ConnectionRecords.seen(kept.kept("heard")),
                kept.texts("unwanted", Kept::pairIdOf),
                kept.texts("breaks", Kept::pairIdOf));
    }

    private Json write(Account account) {
        return Kept.write(
                "hubId", account.hubId(),
                "hubKey", account.hubKey().bytes(),
                "key", keys.write(account.key()),
                "id", account.id().map(Address::value),
                "standing", account.standing().word());
    }

    private Account account(Kept kept) {
        return new Account(
                kept.text("hubId"),
                new Key(Key.Algorithm.ED25519, kept.bytes("hubKey")),
                keys.account(kept.bytes("key")),
                kept.has("id") ? Optional.of(new Address(kept.text("id"))) : Optional.empty(),
                Account.Standing.of(kept.text("standing")).orElseThrow(() -> Kept.damaged("standing")));
    }
}
