package org.handfast.plugin.qr.wire;

/** What a QR code of the protocol says. */
public sealed interface Line permits KeyLine, SignatureLine {

    /** The longest there is, in characters, those of the check included. */
    int LONGEST = 512;

    /** What all begin with. */
    String BEGINNING = "HANDFAST:1:";

    /** As the code has it. */
    String text();
}
