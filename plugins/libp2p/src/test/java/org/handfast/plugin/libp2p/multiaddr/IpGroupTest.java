package org.handfast.plugin.libp2p.multiaddr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

final class IpGroupTest {

    private static IpGroup of(String host) {
        return IpGroup.of(Multiaddr.tcp(host, 1)).orElseThrow();
    }

    @Test
    void groupsAreOf24And64Bits() {
        assertThat(of("20.1.1.1")).isEqualTo(of("20.1.1.255")).isNotEqualTo(of("20.1.2.1"));
        assertThat(of("2001:db8:1:2::1")).isEqualTo(of("2001:db8:1:2:ffff::")).isNotEqualTo(of("2001:db8:1:3::1"));
        assertThat(of("::ffff:20.1.1.1").prefix()).isEqualTo(of("20.1.1.1").prefix());
        assertThat(IpGroup.of(Multiaddr.tcp("example.org", 1))).isEmpty();
    }

    @Test
    void knowsWhatIsLocal() {
        assertThat(List.of("127.0.0.1", "10.1.1.1", "172.16.0.1", "192.168.0.1", "::1", "fd00::1", "fe80::1"))
                .allMatch(host -> of(host).local());
        assertThat(List.of("20.1.1.1", "172.32.0.1", "2001:db8::1")).noneMatch(host -> of(host).local());
    }

    @Test
    void whoIsFarAwayCannotMeanWhatIsLocal() {
        Multiaddr near = Multiaddr.tcp("192.168.1.1", 1);
        Multiaddr far = Multiaddr.tcp("20.1.1.1", 1);

        assertThat(IpGroup.plausible(List.of(near, far), far)).containsExactly(far);
        assertThat(IpGroup.plausible(List.of(near, far), near)).containsExactly(near, far);
    }

    @Test
    void whoIsFarAwayCannotNameWhatMayBeLocal() {
        List<Multiaddr> named = Stream.of(
                        "/dns4/127.0.0.1/tcp/22", "/dns/localhost./tcp/22", "/dns4/ten.example/tcp/22")
                .map(text -> Multiaddr.parse(text).orElseThrow())
                .toList();
        assertThat(IpGroup.plausible(named, Multiaddr.tcp("20.1.1.1", 1))).isEmpty();
        assertThat(IpGroup.plausible(named, Multiaddr.tcp("192.168.1.1", 1))).isEqualTo(named);
    }
}
