package org.handfast.bench.chat;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.handfast.bench.ProcessMeter;

/**
 * What a silent member costs, in KiB.
 *
 * @param heap in use after a collection
 * @param resident memory
 */
record MemberMemory(double heap, double resident) {

    private static final int REST_SECONDS = 6;

    /** Fills so many rooms of a server in which as many have come and gone before. */
    static MemberMemory measure(Venue venue, ProcessMeter meter, int rooms, int size)
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        Rooms.fill(venue, rooms, size).close();
        TimeUnit.SECONDS.sleep(REST_SECONDS);
        long heap = meter.heapKib();
        double resident = meter.residentMib();
        Rooms full = Rooms.fill(venue, rooms, size);
        TimeUnit.SECONDS.sleep(REST_SECONDS);
        double moreHeap = meter.heapKib() - heap;
        double moreResident = meter.residentMib() - resident;
        full.close();
        int members = rooms * size;
        return new MemberMemory(moreHeap / members, moreResident * 1024 / members);
    }
}
