package org.handfast.web.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import org.handfast.api.Bytes;
import org.handfast.core.audit.AuditLog;
import org.handfast.core.node.Node;
import org.handfast.core.store.Store;
import org.handfast.web.hub.HubLifecycle;
import org.handfast.web.json.Items;
import org.handfast.web.json.Parameters;

/** The audit log. */
@Path("audit")
@Produces(MediaType.APPLICATION_JSON)
public class AuditResource {

    private final Node node;

    @Inject
    public AuditResource(HubLifecycle lifecycle) {
        this.node = lifecycle.hub().node();
    }

    /** How the log stands. */
    record Verification(boolean intact, long sealed, long unsealed, Optional<Long> brokenAt, Optional<String> head) {

        static Verification of(AuditLog.Verification verified) {
            return new Verification(
                    verified.intact(),
                    verified.sealed(),
                    verified.unsealed(),
                    verified.brokenAt(),
                    verified.head().map(Bytes::hex));
        }
    }

    @GET
    public Items<AuditRowView> list(@QueryParam("before") String before, @QueryParam("limit") String limit) {
        int most = Parameters.limit(limit);
        Store store = node.ports().store();
        List<AuditRowView> rows = new ArrayList<>();
        if (before == null) {
            store.unsealedAudit(most).reversed().forEach(r -> rows.add(AuditRowView.unsealed(r)));
        }
        long below = before == null ? Long.MAX_VALUE : Parameters.number("before", before, 1, Long.MAX_VALUE);
        if (rows.size() < most) {
            store.sealedAuditBefore(below, most - rows.size()).forEach(r -> rows.add(AuditRowView.sealed(r)));
        }
        return new Items<>(rows);
    }

    @GET
    @Path("verification")
    public Verification verify() {
        return Verification.of(node.audit().verify());
    }
}
