package org.handfast.plugin.libp2p.yamux;

/**
 * How much one session may have and do. Each stream's receive window is fixed: {@link Session#WINDOW}.
 *
 * @param inbound streams that the other end opened and that are not over; what it opens beyond them is reset
 * @param outbound streams that this end opened and that are not over
 * @param unacknowledged how many of the latter the other end has not yet said anything on
 * @param unsentPerStream bytes that wait to be sent on one stream; beyond them it is reset
 * @param unsentInAll the same, of all streams together
 * @param keptInAll bytes that are kept for streams that are paused, all together; beyond them the stream they are for is reset
 * @param control bytes that wait to be sent and belong to no stream's data; beyond them the other end is at fault
 * @param wasted streams that the other end opens and that are refused or reset; beyond them it is at fault
 * @param pings what the other end asks by pings; beyond them it is at fault
 */
public record YamuxLimits(
        int inbound,
        int outbound,
        int unacknowledged,
        int unsentPerStream,
        int unsentInAll,
        int keptInAll,
        int control,
        Rate wasted,
        Rate pings) {

    /** What suits a node that serves others: at most 12 MiB for a session that never reads and is never read. */
    public static final YamuxLimits STANDARD =
            new YamuxLimits(256, 512, 256, 1 << 20, 8 << 20, 4 << 20, 64 << 10, new Rate(1000, 50), new Rate(100, 10));

    /**
     * How often something may be.
     *
     * @param burst how often at once
     * @param perSecond how many of those come back in a second
     */
    public record Rate(int burst, int perSecond) {}
}
