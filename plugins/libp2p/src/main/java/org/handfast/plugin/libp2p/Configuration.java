package org.handfast.plugin.libp2p;

import java.util.ArrayList;
import java.util.List;

import org.handfast.api.Fault;
import org.handfast.api.Settings;
import org.handfast.plugin.libp2p.multiaddr.Multiaddr;

/**
 * The settings, read.
 *
 * @param announce where others reach this node, without {@code /p2p}
 * @param bootstrap by whom to find others, each with {@code /p2p}
 * @param dhtProtocol what the table is called on the wire
 * @param dhtServer whether to answer in it
 * @param mdns whether to be found, and to find, by multicast DNS
 */
record Configuration(
        List<Multiaddr> announce, List<Multiaddr> bootstrap, String dhtProtocol, boolean dhtServer, boolean mdns) {

    private static final String PROTOCOL = "/[!-~]{1,127}";

    /**
     * Those of settings.
     *
     * @throws Fault CONFIGURATION that names everything that is wrong
     */
    static Configuration of(Settings settings) {
        List<String> problems = new ArrayList<>();
        List<Multiaddr> announce = addresses(settings, "announce", problems).stream()
                .map(Multiaddr::withoutPeer)
                .toList();
        List<Multiaddr> bootstrap = addresses(settings, "bootstrap", problems);
        for (Multiaddr address : bootstrap) {
            if (address.peer().isEmpty()) {
                problems.add("libp2p.bootstrap: " + address + " does not end with /p2p/ and a peer id");
            }
        }
        String dht = settings.text("dht-protocol");
        if (!dht.matches(PROTOCOL)) {
            problems.add("libp2p.dht-protocol: '" + dht + "' is no name of a protocol, such as /ipfs/kad/1.0.0");
        }
        if (!problems.isEmpty()) {
            throw new Fault(Fault.Category.CONFIGURATION, "bad-setting", String.join("; ", problems) + ".");
        }
        return new Configuration(announce, bootstrap, dht, settings.flag("dht-server"), settings.flag("mdns"));
    }

    private static List<Multiaddr> addresses(Settings settings, String name, List<String> problems) {
        List<Multiaddr> addresses = new ArrayList<>();
        for (String text : settings.text(name).split(",")) {
            String one = text.strip();
            if (!one.isEmpty()) {
                Multiaddr.parse(one)
                        .filter(a -> a.tcp().isPresent())
                        .ifPresentOrElse(
                                addresses::add,
                                () -> problems.add("libp2p." + name + ": '" + one
                                        + "' is no address of TCP, such as /ip4/192.0.2.7/tcp/4001"));
            }
        }
        return addresses;
    }
}
