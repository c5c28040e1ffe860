package org.handfast.cli.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import org.junit.jupiter.api.Test;

import org.handfast.cli.Json;

class LookupTest {

    private final ArrayNode devices = Json.MAPPER.createArrayNode();

    LookupTest() {
        devices.addObject()
                .put("id", "4fb1713a")
                .put("name", "Ada's laptop")
                .putArray("addresses")
                .addObject()
                .put("address", "E011T7D");
    }

    @Test
    void findsByTheBeginningOfTheIdByTheNameAndByAnAddress() {
        assertThat(Lookup.one(devices, "4f", "device")).isSameAs(devices.get(0));
        assertThat(Lookup.one(devices, "Ada's laptop", "device")).isSameAs(devices.get(0));
        assertThat(Lookup.one(devices, "E011T7D", "device")).isSameAs(devices.get(0));
    }

    @Test
    void refusesAnEmptyNameAlthoughEveryIdBeginsWithIt() {
        assertThatThrownBy(() -> Lookup.one(devices, "", "device")).hasMessage("there is no device ''");
    }

    @Test
    void refusesWhatCouldBeSeveral() {
        devices.addObject().put("id", "4fc00000").put("name", "Bob's phone");

        assertThatThrownBy(() -> Lookup.one(devices, "4f", "device"))
                .hasMessage("'4f' could be 2 of them; write more of the id");
    }
}
