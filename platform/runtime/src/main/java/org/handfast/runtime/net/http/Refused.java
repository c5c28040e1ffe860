package org.handfast.runtime.net.http;

/** A request is not served, and how it is answered instead. An exception without a stack trace. */
final class Refused extends Exception {

    private static final long serialVersionUID = 1;

    private final transient Answer answer;

    Refused(Answer answer) {
        super(null, null, false, false);
        this.answer = answer;
    }

    Answer answer() {
        return answer;
    }
}
