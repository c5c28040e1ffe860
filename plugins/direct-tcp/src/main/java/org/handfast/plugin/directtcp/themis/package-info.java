/**
 * The two forms of the Themis library that direct TCP pairing uses: its container of an EC public key, and its Secure
 * Message in encrypt mode. Written from the facts in {@code api-spec/protocols/direct-tcp.md}.
 */
@NullMarked
package org.handfast.plugin.directtcp.themis;

import org.jspecify.annotations.NullMarked;
