package org.handfast.runtime.carrier;

import java.util.List;

import org.osgi.service.component.annotations.Component;

import org.handfast.api.Descriptor.Setting;
import org.handfast.api.Fault;
import org.handfast.api.transport.RunningTransport;
import org.handfast.api.transport.Transport;
import org.handfast.api.transport.TransportDescriptor;
import org.handfast.api.transport.TransportHost;

/** A transport of lines of text, a connection a stream; by a setting it goes wrong. */
@Component(service = Transport.class)
public final class Carrier implements Transport {

    /** What can be wrong with it. */
    static final Setting MOOD = new Setting("mood", Setting.Type.TEXT, "good", "how it behaves");

    @Override
    public TransportDescriptor descriptor() {
        return new TransportDescriptor("carrier", "Carrier", 0, List.of(MOOD));
    }

    @Override
    public RunningTransport start(TransportHost host) {
        String mood = host.settings().text("mood");
        return switch (mood) {
            case "misconfigured" ->
                throw new Fault(Fault.Category.CONFIGURATION, "bad-mood", "carrier.mood must be another.");
            case "throwing" -> throw new IllegalStateException("the carrier was told to throw");
            default -> new Carrying(host, mood);
        };
    }
}
