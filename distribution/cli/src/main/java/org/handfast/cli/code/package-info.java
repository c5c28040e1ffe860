/** Pairing by a code of twelve words, as a terminal sees it: what the hub's operator and a device have in common. */
@NullMarked
package org.handfast.cli.code;

import org.jspecify.annotations.NullMarked;
