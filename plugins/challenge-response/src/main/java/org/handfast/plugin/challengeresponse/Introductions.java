package org.handfast.plugin.challengeresponse;

import java.util.Locale;

import org.handfast.api.Introduction;
import org.handfast.plugin.challengeresponse.wire.DeviceInfo;

/** Who a device says it is, made fit for people. */
final class Introductions {

    private Introductions() {}

    static Introduction of(DeviceInfo device) {
        String kind = clean(device.type().name()).toLowerCase(Locale.ROOT);
        return Introduction.of(device.name(), kind);
    }

    /** A short text of a peer's, as names are cleaned. */
    static String clean(String text) {
        return Introduction.of(text, "text").name();
    }
}
