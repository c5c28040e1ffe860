package org.handfast.cli.admin;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

import org.handfast.cli.CliException;
import org.handfast.cli.ExitCode;
import org.handfast.cli.Json;
import org.handfast.cli.hub.HubProcess;

/** The hub's admin API, by the token of its own machine and user. */
public final class AdminApi {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final URI base;
    private final String token;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    private AdminApi(URI base, String token) {
        this.base = base;
        this.token = token;
    }

    /** The API of the hub on a data folder. */
    public static AdminApi of(Path data) {
        HubProcess hub = HubProcess.require(data);
        Path token = data.resolve("run").resolve("admin.token");
        try {
            return new AdminApi(hub.console().resolve("/api/v1/"), Files.readString(token, StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new CliException(
                    ExitCode.NO_HUB, "the token of the hub cannot be read: " + token + "; run this as the hub's user");
        }
    }

    /** Gets a document. */
    public JsonNode get(String path) {
        return send(request(path).GET());
    }

    /** Posts one; a missing node if there is no answer in words. */
    public JsonNode post(String path, JsonNode body) {
        return send(request(path).POST(json(body)));
    }

    /** Puts one. */
    public JsonNode put(String path, JsonNode body) {
        return send(request(path).PUT(json(body)));
    }

    /** Deletes something, or ends it; a missing node if there is no answer in words. */
    public JsonNode delete(String path) {
        return send(request(path).DELETE());
    }

    /** A part of a query, as it must be written there. */
    public static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** A part of a path: that is not a form, and a plus stands for itself in it. */
    public static String part(String text) {
        return encode(text).replace("+", "%20");
    }

    private static HttpRequest.BodyPublisher json(JsonNode body) {
        return BodyPublishers.ofString(body.toString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json");
    }

    private JsonNode send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
            JsonNode body =
                    response.body().isEmpty() ? MissingNode.getInstance() : Json.MAPPER.readTree(response.body());
            if (response.statusCode() >= 400) {
                throw new CliException(
                        response.statusCode() < 500 ? ExitCode.USAGE : ExitCode.FAILED,
                        body.path("detail").asText("the hub answered " + response.statusCode()));
            }
            return body;
        } catch (IOException e) {
            throw new CliException(ExitCode.NO_HUB, "the hub does not answer at " + base + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliException(ExitCode.FAILED, "interrupted");
        }
    }
}
