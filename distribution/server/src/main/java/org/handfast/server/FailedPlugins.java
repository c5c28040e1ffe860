package org.handfast.server;

import com.fasterxml.jackson.databind.JsonNode;

/** What whoever starts a hub must know of plugins that did not start: without them devices cannot connect. */
final class FailedPlugins {

    private FailedPlugins() {}

    /** A paragraph for each; empty if all run. */
    static String told(JsonNode plugins) {
        var out = new StringBuilder();
        for (JsonNode plugin : plugins.path("items")) {
            if (plugin.path("state").asText().equals("FAILED")) {
                out.append("\n'")
                        .append(plugin.path("title").asText())
                        .append("' does not run. ")
                        .append(plugin.path("detail").asText())
                        .append('\n');
            }
        }
        return out.toString();
    }
}
