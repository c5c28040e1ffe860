package org.handfast.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

class StaticFilesTest {

    private static final String FOLDER = "/org/handfast/api/page/";

    private final StaticFiles files =
            StaticFiles.of(StaticFilesTest.class, FOLDER, Map.of("/page", "index.html", "/page/look.css", "look.css"));

    private static Request request(String method, String path) {
        return new Request(method, path, path, Optional.empty(), Map.of(), Map.of(), Optional.empty(), Bytes.EMPTY);
    }

    @Test
    void areServedByTheirPathsAsWhatTheyAre() {
        Response page = files.at(request("GET", "/page")).orElseThrow();
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.contentType()).isEqualTo("text/html; charset=utf-8");
        assertThat(page.body()).isEqualTo(Bytes.utf8("<!doctype html>\n"));
        assertThat(files.at(request("GET", "/page/look.css")).orElseThrow().contentType())
                .isEqualTo("text/css; charset=utf-8");
    }

    @Test
    void runNothingFromElsewhere() {
        assertThat(files.at(request("GET", "/page")).orElseThrow().headers())
                .containsEntry("Referrer-Policy", "no-referrer")
                .hasEntrySatisfying("Content-Security-Policy", policy -> assertThat(policy)
                        .contains("default-src 'self'", "frame-ancestors 'none'"));
    }

    @Test
    void areAllThatIsServed() {
        assertThat(files.at(request("GET", "/page/other.css"))).isEmpty();
        assertThat(files.at(request("POST", "/page"))).isEmpty();
    }

    @Test
    void mustBeThereAndOfATypeThatIsServed() {
        Map<String, String> missing = Map.of("/", "missing.html");
        assertThatThrownBy(() -> StaticFiles.of(StaticFilesTest.class, FOLDER, missing))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(FOLDER + "missing.html");
        Map<String, String> odd = Map.of("/", "odd.bin");
        assertThatThrownBy(() -> StaticFiles.of(StaticFilesTest.class, FOLDER, odd))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
