package org.handfast.plugin.libp2p.identify;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.handfast.plugin.libp2p.multiaddr.IpGroup;
import org.handfast.plugin.libp2p.multiaddr.Multiaddr;
import org.handfast.plugin.libp2p.peer.PeerId;

/**
 * What is known of a connected peer.
 *
 * @param remote where it is, as seen from here
 * @param dialled true if this node connected to it
 * @param addresses where it says it listens, as far as that can be true: four at most, those near where it is seen first
 * @param protocols what it accepts streams of
 * @param observed where it sees this node
 * @param agent what program it says it is, empty if it does not
 */
public record Identified(
        PeerId peer,
        Multiaddr remote,
        boolean dialled,
        List<Multiaddr> addresses,
        List<String> protocols,
        Optional<Multiaddr> observed,
        String agent) {

    private static final int MOST_ADDRESSES = 4;

    public Identified {
        addresses = List.copyOf(addresses);
        protocols = List.copyOf(protocols);
    }

    /** What is known once a message came: what it does not say stays. */
    Identified with(IdentifyMessage news, Optional<List<Multiaddr>> signed) {
        return new Identified(
                peer,
                remote,
                dialled,
                likely(signed.orElse(news.listen().isEmpty() ? addresses : news.listen())),
                news.protocols().isEmpty() ? protocols : news.protocols(),
                news.observed().or(() -> observed),
                news.agent().orElse(agent));
    }

    /** Few, since each is dialled once the peer is gone; where it is seen first, since the others are not proven. */
    private List<Multiaddr> likely(List<Multiaddr> said) {
        Optional<IpGroup> seen = IpGroup.of(remote);
        return IpGroup.plausible(said, remote).stream()
                .sorted(Comparator.comparing(a -> !IpGroup.of(a).equals(seen)))
                .limit(MOST_ADDRESSES)
                .toList();
    }
}
