package org.handfast.plugin.libp2p.kad;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import org.handfast.plugin.libp2p.fake.FakeNetwork;
import org.handfast.plugin.libp2p.fake.FakeSwarm;
import org.handfast.plugin.libp2p.multiaddr.IpGroup;
import org.handfast.plugin.libp2p.multiaddr.Multiaddr;

final class ContactTest {

    private final FakeSwarm swarm = new FakeNetwork(1, Duration.ZERO).join("20.1.1.1");

    private Contact told(Multiaddr... addresses) {
        return Contact.told(swarm.crypto(), swarm.self(), List.of(addresses));
    }

    @Test
    void ofHearsayTwoAddressesOfTheGroupThatIsCountedAreDialled() {
        var first = Multiaddr.tcp("30.1.1.1", 1);
        var second = Multiaddr.tcp("30.1.1.2", 2);
        Contact contact = told(
                first,
                Multiaddr.tcp("40.1.1.1", 22),
                second,
                Multiaddr.tcp("2600::1", 22),
                Multiaddr.tcp("30.1.1.3", 3));

        assertThat(contact.addresses()).containsExactly(first, second);
        assertThat(contact.group()).isEqualTo(IpGroup.of(first));
    }

    @Test
    void localAddressesHideNoOther() {
        var far = Multiaddr.tcp("30.1.1.1", 1);
        var near = Multiaddr.tcp("10.0.0.1", 1);
        Contact contact = told(near, far);

        assertThat(contact.addresses()).containsExactly(far, near);
        assertThat(contact.group()).isEqualTo(IpGroup.of(far));
        assertThat(told(near).group()).isEqualTo(IpGroup.of(near));
    }

    @Test
    void aNameAloneIsOfNoGroup() {
        Multiaddr name = Multiaddr.parse("/dns4/hub.example/tcp/4001").orElseThrow();

        assertThat(told(name).addresses()).containsExactly(name);
        assertThat(told(name).group()).isEmpty();
    }

    @Test
    void ofLocalAddressesFewAreDialled() {
        assertThat(told(IntStream.range(1, 20)
                                .mapToObj(i -> Multiaddr.tcp("10.0." + i + ".1", 1))
                                .toArray(Multiaddr[]::new))
                        .addresses())
                .hasSize(4);
    }
}
