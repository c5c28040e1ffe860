package org.handfast.plugin.chat.device;

import org.handfast.plugin.chat.wire.Frame;

/** How far a client has come. Immutable. */
sealed interface Stage permits Knocking, Inside, Stage.Over {

    /** The hub said something. */
    Stage heard(Frame frame, Scene scene);

    /** Time went by. */
    Stage looked(Scene scene);

    /** Who was in the room when this client was last sure of it. */
    Roster known();

    /** It is over. */
    record Over(Roster known) implements Stage {
        @Override
        public Stage heard(Frame frame, Scene scene) {
            return this;
        }

        @Override
        public Stage looked(Scene scene) {
            return this;
        }
    }
}
