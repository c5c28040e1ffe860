package org.handfast.core.conversation;

import org.handfast.api.Effect;

/** A lasting effect as a line of the flight record. */
final class EffectLine {

    private EffectLine() {}

    static String code(Effect.Lasting effect) {
        return switch (effect) {
            case Effect.Propose e -> "propose";
            case Effect.Approve e -> "approve";
            case Effect.Establish e -> "establish";
            case Effect.Drop e -> "drop";
            case Effect.Remember e -> "remember";
            case Effect.MakeClaim e -> "claim";
            case Effect.MakeOffer e -> "offer";
            case Effect.MissOffer e -> "miss-offer";
            case Effect.EndOffer e -> "end-offer";
            case Effect.Register e -> "register";
            case Effect.Unregister e -> "unregister";
            case Effect.Relate e -> "relate";
            case Effect.Alias e -> "alias";
            case Effect.Admit e -> "admit";
            case Effect.Put e -> "put";
            case Effect.Remove e -> "remove";
            case Effect.Clear e -> "clear";
            case Effect.Publish e -> "publish";
        };
    }

    static String detail(Effect.Lasting effect) {
        return switch (effect) {
            case Effect.Propose e -> "'" + e.introduction().name() + "'";
            case Effect.Approve e -> "the proposal is approved and survives a restart";
            case Effect.Establish e -> "the device is trusted";
            case Effect.Drop e -> e.reason();
            case Effect.Remember e -> e.fact();
            case Effect.MakeClaim e -> "a message that may be used once";
            case Effect.MakeOffer e -> "good until " + e.offer().until();
            case Effect.MissOffer e -> "a failed try";
            case Effect.EndOffer e -> e.reason();
            case Effect.Register e -> e.address().value();
            case Effect.Unregister e -> e.address().value();
            case Effect.Alias e -> e.of() + " is also " + e.more();
            case Effect.Admit e -> e.address() + " is trusted";
            case Effect.Put e ->
                e.item().value().size() + " bytes in " + e.item().scope();
            case Effect.Remove e -> "from " + e.scope();
            case Effect.Clear e -> e.scope();
            case Effect.Publish e -> e.message().size() + " bytes " + (e.sent() ? "to " : "from ") + e.with();
            case Effect.Relate e ->
                e.peering().proposer() + " and " + e.peering().other() + ": "
                        + e.peering().standing();
        };
    }
}
