package org.handfast.plugin.challengeresponse;

/**
 * Where the messages of one device come in.
 *
 * @param open how many streams there are with it, those that are dialled included
 * @param ponging true while this end dials to say that it was pinged
 */
record Channel(int open, boolean ponging) implements Talk {

    static final Channel NONE = new Channel(0, false);

    Channel opened() {
        return new Channel(open + 1, ponging);
    }

    Channel closed() {
        return new Channel(open - 1, ponging);
    }

    Channel ponging(boolean now) {
        return new Channel(open, now);
    }

    @Override
    public Phase phase() {
        return Phase.ESTABLISHED;
    }
}
