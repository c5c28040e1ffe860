package org.handfast.core.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.handfast.api.Descriptor;
import org.handfast.api.Descriptor.Command;
import org.handfast.api.Descriptor.Command.Parameter;
import org.handfast.api.Descriptor.Kind;
import org.handfast.api.Descriptor.Setting;
import org.handfast.api.Descriptor.Setting.Type;
import org.handfast.api.Fault;
import org.handfast.api.Listener;
import org.handfast.core.fake.Descriptors;
import org.handfast.core.fake.Descriptors.Plain;

class DescriptorCheckTest {

    private static final Kind<Plain> TALK = new Kind<>("talk", key -> new Plain());
    private static final Listener TCP = new Listener.Tcp("tcp", 4_000, Descriptors.BYTEWISE, 1_000);
    private static final Command GO = new Command("go", "Go");
    private static final Setting FLAG = new Setting("flag", Type.FLAG, "false", "help");

    private static Descriptor<Plain> of(
            String id,
            List<Kind<Plain>> kinds,
            List<Listener> listeners,
            List<Command> commands,
            List<Setting> settings) {
        return new Descriptor<>(id, "Title", kinds, listeners, commands, settings);
    }

    private static Arguments id(String id, String problem) {
        return Arguments.of(of(id, List.of(TALK), List.of(TCP), List.of(GO), List.of(FLAG)), problem);
    }

    private static Arguments kinds(String problem, List<Kind<Plain>> kinds) {
        return Arguments.of(of("p", kinds, List.of(TCP), List.of(GO), List.of(FLAG)), problem);
    }

    private static Arguments listeners(String problem, Listener... listeners) {
        return Arguments.of(of("p", List.of(TALK), List.of(listeners), List.of(GO), List.of(FLAG)), problem);
    }

    private static Listener stream(String transport, String protocol) {
        return new Listener.Stream("stream", transport, protocol, 1_000, Optional.empty());
    }

    private static Arguments settings(String problem, Setting... settings) {
        return Arguments.of(of("p", List.of(TALK), List.of(TCP), List.of(GO), List.of(settings)), problem);
    }

    private static Parameter parameter(String name, String... choices) {
        return new Parameter(name, "Title", "A sentence.", List.of(choices), true);
    }

    private static Arguments parameters(String problem, Parameter... parameters) {
        var command = new Command("tell", "Tell", List.of(parameters));
        return Arguments.of(of("p", List.of(TALK), List.of(TCP), List.of(GO, command), List.of(FLAG)), problem);
    }

    private static Arguments path(String path) {
        String problem = "the path '" + path + "' of listener 'web' is none it could be reached at";
        return listeners(problem, new Listener.WebSocket("web", List.of("/good", path), List.of(), 10));
    }

    static Stream<Arguments> paths() {
        return Stream.of(
                        "",
                        "/",
                        "a",
                        "/a/",
                        "//a",
                        "/a b",
                        "/a%20b",
                        "/{}",
                        "/{A}",
                        "/{a",
                        "/a}",
                        "/x{a}",
                        "/{a}x",
                        "/{a:}",
                        "/{a:[}",
                        "/{a:x/y}",
                        "/{a:x}{b:y}",
                        "/{a}/{a}")
                .map(DescriptorCheckTest::path);
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of(null, "it has none"),
                id(null, "its id is 'null'"),
                id("", "its id is ''"),
                id("Direct", "its id is 'Direct'"),
                id("a/b", "its id is 'a/b'"),
                id("a:b", "its id is 'a:b'"),
                id("a.b", "its id is 'a.b'"),
                id("-a", "its id is '-a'"),
                id("a".repeat(33), "32 characters at most"),
                id("hub", "the name of a group of the hub's own settings"),
                id("limit", "the name of a group of the hub's own settings"),
                id("database", "the name of a group of the hub's own settings"),
                Arguments.of(
                        new Descriptor<>("p", " ", List.of(TALK), List.of(), List.of(), List.of()), "it has no title"),
                Arguments.of(
                        new Descriptor<>("p", null, List.of(TALK), List.of(), List.of(), List.of()), "it has no title"),
                kinds("it has no kind of conversation", List.of()),
                kinds("it has two kinds 'talk'", List.of(TALK, TALK)),
                kinds("a kind's name is 'Talk'", List.of(new Kind<>("Talk", key -> new Plain()))),
                kinds("a kind has no beginning", List.of(new Kind<>("talk", null))),
                listeners("listener 'web' has no path", new Listener.WebSocket("web", List.of(), List.of(), 10)),
                listeners("listener 'web' has no route", new Listener.Http("web", List.of(), 10)),
                listeners(
                        "'HEAD' is no method of HTTP",
                        new Listener.Http("web", List.of(new Listener.Route("HEAD", "/a")), 10)),
                listeners(
                        "the path '/{a:(}' of listener 'web'",
                        new Listener.Http("web", List.of(new Listener.Route("GET", "/{a:(}")), 10)),
                listeners("a transport's id is 'No Id'", stream("No Id", "/p/1")),
                listeners("a transport's id is 'null'", stream(null, "/p/1")),
                listeners("is for streams of 'null'", stream("carrier", null)),
                listeners("is for streams of ''", stream("carrier", "")),
                listeners("is for streams of 'p/1'", stream("carrier", "p/1")),
                listeners("is for streams of '/'", stream("carrier", "/")),
                listeners("is for streams of '/two words'", stream("carrier", "/two words")),
                listeners("is for streams of '/line\n'", stream("carrier", "/line\n")),
                listeners("is for streams of '/\u00e9'", stream("carrier", "/\u00e9")),
                listeners("is for streams of '/ppp", stream("carrier", "/" + "p".repeat(128))),
                listeners("it has two listeners 'stream'", stream("carrier", "/p/1"), stream("carrier", "/p/2")),
                listeners(
                        "messages of up to 0 bytes",
                        new Listener.Stream("stream", "carrier", "/p/1", 0, Optional.empty())),
                listeners("it has two listeners 'tcp'", TCP, TCP),
                listeners(
                        "it has more than one TCP listener",
                        TCP,
                        new Listener.Tcp("other", 1, Descriptors.BYTEWISE, 1)),
                listeners("a listener's name is 'null'", new Listener.Tcp(null, 1, Descriptors.BYTEWISE, 1)),
                listeners("port 65536 is none", new Listener.Tcp("tcp", 65_536, Descriptors.BYTEWISE, 1)),
                listeners("port -1 is none", new Listener.Tcp("tcp", -1, Descriptors.BYTEWISE, 1)),
                listeners("has no framing", new Listener.Tcp("tcp", 1, null, 1)),
                listeners("messages of up to 0 bytes", new Listener.Tcp("tcp", 1, Descriptors.BYTEWISE, 0)),
                listeners(
                        "messages of up to 16777217 bytes",
                        new Listener.Tcp("tcp", 1, Descriptors.BYTEWISE, 16 * 1024 * 1024 + 1)),
                Arguments.of(of("p", List.of(TALK), List.of(), List.of(GO, GO), List.of()), "it has two commands 'go'"),
                parameters("a parameter's name is 'The Text'", parameter("The Text")),
                parameters("a parameter's name is 'null'", parameter(null)),
                parameters("it has two parameters 'text'", parameter("text"), parameter("text")),
                parameters(
                        "parameter 'text' of command 'tell' has no title, or no help",
                        new Parameter("text", " ", "A sentence.", List.of(), true)),
                parameters(
                        "parameter 'text' of command 'tell' has no title, or no help",
                        new Parameter("text", null, "A sentence.", List.of(), true)),
                parameters(
                        "parameter 'text' of command 'tell' has no title, or no help",
                        new Parameter("text", "Text", null, List.of(), true)),
                parameters("parameter 'kind' of command 'tell' has a choice twice", parameter("kind", "a", "b", "a")),
                parameters(
                        "parameter 'kind' of command 'tell' has a choice that says nothing",
                        parameter("kind", "a", "")),
                settings("it has two settings 'flag'", FLAG, FLAG),
                settings("a setting's name is 'a b'", new Setting("a b", Type.TEXT, "", "help")),
                settings("setting 'x' has no type", new Setting("x", null, "", "help")),
                settings("setting 'x' has no type, or no standard", new Setting("x", Type.TEXT, null, "help")),
                settings("setting 'x' has a choice twice", new Setting("x", Type.TEXT, "a", "help", List.of("a", "a"))),
                settings(
                        "setting 'x' has a choice that says nothing",
                        new Setting("x", Type.TEXT, "a", "help", List.of("a", " "))),
                settings("the setting 'port' is the hub's", new Setting("port", Type.NUMBER, "1", "help")));
    }

    @ParameterizedTest
    @MethodSource({"wrong", "paths"})
    void refusesWhatCannotBe(Descriptor<Plain> descriptor, String problem) {
        assertThatThrownBy(() -> DescriptorCheck.require(descriptor))
                .isInstanceOfSatisfying(Fault.class, f -> {
                    assertThat(f.category()).isEqualTo(Fault.Category.PLUGIN_FAULT);
                    assertThat(f.code()).isEqualTo("bad-descriptor");
                })
                .hasMessageContaining(problem);
    }

    @Test
    void namesEverythingThatIsWrong() {
        var bad = of("Bad", List.of(TALK, TALK), List.of(TCP, TCP), List.of(GO, GO), List.of(FLAG, FLAG));
        assertThatThrownBy(() -> DescriptorCheck.require(bad))
                .hasMessageContainingAll(
                        "its id is 'Bad'", "two kinds", "two listeners", "two commands", "two settings");
    }

    @Test
    void takesWhatIsSound() {
        var good = of("p2-x", List.of(TALK), List.of(TCP), List.of(GO), List.of(FLAG));
        assertThat(DescriptorCheck.require(good)).isSameAs(good);
        assertThat(DescriptorCheck.require(Descriptors.with())).isNotNull();
    }

    @Test
    void aPathMayHaveNamesAndPatterns() {
        List<String> paths = List.of("/a", "/a/b.c/D-e_f", "/{a}", "/a/{b}/{c}", "/chat/{room:[a-z0-9-]{1,64}}");
        var good = of(
                "p",
                List.of(TALK),
                List.of(
                        new Listener.WebSocket("ws", paths, List.of(), 10),
                        new Listener.Http(
                                "http",
                                paths.stream()
                                        .map(p -> new Listener.Route("POST", p))
                                        .toList(),
                                10)),
                List.of(),
                List.of());
        assertThat(DescriptorCheck.require(good)).isSameAs(good);
    }

    @Test
    void aProtocolMayBeReachedOnStreamsOfSeveralTransports() {
        var good = of(
                "p",
                List.of(TALK),
                List.of(
                        TCP,
                        stream("carrier", "/p"),
                        new Listener.Stream("other", "carrier-2", "/" + "p".repeat(127), 1, Optional.empty())),
                List.of(),
                List.of());
        assertThat(DescriptorCheck.require(good)).isSameAs(good);
    }

    @Test
    void aCommandForPeopleSaysWhatItTakes() {
        var tell = new Command("tell", "Tell", List.of(parameter("kind", "plan", "outage"), parameter("text")));
        var good = of("p", List.of(TALK), List.of(TCP), List.of(GO, tell), List.of());
        assertThat(DescriptorCheck.require(good)).isSameAs(good);
        assertThat(tell.forPeople()).isTrue();
        assertThat(GO.forPeople()).isFalse();
    }

    @Test
    void aPluginNeedNotListenNorTakeCommandsNorHaveSettings() {
        var quiet = of("quiet", List.of(TALK), List.of(), List.of(), List.of());
        assertThat(DescriptorCheck.require(quiet)).isSameAs(quiet);
    }
}
