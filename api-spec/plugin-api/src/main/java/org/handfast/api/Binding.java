package org.handfast.api;

/**
 * How an address is taken by a link.
 *
 * @param newest true if it displaces whoever had the address
 * @param atMost how many links may have it together
 * @param settles true if what was stored for the address is done with once it has been written to the link for a while
 *     ({@code limit.settle-seconds}); else it stays until it is taken
 */
public record Binding(boolean newest, int atMost, boolean settles) {

    /** The newest link has it, alone. */
    public static final Binding NEWEST = new Binding(true, 1, true);

    /** Links share it, {@code atMost} of them, and what was stored stays until it is taken. */
    public static Binding shared(int atMost) {
        return new Binding(false, atMost, false);
    }
}
