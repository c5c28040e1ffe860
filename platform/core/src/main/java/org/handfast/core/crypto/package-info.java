/** The crypto that core needs, as ports: {@code platform/crypto} alone knows which library does it. */
@NullMarked
package org.handfast.core.crypto;

import org.jspecify.annotations.NullMarked;
