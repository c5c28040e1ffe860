/** A user of a relay: devices that meet through a hub, which cannot read what they say to each other. */
@NullMarked
package org.handfast.cli.device.relay;

import org.jspecify.annotations.NullMarked;
