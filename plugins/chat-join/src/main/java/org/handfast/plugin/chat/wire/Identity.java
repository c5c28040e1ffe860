package org.handfast.plugin.chat.wire;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import org.handfast.api.Address;
import org.handfast.api.Base32;
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

    /** An identity as it is written; the last character has no bits to spare. */
    public static Optional<Identity> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new Identity(text)) : Optional.empty();
    }

    /** That of a key. */
    public static Identity of(Key key, Crypto crypto) {
        return new Identity(Base32.encode(crypto.sha256(key.bytes())).toLowerCase(Locale.ROOT));
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
