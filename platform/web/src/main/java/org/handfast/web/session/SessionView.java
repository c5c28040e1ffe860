package org.handfast.web.session;

import java.time.Instant;
import java.util.Optional;

import org.handfast.core.access.Session;

/** Who one is, as {@code Session} of the API. */
record SessionView(
        boolean signedIn, boolean setUp, String hubName, Optional<String> csrfToken, Optional<Instant> expiresAt) {

    static SessionView of(boolean signedIn, boolean setUp, String hubName, Optional<Session> session) {
        return new SessionView(
                signedIn, setUp, hubName, session.map(Session::csrfToken), session.map(Session::expiresAt));
    }
}
