/** A device of QR connections: codes in the terminal, as pictures and as lines, and what goes over a connection. */
@NullMarked
package org.handfast.cli.device.qr;

import org.jspecify.annotations.NullMarked;
