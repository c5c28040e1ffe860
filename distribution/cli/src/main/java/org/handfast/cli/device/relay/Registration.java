package org.handfast.cli.device.relay;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import org.handfast.api.Key;
import org.handfast.cli.CliException;
import org.handfast.cli.ExitCode;
import org.handfast.cli.Json;
import org.handfast.cli.device.DeviceFolder;
import org.handfast.cli.device.hub.HubCard;
import org.handfast.cli.device.hub.HubUrl;
import org.handfast.plugin.relay.wire.Wire;

/**
 * Which user a device is, and where.
 *
 * @param hub where
 * @param hubKey the Ed25519 key that the hub had then
 * @param code of the device
 */
record Registration(HubUrl hub, Key hubKey, Code code) {

    private static final String FILE = "relay.json";

    /** The one that a device folder keeps. */
    static Optional<Registration> find(DeviceFolder folder) {
        return folder.read(FILE).map(Registration::read);
    }

    /**
     * The same.
     *
     * @throws CliException USAGE if the device is not registered
     */
    static Registration require(DeviceFolder folder) {
        return find(folder)
                .orElseThrow(() -> new CliException(
                        ExitCode.USAGE,
                        "this device is registered nowhere yet; do that first: handfast device relay register URL"));
    }

    private static Registration read(byte[] file) {
        try {
            JsonNode kept = Json.MAPPER.readTree(file);
            return new Registration(
                    HubUrl.parse(kept.path("hub").asText()),
                    Wire.key(Key.Algorithm.ED25519, kept.path("hub_key").asText())
                            .orElseThrow(() -> new IOException("no key")),
                    Code.typed(kept.path("code").asText()));
        } catch (IOException | CliException e) {
            throw new CliException(
                    ExitCode.FAILED,
                    "this device's " + FILE + " cannot be read; move it away, and register again: its keys stay, and so"
                            + " does its code");
        }
    }

    /** Keeps it, in place of one before. */
    void keep(DeviceFolder folder) {
        var kept = Json.MAPPER
                .createObjectNode()
                .put("hub", hub.toString())
                .put("hub_key", hubKey.bytes().hex())
                .put("code", code.value());
        folder.write(FILE, Json.text(kept).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Makes sure that the hub is the one of the registration.
     *
     * @throws CliException REFUSED if it has another key now
     */
    void requireSame(HubCard card) {
        if (!card.key().equals(hubKey)) {
            throw new CliException(
                    ExitCode.REFUSED,
                    "the hub at " + hub + " has another key than when this device registered: somebody is in between,"
                            + " or the hub was set up anew; if you know that it was, register again with"
                            + " --trust-new-hub");
        }
    }
}
