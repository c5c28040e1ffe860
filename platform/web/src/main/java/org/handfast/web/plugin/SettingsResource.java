package org.handfast.web.plugin;

import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

import org.handfast.api.Descriptor.Setting;
import org.handfast.core.conversation.ConversationEngine;
import org.handfast.core.settings.LiveSettings;
import org.handfast.web.hub.HubLifecycle;
import org.handfast.web.json.Items;
import org.handfast.web.security.Caller;

/** Settings of protocols. */
@Path("protocols/{protocol}/settings")
@Produces(MediaType.APPLICATION_JSON)
public class SettingsResource {

    private final ConversationEngine engine;

    @Inject
    public SettingsResource(HubLifecycle lifecycle) {
        this.engine = lifecycle.hub().node().engine();
    }

    /** What operators have to say of them. */
    record Wanted(Map<String, String> values) {}

    /** One, as {@code Setting} of the API. */
    record SettingView(
            String name,
            Setting.Type type,
            String standard,
            String help,
            List<String> choices,
            String value,
            LiveSettings.Source source) {

        static SettingView of(LiveSettings.Value now) {
            Setting setting = now.setting();
            return new SettingView(
                    setting.name(),
                    setting.type(),
                    setting.standard(),
                    setting.help(),
                    setting.choices(),
                    now.value(),
                    now.source());
        }
    }

    @GET
    public Items<SettingView> list(@PathParam("protocol") String protocol) {
        return new Items<>(
                engine.settings(protocol).stream().map(SettingView::of).toList());
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    public Items<SettingView> change(
            @PathParam("protocol") String protocol, Wanted body, @Context HttpServletRequest request) {
        engine.changeSettings(protocol, body.values(), Caller.require(request).actor());
        return list(protocol);
    }
}
