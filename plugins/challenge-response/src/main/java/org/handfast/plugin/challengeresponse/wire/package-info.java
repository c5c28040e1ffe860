/** What is said on the wire: CBOR messages, records of the hash table in JSON, device infos, peer ids. */
@NullMarked
package org.handfast.plugin.challengeresponse.wire;

import org.jspecify.annotations.NullMarked;
