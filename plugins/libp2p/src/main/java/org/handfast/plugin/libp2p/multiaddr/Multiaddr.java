package org.handfast.plugin.libp2p.multiaddr;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import org.handfast.api.Bytes;
import org.handfast.api.Fault;
import org.handfast.api.transport.SocketPlace;
import org.handfast.plugin.libp2p.multiaddr.AddressPart.Kind;
import org.handfast.plugin.libp2p.peer.PeerId;
import org.handfast.plugin.libp2p.wire.Varint;

/**
 * An address of libp2p, step by step: {@code /ip4/192.0.2.1/tcp/4001/p2p/12D3KooW…} (multiformats, multiaddr). Equal are those of
 * equal bytes. Immutable.
 */
public final class Multiaddr {

    /** The most bytes that one has. */
    public static final int LARGEST = 512;

    /** No text of an address that is read is longer: hardly any is longer than twice its bytes. */
    private static final int LONGEST_TEXT = 2 * LARGEST;

    private final List<AddressPart> parts;
    private final Bytes bytes;

    private Multiaddr(List<AddressPart> parts) {
        this.parts = List.copyOf(parts);
        this.bytes = Bytes.join(parts.stream().map(AddressPart::bytes).toArray(Bytes[]::new));
        if (bytes.size() > LARGEST) {
            throw bad("has more than " + LARGEST + " bytes");
        }
    }

    /** The address that a text spells; empty if it spells none of the kinds that are known here. */
    public static Optional<Multiaddr> parse(String text) {
        if (!text.startsWith("/") || text.length() > LONGEST_TEXT) {
            return Optional.empty();
        }
        List<AddressPart> parts = new ArrayList<>();
        Iterator<String> words = Arrays.asList(text.substring(1).split("/", -1)).iterator();
        while (words.hasNext()) {
            Optional<AddressPart> part = Kind.of(words.next())
                    .flatMap(kind -> kind.size == 0
                            ? Optional.of(new AddressPart(kind, Bytes.EMPTY))
                            : words.hasNext() ? AddressPart.parse(kind, words.next()) : Optional.empty());
            if (part.isEmpty()) {
                return Optional.empty();
            }
            parts.add(part.get());
        }
        try {
            return Optional.of(new Multiaddr(parts));
        } catch (Fault tooLong) {
            return Optional.empty();
        }
    }

    /**
     * The address in its binary form.
     *
     * @throws Fault PEER_FAULT if it is none, or has a step that is not known here: to be passed over, since there are many kinds
     */
    public static Multiaddr decode(Bytes bytes) {
        if (bytes.isEmpty() || bytes.size() > LARGEST) {
            throw bad("has 1 to " + LARGEST + " bytes, not " + bytes.size());
        }
        List<AddressPart> parts = new ArrayList<>();
        for (Bytes rest = bytes; !rest.isEmpty(); ) {
            Varint.Read code = varint(rest);
            rest = rest.from(code.size());
            Kind kind =
                    Kind.of(code.value()).orElseThrow(() -> bad("has a step with the unknown code " + code.value()));
            long size = kind.size;
            if (size == Kind.SIZED) {
                Varint.Read read = varint(rest);
                rest = rest.from(read.size());
                size = read.value();
            }
            if (size > rest.size()) {
                throw bad("ends too early");
            }
            parts.add(new AddressPart(kind, rest.slice(0, (int) size)));
            rest = rest.from((int) size);
        }
        return new Multiaddr(parts);
    }

    private static Varint.Read varint(Bytes bytes) {
        return Varint.read(bytes).orElseThrow(() -> bad("ends too early"));
    }

    private static Fault bad(String what) {
        return Fault.peer("bad-multiaddr", "An address " + what + ".");
    }

    /**
     * That of a TCP port.
     *
     * @param host a numeric address without brackets, or a name
     * @throws IllegalArgumentException if there can be no such place
     */
    public static Multiaddr tcp(String host, int port) {
        int zone = host.indexOf('%');
        String text = zone > 0
                ? "/ip6zone/" + host.substring(zone + 1) + "/ip6/" + host.substring(0, zone)
                : "/" + kind(host).title + "/" + host;
        return parse(text + "/tcp/" + port)
                .orElseThrow(() -> new IllegalArgumentException("no place: host '" + host + "', port " + port));
    }

    private static Kind kind(String host) {
        return IpText.ip4(host).isPresent() ? Kind.IP4 : host.indexOf(':') >= 0 ? Kind.IP6 : Kind.DNS;
    }

    /** Its binary form. */
    public Bytes bytes() {
        return bytes;
    }

    /** The peer that it ends at, if it says. */
    public Optional<PeerId> peer() {
        return parts.isEmpty() || parts.getLast().kind() != Kind.P2P
                ? Optional.empty()
                : Optional.of(new PeerId(parts.getLast().value()));
    }

    /** The same without the peer that it ends at; no bytes at all if it has nothing else. */
    public Multiaddr withoutPeer() {
        return peer().isEmpty() ? this : new Multiaddr(parts.subList(0, parts.size() - 1));
    }

    /** The same with this peer at its end, in place of the one there. A PEER_FAULT if it gets too long. */
    public Multiaddr withPeer(PeerId peer) {
        List<AddressPart> longer = new ArrayList<>(withoutPeer().parts);
        longer.add(new AddressPart(Kind.P2P, peer.multihash()));
        return new Multiaddr(longer);
    }

    /** Where to connect to by TCP, if it is a host and a port, perhaps a peer, and nothing else. Not for port 0, nor any host. */
    public Optional<SocketPlace> tcp() {
        List<AddressPart> place = withoutPeer().parts;
        if (place.size() != 2
                || !isHost(place.getFirst().kind())
                || place.getLast().kind() != Kind.TCP
                || place.getLast().port() == 0
                || isUnspecified()) {
            return Optional.empty();
        }
        return Optional.of(
                new SocketPlace(place.getFirst().text(), place.getLast().port()));
    }

    private static boolean isHost(Kind kind) {
        return kind == Kind.IP4 || kind == Kind.IP6 || kind.isName() && kind != Kind.DNSADDR;
    }

    /** True if it begins with an address of the machine itself, or its name {@code localhost}. */
    public boolean isLoopback() {
        return ip().filter(IpRange::isLoopback).isPresent()
                || parts.stream()
                        .limit(1)
                        .anyMatch(p -> p.kind().isName() && p.text().equalsIgnoreCase("localhost"));
    }

    /** True if it begins with an address that means something in one network only; those of the machine itself not among them. */
    public boolean isPrivate() {
        return ip().filter(IpRange::isPrivate).isPresent();
    }

    /** True if it begins with a name: whoever answers for that says, each time it is looked up, where it leads. */
    public boolean isNamed() {
        return !parts.isEmpty() && parts.getFirst().kind().isName();
    }

    /** True if it begins with the address that stands for any. */
    public boolean isUnspecified() {
        return ip().filter(IpRange::isUnspecified).isPresent();
    }

    /** The IP address that it begins with, a zone aside. */
    private Optional<Bytes> ip() {
        return parts.stream()
                .dropWhile(part -> part.kind() == Kind.IP6ZONE)
                .limit(1)
                .filter(part -> part.kind() == Kind.IP4 || part.kind() == Kind.IP6)
                .map(AddressPart::value)
                .findFirst();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Multiaddr address && bytes.equals(address.bytes);
    }

    @Override
    public int hashCode() {
        return bytes.hashCode();
    }

    /** Its text form. */
    @Override
    public String toString() {
        return parts.isEmpty() ? "/" : parts.stream().map(AddressPart::toString).collect(Collectors.joining());
    }
}
