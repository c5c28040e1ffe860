package org.handfast.plugin.relay.wire;

import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

import org.handfast.api.Address;
import org.handfast.api.Bytes;
import org.handfast.api.Key;

/** Names and encodings of the wire. */
public final class Wire {

    /** The protocol's id. */
    public static final String ID = "relay-key-exchange";

    /** The subprotocol by which a client asks for a hello. */
    public static final String SUBPROTOCOL = "handfast.relay.1";

    /** The largest frame, in bytes. */
    public static final int MAX_FRAME = 16 * 1024;

    /** Who the hub is on the wire. */
    public static final String SERVER = "server";

    private static final Pattern CODE = Pattern.compile("[A-Z0-9]{7}");
    private static final Pattern ID_OF_MESSAGE = Pattern.compile("[!-~]{1,128}");

    private Wire() {}

    /** The address that a user's code is; empty if it is no code. */
    public static Optional<Address> code(String text) {
        return CODE.matcher(text).matches() ? Optional.of(new Address(text)) : Optional.empty();
    }

    /** True for an id that a message may have: 1 to 128 printable ASCII characters. */
    public static boolean id(String text) {
        return ID_OF_MESSAGE.matcher(text).matches();
    }

    /** The bytes of lower-case hexadecimal digits, if there are exactly {@code size}. */
    public static Optional<Bytes> hex(String digits, int size) {
        if (digits.length() != 2 * size) {
            return Optional.empty();
        }
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (!(c >= '0' && c <= '9' || c >= 'a' && c <= 'f')) {
                return Optional.empty();
            }
        }
        return Optional.of(Bytes.hex(digits));
    }

    /** The bytes of lower-case hexadecimal digits, however many there are. */
    public static Optional<Bytes> hex(String digits) {
        return hex(digits, digits.length() / 2);
    }

    /** A key of lower-case hexadecimal digits; not yet canonical. */
    public static Optional<Key> key(Key.Algorithm algorithm, String digits) {
        return hex(digits, 32).map(bytes -> new Key(algorithm, bytes));
    }

    /** base64url (RFC 4648, section 5) without padding. */
    public static String b64u(Bytes bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toArray());
    }
}
