package org.handfast.plugin.qr.device;

import java.time.Instant;
import java.util.Optional;

import org.handfast.api.Address;
import org.handfast.api.Bytes;
import org.handfast.plugin.qr.wire.Code;
import org.handfast.plugin.qr.wire.Packet;

/**
 * What the hub says to an account, of itself or of a connection. It is known to be the hub's, by the key that the device holds it
 * to, for this account, and of now.
 *
 * @param code what about; empty if this device does not know of it
 * @param jti which it is
 * @param said all of it
 */
record HubMessage(Optional<Code> code, Bytes jti, Packet.Claims said) {

    /**
     * Reads one.
     *
     * @throws org.handfast.api.Fault PEER_FAULT if it is not the hub's, not for this account, or not of now
     */
    static HubMessage read(String text, Account account, Tools tools) {
        Packet.Claims said = Packet.parse(text, tools.reader())
                .require(
                        Packet.HUB,
                        account.hubKey(),
                        account.id().map(Address::value).orElse(""),
                        tools.crypto(),
                        tools.reader(),
                        tools.now());
        return new HubMessage(Code.of(said.members()), said.jti(), said);
    }

    Optional<Instant> moment(String name) {
        return said.members().whole(name).map(Instant::ofEpochSecond);
    }
}
