package org.handfast.runtime.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.wiring.BundleWiring;

import org.handfast.api.Bytes;
import org.handfast.api.Fault;
import org.handfast.runtime.RealHub;
import org.handfast.runtime.TcpPeer;
import org.handfast.runtime.net.OpenListener;
import org.handfast.runtime.plugin.PluginStatus.State;

@Timeout(120)
class PluginHostTest {

    private static final String NAME = "org.handfast.sample";

    @TempDir
    Path folder;

    private final RealHub hub = new RealHub(Map.of("device.host", "127.0.0.1"));
    private PluginHost host;

    @BeforeEach
    void open() {
        host = hub.plugins(folder);
    }

    @AfterEach
    void close() {
        host.close();
        hub.close();
    }

    private int port() {
        return hub.network().listening().stream()
                .mapToInt(OpenListener::port)
                .findFirst()
                .orElseThrow();
    }

    private PluginStatus only() {
        assertThat(host.list()).hasSize(1);
        return host.list().getFirst();
    }

    private void echoes(String text) {
        try (var peer = new TcpPeer(port())) {
            assertThat(peer.say(text).hear()).isEqualTo(text);
        }
    }

    @Test
    void installsAndServesAtOnce() {
        PluginStatus status = host.install(SampleBundles.plugin("1.0.0"), "test");
        assertThat(status.state()).isEqualTo(State.RUNNING);
        assertThat(status.version()).isEqualTo("1.0.0");
        assertThat(status.title()).isEqualTo("The sample");
        assertThat(status.protocols()).extracting(d -> d.id()).containsExactly("sample");
        echoes("hello");
    }

    @Test
    void stopsAndStartsAgain() {
        host.install(SampleBundles.plugin("1.0.0"), "test");
        int port = port();
        try (var peer = new TcpPeer(port)) {
            peer.say("one").hear();
            assertThat(host.stop(NAME, "test").state()).isEqualTo(State.STOPPED);
            assertThat(peer.hear()).isNull();
        }
        assertThat(hub.network().listening()).isEmpty();
        assertThat(hub.node().engine().size()).isZero();
        assertThat(host.start(NAME, "test").state()).isEqualTo(State.RUNNING);
        echoes("again");
    }

    @Test
    void replacesAVersionByAnotherWhileItRuns() {
        host.install(SampleBundles.plugin("1.0.0"), "test");
        host.install(SampleBundles.plugin("2.0.0"), "test");
        assertThat(only().version()).isEqualTo("2.0.0");
        assertThat(hub.network().listening()).hasSize(1);
        echoes("two");
        assertThat(folder.resolve("plugins").toFile().list((d, name) -> name.endsWith(".jar")))
                .hasSize(1);
    }

    @Test
    void leaksNoClassLoaderInTwentyReplacements() throws Exception {
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            host.install(SampleBundles.plugin("1.0." + i), "test");
            try (var left = new TcpPeer(port())) {
                left.say("hello").hear();
                loaders.add(new WeakReference<>(loader()));
            }
        }
        host.stop(NAME, "test");
        for (int i = 0; i < 50 && loaders.stream().anyMatch(l -> l.get() != null); i++) {
            System.gc();
            System.runFinalization();
            Thread.onSpinWait();
        }
        assertThat(loaders.stream().filter(l -> l.get() != null))
                .as("class loaders still there")
                .isEmpty();
    }

    private ClassLoader loader() throws Exception {
        var field = PluginHost.class.getDeclaredField("framework");
        field.setAccessible(true);
        return ((PluginFramework) field.get(host))
                .find(NAME)
                .orElseThrow()
                .adapt(BundleWiring.class)
                .getClassLoader();
    }

    @Test
    void isStillThereAfterARestart() {
        host.install(SampleBundles.plugin("1.0.0"), "test");
        host.close();
        host = hub.plugins(folder);
        host.start(List.of());
        assertThat(only().state()).isEqualTo(State.RUNNING);
        echoes("still");
    }

    @Test
    void aStoppedPluginStaysStoppedAfterARestart() {
        host.install(SampleBundles.plugin("1.0.0"), "test");
        host.stop(NAME, "test");
        host.close();
        host = hub.plugins(folder);
        host.start(List.of());
        assertThat(only().state()).isEqualTo(State.STOPPED);
    }

    @Test
    void takesOverWhatCameWithTheHubButNotInPlaceOfWhatWasInstalledByHand() throws Exception {
        Path shipped = Files.write(
                folder.resolve("shipped.jar"), SampleBundles.plugin("1.0.0").toArray());
        host.start(List.of(shipped));
        assertThat(only().version()).isEqualTo("1.0.0");
        Files.write(shipped, SampleBundles.plugin("1.1.0").toArray());
        host.close();
        host = hub.plugins(folder);
        host.start(List.of(shipped));
        assertThat(only().version()).isEqualTo("1.1.0");
        host.install(SampleBundles.plugin("0.9.0"), "test");
        host.close();
        host = hub.plugins(folder);
        host.start(List.of(shipped));
        assertThat(only().version()).isEqualTo("0.9.0");
    }

    private void refused(Bytes contents, String code) {
        assertThatThrownBy(() -> host.install(contents, "test"))
                .isInstanceOfSatisfying(Fault.class, f -> assertThat(f.code()).isEqualTo(code));
    }

    @Test
    void refusesWhatIsNoPluginAndKeepsTheOneThatRuns() {
        host.install(SampleBundles.plugin("1.0.0"), "test");
        refused(Bytes.utf8("not a jar"), "no-plugin");
        refused(Bytes.EMPTY, "no-plugin");
        refused(SampleBundles.plugin("2.0.0").slice(0, 2_000), "no-plugin");
        refused(
                SampleBundles.bundle(
                        NAME, "2.0.0", Map.of("Private-Package", "org.handfast.runtime.sample,org.handfast.api")),
                "contains-api");
        refused(SampleBundles.bundle(NAME, "2.0.0", Map.of("Test-With-Sleeper", "yes")), "forbidden-code");
        refused(SampleBundles.bundle(NAME, "2.0.0", Map.of("Import-Package", "org.nowhere,*")), "plugin-failed");
        refused(SampleBundles.bundle(NAME, "2.0.0", Map.of("-dsannotations", "")), "plugin-failed");
        assertThat(only().version()).isEqualTo("1.0.0");
        assertThat(only().state()).isEqualTo(State.RUNNING);
        echoes("still the first");
    }

    @Test
    void namesWhatAPluginDoesThatItMustNot() {
        assertThatThrownBy(() ->
                        host.install(SampleBundles.bundle(NAME, "1.0.0", Map.of("Test-With-Sleeper", "yes")), "test"))
                .hasMessageContaining("java.lang.System.currentTimeMillis in org.handfast.runtime.sample.Sleeper");
    }

    @Test
    void twoPluginsCannotServeOneProtocol() {
        host.install(SampleBundles.plugin("1.0.0"), "test");
        refused(SampleBundles.bundle("org.handfast.other", "1.0.0", Map.of()), "plugin-failed");
        assertThat(only().name()).isEqualTo(NAME);
        echoes("the first");
    }

    @Test
    void aDamagedFileIsSaidSoAndTheOthersStart() throws Exception {
        host.install(SampleBundles.plugin("1.0.0"), "test");
        host.close();
        try (var files = Files.newDirectoryStream(folder.resolve("plugins"), "*.jar")) {
            for (Path file : files) {
                Files.write(file, SampleBundles.plugin("6.6.6").toArray());
            }
        }
        host = hub.plugins(folder);
        host.start(List.of());
        assertThat(only().state()).isEqualTo(State.FAILED);
        assertThat(only().detail()).contains("is not what was installed");
    }

    @Test
    void aPluginThatThrowsLosesThatConversationAndIsStoppedAtTheTwentieth() throws Exception {
        host.install(SampleBundles.plugin("1.0.0"), "test");
        int port = port();
        try (var bystander = new TcpPeer(port)) {
            for (int i = 0; i < 19; i++) {
                try (var peer = new TcpPeer(port)) {
                    assertThat(peer.say("throw").hear()).isNull();
                }
            }
            assertThat(bystander.say("still served").hear()).isEqualTo("still served");
            try (var peer = new TcpPeer(port)) {
                assertThat(peer.say("throw").hear()).isNull();
            }
            assertThat(bystander.hear()).isNull();
        }
        assertThat(only().state()).isEqualTo(State.FAILED);
        assertThat(only().detail()).contains("failed 20 times");
        host.start(NAME, "test");
        echoes("mended");
    }

    @Test
    void aPluginThatHangsIsLeftBehindAndAtTheSecondTimeStopped() {
        host.install(SampleBundles.plugin("1.0.0"), "test");
        int port = port();
        try (var first = new TcpPeer(port)) {
            assertThat(first.say("hang").hear()).isNull();
        }
        try (var bystander = new TcpPeer(port)) {
            assertThat(bystander.say("still served").hear()).isEqualTo("still served");
            try (var second = new TcpPeer(port)) {
                assertThat(second.say("hang").hear()).isNull();
            }
            assertThat(bystander.hear()).isNull();
        }
        assertThat(only().state()).isEqualTo(State.FAILED);
        assertThat(only().detail()).contains("only a restart of the hub frees their threads");
        assertThat(hub.workers().stuck()).isEqualTo(2);
        assertThat(hub.workers().size()).isEqualTo(6);
    }

    @Test
    void whatHappensToPluginsIsAudited() {
        host.install(SampleBundles.plugin("1.0.0"), "ada");
        host.stop(NAME, "ada");
        host.start(NAME, "ada");
        hub.node().audit().seal();
        assertThat(hub.store().sealedAudit(0, 10))
                .extracting(r -> r.record().actor() + " " + r.record().action() + " "
                        + r.record().subject())
                .containsExactly(
                        "ada plugin-installed " + NAME, "ada plugin-stopped " + NAME, "ada plugin-started " + NAME);
    }

    @Test
    void anUnknownPluginIsSaidSo() {
        assertThatThrownBy(() -> host.stop("org.nowhere", "test"))
                .isInstanceOfSatisfying(Fault.class, f -> assertThat(f.code()).isEqualTo("no-such-plugin"));
    }
}
