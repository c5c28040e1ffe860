package org.handfast.server;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** The admin API of the hub that was just started, by the token of its own machine. */
final class LocalApi {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PATIENCE_MILLIS = 30_000;

    private final URI base;
    private final Path token;

    LocalApi(URI base, Path token) {
        this.base = base;
        this.token = token;
    }

    JsonNode get(String path) throws IOException {
        return call("GET", path);
    }

    JsonNode post(String path) throws IOException {
        return call("POST", path);
    }

    private JsonNode call(String method, String path) throws IOException {
        var connection =
                (HttpURLConnection) base.resolve("/api/v1/" + path).toURL().openConnection();
        connection.setRequestMethod(method);
        connection.setConnectTimeout(PATIENCE_MILLIS);
        connection.setReadTimeout(PATIENCE_MILLIS);
        connection.setRequestProperty("Authorization", "Bearer " + Files.readString(token, StandardCharsets.US_ASCII));
        if (connection.getResponseCode() >= 400) {
            throw new IOException(method + " " + path + " answered " + connection.getResponseCode());
        }
        try (var in = connection.getInputStream()) {
            return JSON.readTree(in);
        }
    }
}
