package org.handfast.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.handfast.core.crypto.Toolkit;

/** What 2,000 devices cost that are paired, connected and silent. */
final class IdleBench {

    private static final int DEVICES = 2_000;
    private static final int FIRST = 50;

    private final Path bundle;

    IdleBench(Path bundle) {
        this.bundle = bundle;
    }

    void run() throws Exception {
        Toolkit toolkit = Toolkits.create();
        List<LoadDevice> devices = new ArrayList<>();
        try (Server hub = Server.hub(
                bundle,
                true,
                "approval.default=accept",
                "limit.opens-per-address=100000000",
                "limit.links-per-address=100000",
                "limit.flights=1")) {
            connect(devices, FIRST, hub, toolkit);
            long heap = hub.meter().heapKib();
            double resident = hub.meter().residentMib();
            connect(devices, DEVICES, hub, toolkit);
            long moreHeap = hub.meter().heapKib() - heap;
            double moreResident = hub.meter().residentMib() - resident;
            int more = DEVICES - FIRST;
            System.out.printf(
                    "%d idle connected devices: %.1f KiB of heap each, %.1f KiB resident each (%.0f MiB in all)%n",
                    more,
                    moreHeap / (double) more,
                    moreResident * 1024 / more,
                    hub.meter().residentMib());
        } finally {
            for (LoadDevice device : devices) {
                device.close();
            }
        }
    }

    private static void connect(List<LoadDevice> devices, int until, Server hub, Toolkit toolkit) throws IOException {
        while (devices.size() < until) {
            var device = new LoadDevice(hub.port(), Toolkits.forOnePairing(toolkit));
            device.pair();
            devices.add(device);
        }
    }
}
