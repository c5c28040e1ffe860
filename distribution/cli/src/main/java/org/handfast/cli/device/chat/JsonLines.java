package org.handfast.cli.device.chat;

import java.util.List;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.handfast.cli.Json;
import org.handfast.cli.device.ShownText;
import org.handfast.plugin.chat.device.Contact;
import org.handfast.plugin.chat.device.Happening;
import org.handfast.plugin.chat.wire.Identity;

/** An object a line, for a script. */
final class JsonLines implements ChatTeller {

    private final Consumer<String> out;
    private final String room;
    private final Names names;

    JsonLines(Consumer<String> out, String room, Names names) {
        this.out = out;
        this.room = room;
        this.names = names;
    }

    static ObjectNode event(String name) {
        return Json.MAPPER.createObjectNode().put("event", name);
    }

    static ObjectNode event(String name, Contact contact) {
        return event(name).put("identity", contact.identity().text()).put("name", contact.name());
    }

    @Override
    public void knocks(PinnedHub hub) {
        say(event("knocks")
                .put("room", room)
                .put("hub", hub.url().toString())
                .put("hub_id", hub.hub().id())
                .put("identity", names.self().identity().text()));
    }

    @Override
    public void happened(Happening happening) {
        say(
                switch (happening) {
                    case Happening.OpenedRoom it -> event("opened");
                    case Happening.Waiting it -> event("waiting").put("seconds", it.seconds());
                    case Happening.StrangerVouches it -> event("stranger-vouches", it.stranger());
                    case Happening.VouchedFor it -> event("vouched", it.by());
                    case Happening.Words it -> {
                        ObjectNode event = event("compare", it.with());
                        ShownText.into(event, it.words());
                        yield event;
                    }
                    case Happening.Joined it -> members(event("joined"), it.members());
                    case Happening.CameBack it -> members(event("came-back"), it.members());
                    case Happening.Knocked it ->
                        event("knocked", it.newcomer()).put("known", it.known().isPresent());
                    case Happening.Came it ->
                        event("came", it.member()).put("by", it.by().text());
                    case Happening.Went it -> event("went", it.member()).put("reason", it.reason());
                    case Happening.Rekeyed it -> event("rekeyed").put("epoch", it.epoch());
                    case Happening.Introduced it ->
                        event("introduced", it.member()).put("claim", it.name());
                    case Happening.Said it ->
                        event("message", it.by())
                                .put("text", it.text())
                                .put("at", it.at().getEpochSecond());
                    case Happening.Dropped it -> event("dropped", it.from()).put("detail", it.why());
                    case Happening.RosterDiffers it -> {
                        ObjectNode event = event("roster-differs");
                        identities(event.putArray("added"), it.added());
                        identities(event.putArray("missing"), it.missing());
                        yield event;
                    }
                    case Happening.Refused it ->
                        event("refused").put("code", it.code()).put("detail", it.detail());
                    case Happening.SentAway it ->
                        event("sent-away").put("code", it.code()).put("detail", it.reason());
                    case Happening.HubMisbehaves it -> event("hub-misbehaves").put("detail", it.what());
                });
    }

    private ObjectNode event(String name, Identity who) {
        return about(event(name), who);
    }

    private ObjectNode about(ObjectNode node, Identity who) {
        return node.put("identity", who.text()).put("name", names.bare(who)).put("trusted", names.trusts(who));
    }

    private ObjectNode members(ObjectNode event, List<Identity> members) {
        ArrayNode list = event.putArray("members");
        members.forEach(member -> about(list.addObject(), member));
        return event;
    }

    private static void identities(ArrayNode list, List<Identity> some) {
        some.forEach(one -> list.add(one.text()));
    }

    @Override
    public void said(String text) {
        say(event("said").put("text", text));
    }

    @Override
    public void who(List<Identity> members) {
        say(members(event("who"), members));
    }

    @Override
    public void history(List<History.Entry> entries) {
        ObjectNode event = event("history");
        ArrayNode list = event.putArray("messages");
        entries.forEach(entry -> list.addObject()
                .put("identity", entry.by().text())
                .put("name", names.bare(entry.by()))
                .put("text", entry.text())
                .put("at", entry.at().getEpochSecond()));
        say(event);
    }

    @Override
    public void help() {
        ObjectNode event = event("help");
        ArrayNode list = event.putArray("commands");
        for (Order order : Order.values()) {
            list.add(order.usage());
        }
        say(event);
    }

    @Override
    public void note(String sentence) {
        say(event("note").put("detail", sentence));
    }

    @Override
    public void done(String sentence, ObjectNode event) {
        say(event);
    }

    private void say(ObjectNode event) {
        out.accept(Json.line(event));
    }
}
