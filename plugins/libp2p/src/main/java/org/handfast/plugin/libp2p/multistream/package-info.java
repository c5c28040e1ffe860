/** multistream-select 1.0: two ends agree on what to speak. */
@NullMarked
package org.handfast.plugin.libp2p.multistream;

import org.jspecify.annotations.NullMarked;
