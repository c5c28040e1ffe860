package org.handfast.cli.admin;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

import org.handfast.cli.CliException;
import org.handfast.cli.ExitCode;

/** Finds the one item that a person means: by the beginning of its id, by its name, or by an address. */
final class Lookup {

    /** What commands say of an argument that means a device. */
    static final String DEVICE = "The beginning of the device's id, its name, or its address.";

    private static final String MOST = "devices?limit=500";

    private Lookup() {}

    /** The item. */
    static JsonNode one(JsonNode items, String meant, String what) {
        return one(found(items, meant), meant, what);
    }

    /** The device. The hub is asked for it, so that it need not be among the first of a long list. */
    static JsonNode device(AdminApi api, String meant) {
        List<JsonNode> found =
                found(api.get(MOST + "&query=" + AdminApi.encode(meant)).path("items"), meant);
        // Less of an id than the hub looks for.
        return one(found.isEmpty() ? found(api.get(MOST).path("items"), meant) : found, meant, "device");
    }

    /** The pairing of a device with another one. */
    static JsonNode peering(JsonNode peerings, JsonNode device, String other) {
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode peering : peerings) {
            JsonNode proposer = peering.path("proposer");
            JsonNode end = proposer.path("deviceId").equals(device.path("id")) ? peering.path("other") : proposer;
            if (isPeer(end, other)) {
                found.add(peering);
            }
        }
        if (found.size() == 1) {
            return found.getFirst();
        }
        String name = device.path("name").asText();
        throw new CliException(
                ExitCode.USAGE,
                found.isEmpty()
                        ? "'" + name + "' has no pairing with '" + other + "'"
                        : "'" + name + "' has " + found.size() + " pairings with '" + other + "'; give its address");
    }

    private static boolean isPeer(JsonNode end, String meant) {
        return end.path("address").asText().equals(meant)
                || end.path("name").asText().equals(meant)
                || !meant.isEmpty() && end.path("deviceId").asText().startsWith(meant);
    }

    private static List<JsonNode> found(JsonNode items, String meant) {
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode item : items) {
            if (is(item, meant)) {
                found.add(item);
            }
        }
        return found;
    }

    private static boolean is(JsonNode item, String meant) {
        if (meant.isEmpty()) {
            return false;
        }
        for (JsonNode address : item.path("addresses")) {
            if (address.path("address").asText().equals(meant)) {
                return true;
            }
        }
        return item.path("id").asText().startsWith(meant)
                || item.path("name").asText().equals(meant);
    }

    private static JsonNode one(List<JsonNode> found, String meant, String what) {
        if (found.size() == 1) {
            return found.getFirst();
        }
        throw new CliException(
                ExitCode.USAGE,
                found.isEmpty()
                        ? "there is no " + what + " '" + meant + "'"
                        : "'" + meant + "' could be " + found.size() + " of them; write more of the id");
    }
}
