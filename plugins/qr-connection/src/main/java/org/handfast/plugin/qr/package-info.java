/** QR connection: two people show each other QR codes, the hub signs, and both are connected. */
@NullMarked
package org.handfast.plugin.qr;

import org.jspecify.annotations.NullMarked;
