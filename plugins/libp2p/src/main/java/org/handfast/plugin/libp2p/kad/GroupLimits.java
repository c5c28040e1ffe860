package org.handfast.plugin.libp2p.kad;

import java.util.Optional;

import org.handfast.plugin.libp2p.multiaddr.IpGroup;

/**
 * How much the peers of one {@link IpGroup} may have of what is shared: this is what an eclipse attempt runs into.
 *
 * @param perBucket how many places in one bucket of the table
 * @param inTable how many places in all buckets
 * @param inLookup how many peers that others name are asked in one lookup
 * @param records how many records are kept for them
 * @param localToo whether loopback and private addresses are counted as well
 */
public record GroupLimits(int perBucket, int inTable, int inLookup, int records, boolean localToo) {

    /** What fits the Internet: peers on one machine or one local network are not counted. */
    public static final GroupLimits DEFAULT = new GroupLimits(2, 10, 6, 64, false);

    /** True if what this group has counts. */
    boolean counts(Optional<IpGroup> group) {
        return group.isPresent() && (localToo || !group.get().local());
    }
}
