package org.handfast.core.registry;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

import org.handfast.api.Device.Trust;
import org.handfast.api.Fault;

/** From which trust a device may come to which. */
public final class TrustRules {

    private static final Map<Trust, Set<Trust>> MAY_BECOME = new EnumMap<>(Map.of(
            Trust.KNOWN, EnumSet.of(Trust.PENDING, Trust.TRUSTED, Trust.SUSPENDED, Trust.REVOKED),
            Trust.PENDING, EnumSet.of(Trust.KNOWN, Trust.TRUSTED, Trust.REVOKED),
            Trust.TRUSTED, EnumSet.of(Trust.TRUSTED, Trust.SUSPENDED, Trust.REVOKED),
            Trust.SUSPENDED, EnumSet.of(Trust.KNOWN, Trust.TRUSTED, Trust.REVOKED),
            Trust.REVOKED, EnumSet.of(Trust.KNOWN)));

    private TrustRules() {}

    /** True if a device of trust {@code from} may be given trust {@code to}. */
    public static boolean allows(Trust from, Trust to) {
        return MAY_BECOME.getOrDefault(from, Set.of()).contains(to);
    }

    /**
     * Requires it.
     *
     * @throws Fault OPERATOR_INPUT {@code illegal-transition}
     */
    public static void require(DeviceRecord device, Trust to) {
        if (!allows(device.trust(), to)) {
            throw new Fault(
                    Fault.Category.OPERATOR_INPUT,
                    "illegal-transition",
                    "'" + device.name() + "' is " + device.trust() + " and cannot become " + to);
        }
    }
}
