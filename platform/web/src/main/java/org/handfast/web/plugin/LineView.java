package org.handfast.web.plugin;

import java.util.List;

import org.handfast.api.Shown;

/**
 * A line that a command showed, as {@code CommandResult} of the API has it.
 *
 * @param code what the protocol calls it
 */
record LineView(String code, Shown.Kind kind, List<String> values) {

    static LineView of(String code, Shown line) {
        return new LineView(code, line.kind(), line.values());
    }
}
