package org.handfast.plugin.challengeresponse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.handfast.api.Address;
import org.handfast.api.Approval;
import org.handfast.api.Bytes;
import org.handfast.api.Effect;
import org.handfast.api.Key;
import org.handfast.api.PairingId;
import org.handfast.api.View;
import org.handfast.plugin.challengeresponse.code.Code;
import org.handfast.plugin.challengeresponse.code.SessionKeys;
import org.handfast.plugin.challengeresponse.wire.DeviceInfo;
import org.handfast.plugin.challengeresponse.wire.PeerNames;

/**
 * A pairing that has come about, and what is kept of it.
 *
 * @param peer the other end
 * @param initiator true if this end made the code
 * @param proven true if both ends have proven to have the code
 * @param device what the other end says of itself
 * @param code what they were paired by
 * @param keys what they seal messages with
 * @param endpoint where the other end was reached, if this end dialled it
 */
record Made(
        Key peer,
        boolean initiator,
        boolean proven,
        DeviceInfo device,
        Code code,
        SessionKeys keys,
        Optional<String> endpoint) {

    /** Which side this end was: {@code initiator} or {@code joiner}. */
    static final String ROLE = "role";

    /** The session that it was paired by. */
    static final String SESSION = "session";

    /** Where it was reached. */
    static final String ENDPOINT = "endpoint";

    private static final String YES = "yes";
    private static final String NO = "no";

    /** Makes the device trusted and keeps all of it, in one step. */
    Effect[] effects(Approval approval, View view) {
        Address address = PeerNames.address(peer);
        PairingId pairing = PairingId.hub(address);
        List<Effect> effects = new ArrayList<>();
        effects.add(Effect.propose(
                pairing,
                Introductions.of(device),
                Own.pair(view),
                peer,
                CheckWords.both(peer, view),
                keys.of(initiator)));
        effects.add(Effect.approve(pairing, approval));
        effects.add(Effect.establish(pairing));
        remember(effects, address, "proven", proven ? YES : NO);
        remember(effects, address, "keys", proven ? "of these two devices" : "of all who have the code");
        remember(effects, address, ROLE, initiator ? "initiator" : "joiner");
        remember(effects, address, "derivation", code.derivation().text());
        remember(effects, address, SESSION, code.session().hex());
        remember(effects, address, "device-id", uuid(device.id()));
        remember(effects, address, "system", Introductions.clean(device.osVersion()));
        remember(effects, address, "version", Introductions.clean(device.appVersion()));
        endpoint.ifPresent(e -> remember(effects, address, ENDPOINT, e));
        effects.add(Effect.note("paired", "with " + address + (proven ? ", proven" : ", not proven")));
        return effects.toArray(Effect[]::new);
    }

    private static void remember(List<Effect> effects, Address address, String fact, String value) {
        effects.add(Effect.remember(address, fact, value));
    }

    private static String uuid(Bytes id) {
        var buffer = id.buffer();
        return new UUID(buffer.getLong(), buffer.getLong()).toString();
    }
}
