package org.handfast.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Files that come with a plugin and are served as they are: a page that is a device. They may run and fetch nothing but each other
 * and what the hub serves (Content Security Policy Level 3). Immutable.
 */
public final class StaticFiles {

    private static final String POLICY = "default-src 'self'; img-src 'self' data: blob:; connect-src 'self';"
            + " frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8");

    private final Map<String, Response> answers;

    private StaticFiles(Map<String, Response> answers) {
        this.answers = answers;
    }

    /**
     * Reads them.
     *
     * @param plugin a class of the plugin, by whose loader they are found
     * @param folder where they are among its resources, from the root on, such as {@code /org/example/page/}
     * @param files the name of each by the path it is served at; HTML, JavaScript and CSS
     * @throws IllegalStateException if one is missing
     */
    public static StaticFiles of(Class<?> plugin, String folder, Map<String, String> files) {
        return new StaticFiles(files.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, e -> answer(e.getValue(), read(plugin, folder + e.getValue())))));
    }

    private static Response answer(String name, Bytes file) {
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (type == null) {
            throw new IllegalArgumentException(name + " is of no type that is served");
        }
        return new Response(200, type, file)
                .with("Content-Security-Policy", POLICY)
                .with("Referrer-Policy", "no-referrer");
    }

    private static Bytes read(Class<?> plugin, String resource) {
        try (InputStream file = plugin.getResourceAsStream(resource)) {
            if (file == null) {
                throw new IllegalStateException("the plugin was packed without " + resource);
            }
            return Bytes.wrap(file.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("the plugin's own " + resource + " cannot be read", e);
        }
    }

    /** The answer to a request for one of them; empty if it is for anything else. */
    public Optional<Response> at(Request request) {
        return Optional.ofNullable(answers.get(request.path()))
                .filter(answer -> request.method().equals("GET"));
    }
}
