package org.handfast.core.settings;

/** Ports as text. */
final class Ports {

    private static final int HIGHEST = 65_535;

    private Ports() {}

    /** True for 0, which is any that is free, to 65535. */
    static boolean valid(String text) {
        return text.matches("[0-9]{1,5}") && Integer.parseInt(text) <= HIGHEST;
    }
}
