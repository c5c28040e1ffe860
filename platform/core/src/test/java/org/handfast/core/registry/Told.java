package org.handfast.core.registry;

import java.util.ArrayList;
import java.util.List;

import org.handfast.api.Event;

/** Hears what an operator does, and writes it down. */
final class Told implements Concerned {

    private final List<String> lines = new ArrayList<>();

    /** What it heard, in order. */
    List<String> lines() {
        return lines;
    }

    @Override
    public void changed(ProtocolAddress address, Event.Change change) {
        lines.add(address + " " + change);
    }

    @Override
    public void parted(String protocol, Event.Parted event) {
        lines.add(protocol + ":" + event.proposer() + " parted from " + event.other() + ": " + event.reason());
    }

    @Override
    public void forgotten(ProtocolAddress address) {
        lines.add(address + " forgotten");
    }
}
