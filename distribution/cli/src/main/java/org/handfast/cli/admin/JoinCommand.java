package org.handfast.cli.admin;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import org.handfast.cli.ExitCode;
import org.handfast.cli.Json;
import org.handfast.cli.Terminal;
import org.handfast.cli.code.CodeTeller;
import org.handfast.cli.code.WordsInput;

/** Has the hub pair with whoever made a code. */
@Command(
        name = "join",
        description = "Pair the hub with whoever made a code: find them, prove it, and wait for the person there.",
        mixinStandardHelpOptions = true)
final class JoinCommand extends AdminBase implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "PROTOCOL", description = "Such as challenge-response.")
    private String protocol = "";

    @Parameters(index = "1..*", paramLabel = "WORDS", description = "The words of the code; four letters of each do.")
    private List<String> words = List.of();

    @Mixin
    private WordsInput input;

    @Option(
            names = "--address",
            paramLabel = "MULTIADDR",
            description =
                    "Where the other end is, if it cannot be found, such as /ip4/192.0.2.7/tcp/4001/p2p/12D3KooW….")
    private String address = "";

    @Option(
            names = "--derivation",
            paramLabel = "document|original",
            description = "What is made of the words, as at the other end (default: the protocol's setting).")
    private String derivation = "";

    @Option(
            names = "--accept-unproven",
            description = "Take an initiator that has not proven the code, if no other comes, without asking.")
    private boolean unproven;

    @Override
    public Integer call() throws InterruptedException {
        AdminApi api = api();
        JsonNode begun = input.begin(
                words, code -> api.post("protocols/" + AdminApi.part(protocol) + "/commands/join", body(code)));
        if (!json() && text(begun.path("shown").path(0), "code").equals("compare")) {
            out().println("The other end shows:");
            Words.print(begun.path("shown"), out());
            out().flush();
        }
        ExitCode exit = new Following(api, new CodeTeller(out(), json()), Terminal.present() && !json())
                .run(protocol, text(begun, "conversationId"), Optional.empty());
        return exit.number();
    }

    private ObjectNode body(String code) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        ObjectNode arguments = body.putObject("arguments").put("words", code);
        if (!address.isEmpty()) {
            arguments.put("address", address);
        }
        if (!derivation.isEmpty()) {
            arguments.put("derivation", derivation);
        }
        if (unproven) {
            arguments.put("accept-unproven", "yes");
        }
        return body;
    }
}
