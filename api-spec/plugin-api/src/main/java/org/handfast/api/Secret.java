package org.handfast.api;

import org.osgi.annotation.versioning.ProviderType;

/** A handle on secret bytes. Prints as redacted; plugins pass it to {@link Crypto} and cannot read it. */
@ProviderType
public interface Secret {}
