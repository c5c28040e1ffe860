package org.handfast.plugin.directtcp;

import org.junit.jupiter.api.Test;

import org.handfast.testkit.rules.PluginRules;

class RulesTest {

    @Test
    void keepsToWhatAPluginMayDo() {
        PluginRules.check(DirectTcp.class);
    }
}
