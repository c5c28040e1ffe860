package org.handfast.plugin.qr;

import org.junit.jupiter.api.Test;

import org.handfast.testkit.rules.PluginRules;

class RulesTest {

    @Test
    void keepsToWhatAPluginMayDo() {
        PluginRules.check(QrConnection.class);
    }
}
