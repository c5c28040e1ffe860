/** Challenge-response pairing over libp2p: one end makes twelve words, the other types them, and both prove who they are. */
@NullMarked
package org.handfast.plugin.challengeresponse;

import org.jspecify.annotations.NullMarked;
