package org.handfast.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.junit.jupiter.api.Test;

class FirstStepsTest {

    private final ArrayNode listeners = JsonNodeFactory.instance.arrayNode();

    private void listens(String protocol, int port) {
        listeners.addObject().put("protocol", protocol).put("port", port);
    }

    @Test
    void eachProtocolThatListensIsTried() {
        listens("direct-tcp", 3695);
        listens("relay-key-exchange", 9081);
        listens("relay-key-exchange", 9081);
        assertThat(FirstSteps.told(listeners, false))
                .containsOnlyOnce("./handfast device direct-tcp pair 127.0.0.1:3695\n")
                .containsOnlyOnce("./handfast device relay register http://127.0.0.1:9081\n");
    }

    @Test
    void onePortWithACertificateIsAskedByItsName() {
        listens("relay-key-exchange", 9081);
        assertThat(FirstSteps.told(listeners, true))
                .contains("register https://NAME:9081")
                .doesNotContain("direct-tcp");
    }

    @Test
    void nothingIsSaidWhereNothingListens() {
        assertThat(FirstSteps.told(listeners, false)).isEmpty();
    }
}
