package org.handfast.plugin.libp2p.mdns;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.handfast.api.Bytes;
import org.handfast.plugin.libp2p.multiaddr.Multiaddr;
import org.handfast.plugin.libp2p.peer.PeerId;

/**
 * What one peer tells of itself (libp2p specs, discovery/mdns): addresses of one network or of one machine, in strings
 * {@code dnsaddr=<address with /p2p/<peer id>>}.
 *
 * @param instance the name that it goes by in DNS, which says nothing of who it is
 * @param addresses without {@code /p2p}, at most 16, those of one machine last
 * @param lasts for how long they count; zero takes them back
 */
record Announcement(DnsName instance, PeerId peer, List<Multiaddr> addresses, Duration lasts) {

    /** What all peers are found under. */
    static final DnsName SERVICE = DnsName.of("_p2p._udp.local");

    static final int MOST_ADDRESSES = 16;

    /** For how long what is told by this end counts, and what is told by others at most. */
    static final Duration LASTS = Duration.ofMinutes(2);

    /** So many peers one message tells of. */
    private static final int MOST_PEERS = 16;

    /** So many strings of one peer are read: twice what it can tell, for those that tell something else. */
    private static final int MOST_STRINGS = 2 * MOST_ADDRESSES;

    private static final String KEY = "dnsaddr=";
    private static final int LONGEST_STRING = 255;

    /** So many bytes of strings leave the message within one frame of Ethernet. */
    private static final int MOST_BYTES = 1_100;

    Announcement {
        addresses = List.copyOf(addresses);
    }

    /** That of this end: of all its addresses those that mean something near, those of this machine alone last. */
    static Announcement of(DnsName instance, PeerId self, List<Multiaddr> addresses) {
        List<Multiaddr> near = addresses.stream()
                .filter(Announcement::isNear)
                .filter(address -> string(address, self).size() <= LONGEST_STRING)
                .sorted(Comparator.comparing(Multiaddr::isLoopback))
                .toList();
        List<Multiaddr> told = new ArrayList<>();
        int bytes = 0;
        for (Multiaddr address : near) {
            bytes += 1 + string(address, self).size();
            if (bytes <= MOST_BYTES && told.size() < MOST_ADDRESSES) {
                told.add(address.withoutPeer());
            }
        }
        return new Announcement(instance, self, told, LASTS);
    }

    /** The answer that tells it: the pointer alone among the answers, which is what all implementations find. */
    DnsMessage answer() {
        List<Bytes> strings =
                addresses.stream().map(address -> string(address, peer)).toList();
        return new DnsMessage(
                true,
                List.of(),
                List.of(new DnsMessage.Pointer(SERVICE, lasts.toSeconds(), instance)),
                List.of(new DnsMessage.Texts(instance, lasts.toSeconds(), strings)));
    }

    /**
     * What an answer tells of peers: of each that it points to all that any of its records says, in either section.
     *
     * @param here true if this machine sent it: to another one, addresses of one machine alone mean something else than here
     */
    static List<Announcement> read(DnsMessage message, boolean here) {
        Set<DnsName> instances = new LinkedHashSet<>();
        for (DnsMessage.Resource answer : message.answers()) {
            if (answer instanceof DnsMessage.Pointer pointer && pointer.owner().equals(SERVICE)) {
                instances.add(pointer.target());
            }
        }
        return instances.stream()
                .limit(MOST_PEERS)
                .flatMap(instance -> read(message, instance, here).stream())
                .toList();
    }

    private static Optional<Announcement> read(DnsMessage message, DnsName instance, boolean here) {
        long seconds = LASTS.toSeconds();
        List<Bytes> strings = new ArrayList<>();
        for (DnsMessage.Resource record : Stream.concat(message.answers().stream(), message.additionals().stream())
                .toList()) {
            if (record instanceof DnsMessage.Texts texts && texts.owner().equals(instance)) {
                seconds = Math.min(seconds, texts.ttl());
                texts.strings().stream().limit(MOST_STRINGS - strings.size()).forEach(strings::add);
            }
        }
        List<Multiaddr> addresses =
                strings.stream().flatMap(string -> address(string).stream()).toList();
        Set<Optional<PeerId>> peers = new LinkedHashSet<>();
        addresses.forEach(address -> peers.add(address.peer()));
        List<Multiaddr> near = addresses.stream()
                .filter(address -> isNear(address) && address.tcp().isPresent())
                .filter(address -> here || !address.isLoopback())
                .map(Multiaddr::withoutPeer)
                .distinct()
                .sorted(Comparator.comparing(Multiaddr::isLoopback))
                .limit(MOST_ADDRESSES)
                .toList();
        return peers.size() != 1 || near.isEmpty()
                ? Optional.empty()
                : Optional.of(new Announcement(
                        instance, peers.iterator().next().orElseThrow(), near, Duration.ofSeconds(seconds)));
    }

    private static Optional<Multiaddr> address(Bytes string) {
        String text = new String(string.toArray(), StandardCharsets.UTF_8);
        return text.startsWith(KEY)
                ? Multiaddr.parse(text.substring(KEY.length()))
                        .filter(address -> address.peer().isPresent())
                : Optional.empty();
    }

    static boolean isNear(Multiaddr address) {
        return address.isPrivate() || address.isLoopback();
    }

    private static Bytes string(Multiaddr address, PeerId peer) {
        return Bytes.utf8(KEY + address.withPeer(peer));
    }
}
