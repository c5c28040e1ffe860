package org.handfast.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class FailedPluginsTest {

    private final ObjectNode plugins = new ObjectMapper().createObjectNode();
    private final ArrayNode items = plugins.putArray("items");

    @Test
    void tellsWhyAPluginDoesNotRun() {
        items.addObject().put("title", "Direct TCP").put("state", "FAILED").put("detail", "Port 3695 is taken.");

        assertThat(FailedPlugins.told(plugins)).isEqualTo("\n'Direct TCP' does not run. Port 3695 is taken.\n");
    }

    @Test
    void saysNothingOfThoseThatRunOrWereStopped() {
        items.addObject().put("title", "Direct TCP").put("state", "RUNNING").put("detail", "");
        items.addObject().put("title", "Other").put("state", "STOPPED").put("detail", "");

        assertThat(FailedPlugins.told(plugins)).isEmpty();
    }
}
