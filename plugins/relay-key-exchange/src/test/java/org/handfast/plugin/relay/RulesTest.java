package org.handfast.plugin.relay;

import org.junit.jupiter.api.Test;

import org.handfast.testkit.rules.PluginRules;

class RulesTest {

    @Test
    void keepsToWhatAPluginMayDo() {
        PluginRules.check(RelayKeyExchange.class);
    }
}
