package org.handfast.plugin.libp2p.peer;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import org.handfast.api.Base32;
import org.handfast.api.Base58;
import org.handfast.api.Bytes;
import org.handfast.api.Fault;
import org.handfast.api.Key;

/**
 * The name of a peer: a multihash of its public key (libp2p specs, peer-ids). That of an Ed25519 key is the key itself, in the
 * identity hash; peers of other keys can be named, and not be talked to.
 *
 * @param multihash its bytes
 */
public record PeerId(Bytes multihash) {

    private static final Bytes IDENTITY = Bytes.of((byte) 0x00, (byte) 0x24);
    private static final Bytes SHA256 = Bytes.of((byte) 0x12, (byte) 0x20);
    private static final Bytes CID = Bytes.of((byte) 0x01, (byte) 0x72);
    private static final int SHA256_SIZE = 34;
    private static final int LONGEST = 100;
    private static final Pattern IN_BASE32 = Pattern.compile("b[a-z2-7]+");

    public PeerId {
        if (!isOfKey(multihash) && !(multihash.size() == SHA256_SIZE && multihash.startsWith(SHA256))) {
            throw Fault.peer("bad-peer-id", "What should be a peer id is none of a kind that is known here.");
        }
    }

    private static boolean isOfKey(Bytes multihash) {
        return multihash.startsWith(IDENTITY) && PublicKeys.isKey(multihash.from(IDENTITY.size()));
    }

    /** That of an Ed25519 key. */
    public static PeerId of(Key key) {
        return new PeerId(Bytes.join(IDENTITY, PublicKeys.encode(key)));
    }

    /**
     * The peer id that a text spells: base58 of the multihash ({@code 12D3KooW…}), or a CIDv1 in base32 ({@code bafz…}).
     *
     * @return empty if it spells none
     */
    public static Optional<PeerId> parse(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        Optional<Bytes> bytes = IN_BASE32.matcher(text).matches()
                ? Base32.decode(text.substring(1).toUpperCase(Locale.ROOT))
                        .filter(cid -> cid.startsWith(CID))
                        .map(cid -> cid.from(CID.size()))
                : Base58.decode(text);
        try {
            return bytes.map(PeerId::new);
        } catch (Fault none) {
            return Optional.empty();
        }
    }

    /** The key that it is the name of; empty if it is a hash of one. */
    public Optional<Key> key() {
        return isOfKey(multihash) ? Optional.of(PublicKeys.decode(multihash.from(IDENTITY.size()))) : Optional.empty();
    }

    /** In base58. */
    @Override
    public String toString() {
        return Base58.encode(multihash);
    }
}
