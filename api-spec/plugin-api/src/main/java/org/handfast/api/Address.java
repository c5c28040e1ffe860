package org.handfast.api;

/**
 * A name of a device within one protocol: a code, an identity, a peer id. The hub scopes it to the protocol, so that no
 * plugin can speak of another's.
 *
 * @param value 1 to 128 printable ASCII characters
 */
public record Address(String value) {

    /** The longest value there is, in characters. */
    public static final int MAX_LENGTH = 128;

    public Address {
        require(value, "an address");
    }

    static void require(String value, String what) {
        if (value.isEmpty() || value.length() > MAX_LENGTH || !value.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new IllegalArgumentException(
                    what + " is 1 to " + MAX_LENGTH + " printable ASCII characters, this has " + value.length());
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
