package org.handfast.cli.device.code;

import picocli.CommandLine.Option;

import org.handfast.core.approval.PendingQuestion;

/** To whom a yes is said without asking. */
final class Consent {

    @Option(
            names = "--accept",
            description = "Say yes to whoever has proven the code, without asking. For closed networks and scripts.")
    private boolean proven;

    @Option(
            names = "--accept-unproven",
            description = "Say yes to anybody, such as old devices, which cannot prove that they have the code.")
    private boolean anybody;

    /** True if this question is answered yes. */
    boolean given(PendingQuestion question) {
        return anybody || proven && !question.question().inPerson();
    }

    boolean toAnybody() {
        return anybody;
    }
}
