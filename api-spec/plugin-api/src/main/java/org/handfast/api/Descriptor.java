package org.handfast.api;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the hub must know of a protocol before the first byte.
 *
 * @param id lower case with hyphens: the name in settings, addresses and the console
 * @param title the name for people
 * @param kinds the kinds of its conversations
 * @param listeners what it listens on
 * @param commands what an operator, or the command line, may tell it
 * @param settings what can be configured, each under {@code <id>.<name>}
 * @param <S> the states of its conversations
 */
public record Descriptor<S extends State>(
        String id,
        String title,
        List<Kind<S>> kinds,
        List<Listener> listeners,
        List<Command> commands,
        List<Setting> settings) {

    public Descriptor {
        kinds = List.copyOf(kinds);
        listeners = List.copyOf(listeners);
        commands = List.copyOf(commands);
        settings = List.copyOf(settings);
    }

    /**
     * A kind of conversation.
     *
     * @param name the first part of its keys
     * @param begin the state a new one starts in
     * @param brief true if one is over in a moment and of no interest afterwards: no flight record is kept of it, unless it
     *     fails
     * @param codec if present, the kind is durable: state and timers are committed with the effects of each step, and after a
     *     restart of the hub the conversation goes on with {@link Event.Restored}
     */
    public record Kind<S extends State>(
            String name, Function<ConversationKey, S> begin, boolean brief, Optional<Codec<S>> codec) {
        /** A kind whose conversations leave a flight record. */
        public Kind(String name, Function<ConversationKey, S> begin) {
            this(name, begin, false);
        }

        /** A kind that lives in memory. */
        public Kind(String name, Function<ConversationKey, S> begin, boolean brief) {
            this(name, begin, brief, Optional.empty());
        }

        /** A durable kind. */
        public static <S extends State> Kind<S> durable(
                String name, Function<ConversationKey, S> begin, Codec<S> codec) {
            return new Kind<>(name, begin, false, Optional.of(codec));
        }
    }

    /**
     * Something that an operator may tell the protocol to do.
     *
     * @param name lower case with hyphens
     * @param title for people
     * @param parameters what a person may give it, as its arguments
     * @param forPeople true if it is offered at the console; false if a program gives it, which knows with what
     */
    public record Command(String name, String title, List<Parameter> parameters, boolean forPeople) {

        public Command {
            parameters = List.copyOf(parameters);
        }

        /** One for programs: whatever it is given is up to the protocol. */
        public Command(String name, String title) {
            this(name, title, List.of(), false);
        }

        /** One for people, by a form of these; with none, by a button alone. It is given nothing else. */
        public Command(String name, String title, List<Parameter> parameters) {
            this(name, title, parameters, true);
        }

        /**
         * An argument that people fill in.
         *
         * @param name lower case with hyphens
         * @param title for people
         * @param help a sentence
         * @param choices what it may be; empty if it may be any text
         * @param required false if it may be left out
         */
        public record Parameter(String name, String title, String help, List<String> choices, boolean required) {
            public Parameter {
                choices = List.copyOf(choices);
            }
        }
    }

    /**
     * A setting. Operators read and set it at the console: it is no place for a secret.
     *
     * @param name lower case with hyphens
     * @param type what it may hold
     * @param standard the value if nothing is configured
     * @param help a sentence
     * @param choices what it may be; empty if it may be whatever its type holds
     */
    public record Setting(String name, Type type, String standard, String help, List<String> choices) {

        public Setting {
            choices = List.copyOf(choices);
        }

        /** One that may be whatever its type holds. */
        public Setting(String name, Type type, String standard, String help) {
            this(name, type, standard, help, List.of());
        }

        /** What a setting may hold. */
        public enum Type {
            TEXT,
            FLAG,
            NUMBER,
            DURATION
        }
    }
}
