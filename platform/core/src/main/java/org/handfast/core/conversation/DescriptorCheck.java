package org.handfast.core.conversation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.handfast.api.Descriptor;
import org.handfast.api.Fault;
import org.handfast.api.Listener;
import org.handfast.core.limit.Limits;
import org.handfast.core.link.PathTemplate;
import org.handfast.core.settings.HubSetting;

/** Looks over what a plugin says of itself, before anything is made of it. */
final class DescriptorCheck {

    private static final String NAME = "[a-z][a-z0-9-]{0,31}";
    private static final int LARGEST_MESSAGE = 16 * 1024 * 1024;
    private static final int HIGHEST_PORT = 65_535;
    private static final String METHOD = "GET|POST|PUT|PATCH|DELETE";
    private static final String PATH = "(/([A-Za-z0-9._-]+|\\{[a-z]+(:[^/]+)?\\}))+";
    private static final String STREAM = "/[!-~]{1,127}";
    private static final String PORT = "port";

    private final List<String> problems = new ArrayList<>();

    private DescriptorCheck() {}

    /**
     * The descriptor, if it is sound.
     *
     * @throws Fault PLUGIN_FAULT that names everything that is wrong with it
     */
    static <D extends Descriptor<?>> D require(@Nullable D descriptor) {
        var check = new DescriptorCheck();
        if (descriptor == null) {
            throw fault(List.of("it has none"));
        }
        check.look(descriptor);
        if (!check.problems.isEmpty()) {
            throw fault(check.problems);
        }
        return descriptor;
    }

    private static Fault fault(List<String> problems) {
        return new Fault(
                Fault.Category.PLUGIN_FAULT,
                "bad-descriptor",
                "The plugin's descriptor cannot be: " + String.join("; ", problems) + ".");
    }

    private void look(Descriptor<?> d) {
        name("its id", d.id());
        if (reserved().anyMatch(r -> r.equals(d.id()))) {
            problems.add("its id '" + d.id() + "' is the name of a group of the hub's own settings");
        }
        if (d.title() == null || d.title().isBlank()) {
            problems.add("it has no title");
        }
        if (d.kinds().isEmpty()) {
            problems.add("it has no kind of conversation");
        }
        names("kind", d.kinds().stream().map(Descriptor.Kind::name).toList());
        if (d.kinds().stream().anyMatch(k -> k.begin() == null)) {
            problems.add("a kind has no beginning");
        }
        names("listener", d.listeners().stream().map(Listener::name).toList());
        d.listeners().forEach(this::listener);
        // Their port is one setting.
        if (d.listeners().stream().filter(Listener.Tcp.class::isInstance).count() > 1) {
            problems.add("it has more than one TCP listener");
        }
        names("command", d.commands().stream().map(Descriptor.Command::name).toList());
        d.commands().forEach(this::command);
        names("setting", d.settings().stream().map(Descriptor.Setting::name).toList());
        for (Descriptor.Setting setting : d.settings()) {
            if (setting.type() == null || setting.standard() == null) {
                problems.add("setting '" + setting.name() + "' has no type, or no standard");
            }
            choices("setting '" + setting.name() + "'", setting.choices());
            if (PORT.equals(setting.name())) {
                problems.add("the setting 'port' is the hub's");
            }
        }
    }

    private void command(Descriptor.Command command) {
        List<Descriptor.Command.Parameter> parameters = command.parameters();
        names(
                "parameter",
                parameters.stream().map(Descriptor.Command.Parameter::name).toList());
        for (Descriptor.Command.Parameter parameter : parameters) {
            String what = "parameter '" + parameter.name() + "' of command '" + command.name() + "'";
            if (parameter.title() == null || parameter.title().isBlank() || parameter.help() == null) {
                problems.add(what + " has no title, or no help");
            }
            choices(what, parameter.choices());
        }
    }

    private void choices(String what, List<String> choices) {
        if (choices.stream().anyMatch(String::isBlank)) {
            problems.add(what + " has a choice that says nothing");
        }
        if (new HashSet<>(choices).size() < choices.size()) {
            problems.add(what + " has a choice twice");
        }
    }

    private void listener(Listener listener) {
        if (listener.maxMessage() < 1 || listener.maxMessage() > LARGEST_MESSAGE) {
            problems.add("listener '" + listener.name() + "' takes messages of up to " + listener.maxMessage()
                    + " bytes; it may 1 to " + LARGEST_MESSAGE);
        }
        switch (listener) {
            case Listener.Tcp tcp -> {
                if (tcp.port() < 0 || tcp.port() > HIGHEST_PORT) {
                    problems.add("port " + tcp.port() + " is none");
                }
                if (tcp.framing() == null) {
                    problems.add("listener '" + tcp.name() + "' has no framing");
                }
            }
            case Listener.WebSocket webSocket -> {
                if (webSocket.paths().isEmpty()) {
                    problems.add("listener '" + webSocket.name() + "' has no path");
                }
                webSocket.paths().forEach(path -> path(webSocket, path));
            }
            case Listener.Stream stream -> {
                name("a transport's id", stream.transport());
                if (stream.protocol() == null || !stream.protocol().matches(STREAM)) {
                    problems.add("listener '" + stream.name() + "' is for streams of '" + stream.protocol()
                            + "', which is no name of a protocol on the wire, such as /pairing/1.0.0");
                }
            }
            case Listener.Http http -> {
                if (http.routes().isEmpty()) {
                    problems.add("listener '" + http.name() + "' has no route");
                }
                for (Listener.Route route : http.routes()) {
                    if (!route.method().matches(METHOD)) {
                        problems.add("'" + route.method() + "' is no method of HTTP that a plugin may serve");
                    }
                    path(http, route.path());
                }
            }
        }
    }

    private void path(Listener listener, String path) {
        if (!path.matches(PATH) || !readable(path)) {
            problems.add(
                    "the path '" + path + "' of listener '" + listener.name() + "' is none it could be reached at");
        }
    }

    private static boolean readable(String path) {
        try {
            return PathTemplate.of(path) != null;
        } catch (IllegalArgumentException noPattern) {
            return false;
        }
    }

    private void names(String what, List<String> names) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            name("a " + what + "'s name", name);
            if (!seen.add(name)) {
                problems.add("it has two " + what + "s '" + name + "'");
            }
        }
    }

    private void name(String what, @Nullable String name) {
        if (name == null || !name.matches(NAME)) {
            problems.add(what + " is '" + name + "', not lower case with hyphens, 32 characters at most");
        }
    }

    private static Stream<String> reserved() {
        return Stream.concat(Stream.of(HubSetting.values()).map(HubSetting::key), Stream.of(Limits.PREFIX))
                .map(key -> key.substring(0, key.indexOf('.')));
    }
}
