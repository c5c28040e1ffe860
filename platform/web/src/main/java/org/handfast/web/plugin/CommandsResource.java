package org.handfast.web.plugin;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

import org.handfast.core.conversation.ConversationEngine;
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
    record Result(UUID conversationId, List<LineView> shown, Optional<Instant> expiresAt) {}

    @POST
    public Result give(
            @PathParam("protocol") String protocol,
            @PathParam("command") String command,
            Given body,
            @Context HttpServletRequest request)
            throws ExecutionException, InterruptedException {
        var answer = new CommandAnswer();
        UUID conversation = engine.command(
                protocol, command, body.arguments(), Caller.require(request).actor(), Optional.of(answer));
        CommandAnswer.Given given = answer.within(PATIENCE_SECONDS);
        return new Result(conversation, given.lines(), given.until());
    }
}
