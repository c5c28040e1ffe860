package org.handfast.api;

/**
 * Which pairing of a protocol: the two ends it relates.
 *
 * @param a one end
 * @param b the other end, or {@link #HUB}
 */
public record PairingId(String a, String b) {

    /** The end that is this hub. */
    public static final String HUB = "hub";

    /** The pairing of a device with this hub. */
    public static PairingId hub(Address device) {
        return new PairingId(device.value(), HUB);
    }

    /** The pairing of two devices with each other; the order of the two does not matter. */
    public static PairingId between(Address x, Address y) {
        return x.value().compareTo(y.value()) <= 0
                ? new PairingId(x.value(), y.value())
                : new PairingId(y.value(), x.value());
    }

    /** The address of the end that is not the hub. */
    public Address device() {
        return new Address(a);
    }

    @Override
    public String toString() {
        return a + "~" + b;
    }
}
