package org.handfast.plugin.challengeresponse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiallingTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/ip4/127.0.0.1/tcp/22",
                "/ip4/127.255.0.9/tcp/22",
                "/ip4/0.0.0.0/tcp/22",
                "/ip4/169.254.169.254/tcp/80",
                "/ip4/224.0.0.251/tcp/80",
                "/ip4/localhost/tcp/22",
                "/ip4/999.1.1.1/tcp/22",
                "/ip6/::1/tcp/22",
                "/ip6/0:0:0:0:0:0:0:1/tcp/22",
                "/ip6/::/tcp/22",
                "/ip6/::ffff:127.0.0.1/tcp/22",
                "/ip6/::ffff:7f00:1/tcp/22",
                "/ip6/fe80::1/tcp/22",
                "/ip6/fe80::1%eth0/tcp/22",
                "/ip6/localhost/tcp/22",
                "/dns4/localhost/tcp/22",
                "/dns/evil.example/tcp/22",
                "/dnsaddr/evil.example",
                "/ip4",
                ""
            })
    void aStrangerHasNobodyDialThisMachineItsLinksOrNames(String address) {
        assertThat(Dialling.strangersMay(address)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/ip4/203.0.113.9/tcp/4001",
                "/ip4/192.168.1.20/tcp/4001",
                "/ip4/10.0.0.2/tcp/4001",
                "/ip6/2001:db8::1/tcp/4001",
                "/ip6/fd00::1/tcp/4001"
            })
    void otherPlacesAreDialled(String address) {
        assertThat(Dialling.strangersMay(address)).isTrue();
    }
}
