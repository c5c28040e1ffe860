package org.handfast.web.question;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

import org.handfast.api.Event;
import org.handfast.core.node.Node;
import org.handfast.web.hub.HubLifecycle;
import org.handfast.web.json.Items;
import org.handfast.web.json.Parameters;
import org.handfast.web.security.Caller;

/** Devices that wait for a person. */
@Path("questions")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class QuestionsResource {

    private final Node node;

    @Inject
    public QuestionsResource(HubLifecycle lifecycle) {
        this.node = lifecycle.hub().node();
    }

    /** What a person says. */
    enum Answer {
        YES,
        NO
    }

    /** The answer to a question. */
    record Answered(Answer answer) {}

    @GET
    public Items<QuestionView> list() {
        return new Items<>(node.desk().pending().stream()
                .map(q -> QuestionView.of(q, node))
                .toList());
    }

    @POST
    @Path("{id}/answer")
    public void answer(@PathParam("id") String id, Answered body, @Context HttpServletRequest request) {
        node.desk()
                .answer(
                        Parameters.id(id, "no-such-question", "There is no such question."),
                        Event.Answer.valueOf(body.answer().name()),
                        Caller.require(request).actor());
    }
}
