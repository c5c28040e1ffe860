package org.handfast.core.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;

import org.junit.jupiter.api.Test;

class AddressGroupTest {

    private static AddressGroup of(String address) throws UnknownHostException {
        return AddressGroup.of(InetAddress.getByName(address));
    }

    @Test
    void anIpv4AddressIsAGroupOfItsOwn() throws UnknownHostException {
        assertThat(of("198.51.100.1")).isEqualTo(of("198.51.100.1")).isNotEqualTo(of("198.51.100.2"));
        assertThat(of("198.51.100.1").name()).isEqualTo("198.51.100.1");
    }

    @Test
    void ipv6AddressesOfOneSubnetAreOneGroup() throws UnknownHostException {
        assertThat(of("2001:db8:0:1::1")).isEqualTo(of("2001:db8:0:1:ffff:ffff:ffff:ffff"));
        assertThat(of("2001:db8:0:1::1")).isNotEqualTo(of("2001:db8:0:2::1"));
        assertThat(of("2001:db8:0:1::1").name()).isEqualTo("2001:db8:0:1::/64");
        assertThat(of("fe80::1").name()).isEqualTo("fe80:0:0:0::/64");
    }

    @Test
    void anIpv4AddressInIpv6ClothesIsThatIpv4Address() throws UnknownHostException {
        assertThat(of("::ffff:198.51.100.1")).isEqualTo(of("198.51.100.1"));
    }

    @Test
    void anEndpointIsInTheGroupOfItsAddress() throws UnknownHostException {
        assertThat(AddressGroup.ofEndpoint("198.51.100.1:4000")).isEqualTo(of("198.51.100.1"));
        assertThat(AddressGroup.ofEndpoint("[2001:db8:0:1::7]:4000")).isEqualTo(of("2001:db8:0:1::1"));
        assertThat(AddressGroup.ofEndpoint("[2001:db8:0:1:0:0:0:7]:4000")).isEqualTo(of("2001:db8:0:1::1"));
    }

    @Test
    void aNameIsAGroupOfItsOwnAndIsNotLookedUp() {
        assertThat(AddressGroup.ofEndpoint("hub.invalid:3695").name()).isEqualTo("hub.invalid");
        assertThat(AddressGroup.ofEndpoint("[not-an-address]:1").name()).isEqualTo("[not-an-address]");
        assertThat(AddressGroup.ofEndpoint("")).isEqualTo(AddressGroup.ofEndpoint(""));
    }
}
