package org.handfast.plugin.qr.device;

import org.handfast.api.Fault;

/** A code, a name or an answer that does not belong where it came: a fault of who is at this end, with what to do. */
final class Misfit {

    private Misfit() {}

    static Fault of(String code, String sentence) {
        return new Fault(Fault.Category.OPERATOR_INPUT, code, sentence);
    }

    /** The hub answers what it ought not to. */
    static Fault answer(String what) {
        return Fault.peer("bad-answer", "The hub's answer is none: " + what + ".");
    }
}
