package org.handfast.plugin.challengeresponse;

import org.junit.jupiter.api.Test;

import org.handfast.testkit.rules.PluginRules;

class RulesTest {

    @Test
    void keepsToWhatAPluginMayDo() {
        PluginRules.check(ChallengeResponse.class);
    }
}
