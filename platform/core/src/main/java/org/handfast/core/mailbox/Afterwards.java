package org.handfast.core.mailbox;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.handfast.api.Parcel;

/** Calls to the outside, put off until no lock is held. For one thread. */
final class Afterwards {

    private static final System.Logger LOG = System.getLogger(Afterwards.class.getName());

    private final List<Runnable> calls = new ArrayList<>(2);

    void add(Runnable call) {
        calls.add(call);
    }

    void tell(Consumer<Parcel.Fate> sender, Parcel.Fate fate) {
        calls.add(() -> sender.accept(fate));
    }

    void tell(List<Consumer<Parcel.Fate>> senders, Parcel.Fate fate) {
        senders.forEach(s -> tell(s, fate));
    }

    /** Makes the calls, whatever becomes of each. */
    void run() {
        for (Runnable call : calls) {
            try {
                call.run();
            } catch (RuntimeException e) {
                LOG.log(
                        System.Logger.Level.ERROR,
                        "Somebody failed at news of a parcel; the others are told all the same",
                        e);
            }
        }
    }
}
