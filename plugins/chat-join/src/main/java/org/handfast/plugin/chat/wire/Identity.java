package org.handfast.plugin.chat.wire;

import java.util.Optional;
import java.util.regex.Pattern;

import org.handfast.api.Address;
import org.handfast.api.Bytes;
import org.handfast.api.Crypto;
import org.handfast.api.Key;

/**
 * Who somebody says to be: the hash of an X25519 key, and so nobody else's once its holder has shown the key.
 *
 * @param text 52 characters of lower-case base32 (RFC 4648), without padding
 */
public record Identity(String text) {

    private static final Pattern FORM = Pattern.compile("[a-z2-7]{51}[aq]");
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

    /** An identity as it is written; the last character has no bits to spare. */
    public static Optional<Identity> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new Identity(text)) : Optional.empty();
    }

    /** That of a key. */
    public static Identity of(Key key, Crypto crypto) {
        return new Identity(base32(crypto.sha256(key.bytes())));
    }

    private static String base32(Bytes bytes) {
        var text = new StringBuilder();
        int held = 0;
        int bits = 0;
        for (int i = 0; i < bytes.size(); i++) {
            held = (held << 8 | bytes.at(i)) & 0xffff;
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                text.append(ALPHABET.charAt(held >> bits & 31));
            }
        }
        if (bits > 0) {
            text.append(ALPHABET.charAt(held << 5 - bits & 31));
        }
        return text.toString();
    }

    /** Its address in the registry. */
    public Address address() {
        return new Address(text);
    }

    /** As fields of what is hashed or signed have it. */
    public Bytes bytes() {
        return Bytes.utf8(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
