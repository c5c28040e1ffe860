package org.handfast.api;

/**
 * Which pairing of a protocol: the two ends it relates.
 *
 * @param a one end: the value of an address
 * @param b the other end: the value of an address, or {@link #HUB}
 */
public record PairingId(String a, String b) {

    /** The end that is this hub. No address is spelled so, whatever name a peer gives itself. */
    public static final String HUB = "the hub";

    public PairingId {
        requireAddress(a);
        if (!b.equals(HUB)) {
            requireAddress(b);
        }
    }

    private static void requireAddress(String end) {
        var unused = new Address(end);
    }

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

    /** Both ends; no two pairings print the same, since an address has no space. */
    @Override
    public String toString() {
        return a + " and " + b;
    }
}
