package org.handfast.plugin.libp2p.kad;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.handfast.api.Crypto;
import org.handfast.plugin.libp2p.multiaddr.IpGroup;
import org.handfast.plugin.libp2p.multiaddr.Multiaddr;
import org.handfast.plugin.libp2p.peer.PeerId;

/**
 * A peer, where it is in the key space, and where it may be reached.
 *
 * @param group where it was seen, or else where it is said to be
 */
record Contact(PeerId peer, KadId place, List<Multiaddr> addresses, Optional<IpGroup> group) {

    private static final int MOST_FAR = 2;
    private static final int MOST_NEAR = 4;

    Contact {
        addresses = List.copyOf(addresses);
    }

    /**
     * One that is only known from hearsay: its group is what its first address says that is no local one. Two addresses of that group
     * count, and the local ones; dialling what else is said would make this node knock wherever a liar wants.
     */
    static Contact told(Crypto crypto, PeerId peer, List<Multiaddr> addresses) {
        List<Multiaddr> near = addresses.stream().filter(a -> !isFar(a)).toList();
        List<Multiaddr> far = addresses.stream().filter(Contact::isFar).toList();
        Optional<IpGroup> group = Stream.concat(far.stream(), near.stream())
                .flatMap(a -> IpGroup.of(a).stream())
                .findFirst();
        return new Contact(
                peer,
                KadId.of(crypto, peer),
                Stream.concat(
                                far.stream()
                                        .filter(a -> IpGroup.of(a).equals(group))
                                        .limit(MOST_FAR),
                                near.stream().limit(MOST_NEAR))
                        .toList(),
                group);
    }

    private static boolean isFar(Multiaddr address) {
        return IpGroup.of(address).filter(group -> !group.local()).isPresent();
    }
}
