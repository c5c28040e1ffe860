package org.handfast.plugin.libp2p.multiaddr;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

import org.handfast.api.Bytes;
import org.handfast.api.Fault;
import org.handfast.plugin.libp2p.peer.PeerId;
import org.handfast.plugin.libp2p.wire.Varint;

/**
 * One step of a {@link Multiaddr}.
 *
 * @param kind what it is
 * @param value its canonical bytes, none if the kind has no value
 */
record AddressPart(Kind kind, Bytes value) {

    private static final Pattern PORT = Pattern.compile("0|[1-9][0-9]{0,4}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9_.-]{0,251}[A-Za-z0-9_.])?");

    /** The kinds of steps that are known here (multiformats, multiaddr, protocols.csv). */
    enum Kind {
        IP4(4, "ip4", 4),
        TCP(6, "tcp", 2),
        IP6(41, "ip6", 16),
        IP6ZONE(42, "ip6zone", Kind.SIZED),
        DNS(53, "dns", Kind.SIZED),
        DNS4(54, "dns4", Kind.SIZED),
        DNS6(55, "dns6", Kind.SIZED),
        DNSADDR(56, "dnsaddr", Kind.SIZED),
        UDP(273, "udp", 2),
        P2P_CIRCUIT(290, "p2p-circuit", 0),
        P2P(421, "p2p", Kind.SIZED),
        QUIC_V1(461, "quic-v1", 0),
        WS(477, "ws", 0),
        WSS(478, "wss", 0);

        /** The size of values that say their own. */
        static final int SIZED = -1;

        final long code;
        final String title;
        final int size;

        Kind(int code, String title, int size) {
            this.code = code;
            this.title = title;
            this.size = size;
        }

        static Optional<Kind> of(long code) {
            return Arrays.stream(values()).filter(kind -> kind.code == code).findFirst();
        }

        static Optional<Kind> of(String title) {
            return title.equals("ipfs")
                    ? Optional.of(P2P)
                    : Arrays.stream(values())
                            .filter(kind -> kind.title.equals(title))
                            .findFirst();
        }

        boolean isName() {
            return this == DNS || this == DNS4 || this == DNS6 || this == DNSADDR;
        }
    }

    AddressPart {
        if (kind == Kind.P2P) {
            new PeerId(value);
        } else if (kind.size == Kind.SIZED && !NAME.matcher(ascii(value)).matches()) {
            throw Fault.peer("bad-multiaddr", "An address has a name that is none.");
        }
    }

    /** A name as text; bytes that are in none give a text that is none. */
    private static String ascii(Bytes value) {
        return new String(value.toArray(), StandardCharsets.ISO_8859_1);
    }

    /** The step that a value in text makes. */
    static Optional<AddressPart> parse(Kind kind, String text) {
        Optional<Bytes> value =
                switch (kind) {
                    case IP4 -> IpText.ip4(text);
                    case IP6 -> IpText.ip6(text);
                    case TCP, UDP -> port(text);
                    case P2P -> PeerId.parse(text).map(PeerId::multihash);
                    default ->
                        Optional.of(text).filter(t -> NAME.matcher(t).matches()).map(Bytes::utf8);
                };
        return value.map(bytes -> new AddressPart(kind, bytes));
    }

    private static Optional<Bytes> port(String text) {
        return Optional.of(text)
                .filter(t -> PORT.matcher(t).matches())
                .map(Integer::parseInt)
                .filter(port -> port <= 0xffff)
                .map(port -> Bytes.of((byte) (port >> 8), (byte) (int) port));
    }

    /** The value of a TCP or UDP port. */
    int port() {
        return value.at(0) << 8 | value.at(1);
    }

    /** Its value as text. */
    String text() {
        return switch (kind) {
            case IP4 -> IpText.ip4(value);
            case IP6 -> IpText.ip6(value);
            case TCP, UDP -> String.valueOf(port());
            case P2P -> new PeerId(value).toString();
            default -> ascii(value);
        };
    }

    /** As in the text of an address. */
    @Override
    public String toString() {
        return "/" + kind.title + (kind.size == 0 ? "" : "/" + text());
    }

    /** As in the bytes of an address. */
    Bytes bytes() {
        return kind.size == Kind.SIZED
                ? Bytes.join(Varint.encode(kind.code), Varint.encode(value.size()), value)
                : Bytes.join(Varint.encode(kind.code), value);
    }
}
