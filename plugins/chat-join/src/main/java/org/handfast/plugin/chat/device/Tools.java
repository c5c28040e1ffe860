package org.handfast.plugin.chat.device;

import java.time.Instant;
import java.util.function.Function;

import org.handfast.api.Bytes;
import org.handfast.api.Comparison;
import org.handfast.api.Crypto;
import org.handfast.api.JsonDocument;

/**
 * What one step of a client is given, since it has no clock and no randomness of its own. For one thread.
 *
 * @param crypto with which keys are made, too
 * @param comparison under this protocol's id
 * @param reader of strict JSON, as of {@link org.handfast.api.View#json}
 * @param now the time
 */
public record Tools(Crypto crypto, Comparison comparison, Function<Bytes, JsonDocument> reader, Instant now) {}
