package org.handfast.core.conversation;

import java.util.Map;

import org.handfast.api.Descriptor.Command;
import org.handfast.api.Descriptor.Command.Parameter;
import org.handfast.api.Fault;

/** Holds what a person gives a command against what the command declares; a program's commands take anything. */
final class ArgumentCheck {

    private ArgumentCheck() {}

    /**
     * Passes over what fits.
     *
     * @throws Fault OPERATOR_INPUT {@code bad-argument} that names the first that does not
     */
    static void require(Command command, Map<String, String> arguments) {
        if (!command.forPeople()) {
            return;
        }
        for (String name : arguments.keySet()) {
            if (command.parameters().stream().noneMatch(p -> p.name().equals(name))) {
                throw bad("The command '" + command.name() + "' takes no '" + name + "'.");
            }
        }
        for (Parameter parameter : command.parameters()) {
            require(parameter, arguments.getOrDefault(parameter.name(), ""));
        }
    }

    private static void require(Parameter parameter, String value) {
        if (value.isBlank()) {
            if (parameter.required()) {
                throw bad("'" + parameter.name() + "' is missing.");
            }
        } else if (!parameter.choices().isEmpty() && !parameter.choices().contains(value)) {
            throw bad("'" + parameter.name() + "' is one of: " + String.join(", ", parameter.choices()) + ".");
        }
    }

    private static Fault bad(String detail) {
        return new Fault(Fault.Category.OPERATOR_INPUT, "bad-argument", detail);
    }
}
