package org.handfast.web;

import java.util.Set;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

import org.handfast.web.audit.AuditResource;
import org.handfast.web.conversation.ConversationsResource;
import org.handfast.web.device.DevicesResource;
import org.handfast.web.device.MessagesResource;
import org.handfast.web.json.JsonBodies;
import org.handfast.web.json.NoBody;
import org.handfast.web.mailbox.MailboxesResource;
import org.handfast.web.offer.OffersResource;
import org.handfast.web.peering.PeeringsResource;
import org.handfast.web.plugin.CommandsResource;
import org.handfast.web.plugin.PluginsResource;
import org.handfast.web.plugin.SettingsResource;
import org.handfast.web.problem.FaultMapper;
import org.handfast.web.problem.OtherMapper;
import org.handfast.web.question.QuestionsResource;
import org.handfast.web.room.RoomsResource;
import org.handfast.web.session.SessionResource;
import org.handfast.web.session.SetUpResource;
import org.handfast.web.status.HubResource;
import org.handfast.web.transport.TransportsResource;

/** The admin API: what {@code api-spec/openapi} describes. */
@ApplicationPath("/api/v1")
public class AdminApi extends Application {

    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(
                AuditResource.class,
                CommandsResource.class,
                ConversationsResource.class,
                DevicesResource.class,
                FaultMapper.class,
                HubResource.class,
                JsonBodies.class,
                MailboxesResource.class,
                MessagesResource.class,
                NoBody.class,
                OffersResource.class,
                OtherMapper.class,
                PeeringsResource.class,
                PluginsResource.class,
                QuestionsResource.class,
                RoomsResource.class,
                SessionResource.class,
                SettingsResource.class,
                SetUpResource.class,
                TransportsResource.class);
    }
}
