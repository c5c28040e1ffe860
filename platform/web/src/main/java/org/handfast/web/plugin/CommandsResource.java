package org.handfast.web.plugin;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

import org.handfast.api.Fault;
import org.handfast.api.Shown;
import org.handfast.api.State;
import org.handfast.api.Step;
import org.handfast.core.conversation.ConversationEngine;
import org.handfast.core.conversation.Watcher;
import org.handfast.web.hub.HubLifecycle;
import org.handfast.web.security.Caller;

/** Commands that protocols take. */
@Path("protocols/{protocol}/commands/{command}")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class CommandsResource {

    private static final int PATIENCE_SECONDS = 5;

    private final ConversationEngine engine;

    @Inject
    public CommandsResource(HubLifecycle lifecycle) {
        this.engine = lifecycle.hub().node().engine();
    }

    /** What a command is given. */
    record Given(Map<String, String> arguments) {}

    /** What it had to show. */
    record Result(UUID conversationId, List<Shown> shown, Optional<Instant> expiresAt) {}

    /** Lines, and when they stop being good. */
    private record Answer(List<Shown> shown, Optional<Instant> until) {}

    @POST
    public Result give(
            @PathParam("protocol") String protocol,
            @PathParam("command") String command,
            Given body,
            @Context HttpServletRequest request)
            throws ExecutionException, InterruptedException {
        var waiting = new Waiting();
        UUID conversation = engine.command(
                protocol, command, body.arguments(), Caller.require(request).actor(), Optional.of(waiting));
        Answer answer = waiting.answer();
        return new Result(conversation, answer.shown(), answer.until());
    }

    /** Waits until the protocol has shown something or is done; a dial that goes on is watched as a conversation. */
    private static final class Waiting implements Watcher {

        private final CompletableFuture<Answer> answer = new CompletableFuture<>();

        Answer answer() throws ExecutionException, InterruptedException {
            try {
                return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                return new Answer(List.of(), Optional.empty());
            } catch (ExecutionException e) {
                if (e.getCause() instanceof Fault fault) {
                    throw fault;
                }
                throw e;
            }
        }

        @Override
        public void reached(State state) {}

        @Override
        public void shown(String code, List<Shown> lines, Optional<Instant> until) {
            answer.complete(new Answer(lines, until));
        }

        @Override
        public void ended(Step.Outcome outcome, String reason) {
            if (outcome == Step.Outcome.CLOSED) {
                answer.complete(new Answer(List.of(), Optional.empty()));
            } else {
                answer.completeExceptionally(new Fault(Fault.Category.OPERATOR_INPUT, "command-failed", reason));
            }
        }
    }
}
