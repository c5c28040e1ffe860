/** The hub's side: accounts, initiations, confirmations, packets. */
@NullMarked
package org.handfast.plugin.qr.server;

import org.jspecify.annotations.NullMarked;
