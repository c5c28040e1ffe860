package org.handfast.api;

/**
 * A message a line. The network need not measure a line again whenever a piece of it comes, and so knows this framing by its
 * class.
 */
public final class Lines implements Framing {

    static final Lines FRAMING = new Lines();

    /** What ends a line. */
    public static final byte FEED = '\n';

    private static final Bytes SUFFIX = Bytes.of(FEED);

    private Lines() {}

    @Override
    public Extent measure(Bytes head) {
        for (int i = 0; i < head.size(); i++) {
            if (head.at(i) == FEED) {
                return new Extent(0, i);
            }
        }
        return Extent.MORE;
    }

    @Override
    public Bytes prefix(int size) {
        return Bytes.EMPTY;
    }

    @Override
    public Bytes suffix() {
        return SUFFIX;
    }
}
