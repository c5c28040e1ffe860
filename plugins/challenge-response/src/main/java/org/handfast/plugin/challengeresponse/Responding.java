package org.handfast.plugin.challengeresponse;

import java.util.List;
import java.util.Optional;

import org.handfast.api.Approval;
import org.handfast.api.Bytes;
import org.handfast.api.Key;
import org.handfast.api.Link;
import org.handfast.api.Shown;
import org.handfast.plugin.challengeresponse.code.Code;
import org.handfast.plugin.challengeresponse.wire.DeviceInfo;

/**
 * A joiner that has signed the challenge of the one it takes for the initiator.
 *
 * @param code what was typed
 * @param offer the id of the offer that stands for the person who typed it
 * @param approval of the person who was asked; if nobody was, the offer's counts
 * @param endpoint where the initiator is
 * @param peer its key
 * @param device what it says of itself
 * @param challenge what was signed
 * @param proof that was sent with it, if it had proven itself
 * @param response the message, the same however often it is sent
 * @param shown what the persons compare, shown once it is sent
 * @param tries how often it was
 * @param link where it is now
 */
record Responding(
        Code code,
        String offer,
        Optional<Approval> approval,
        String endpoint,
        Key peer,
        DeviceInfo device,
        Bytes challenge,
        Optional<Bytes> proof,
        Bytes response,
        List<Shown> shown,
        int tries,
        Optional<Link> link)
        implements Talk {

    Responding {
        shown = List.copyOf(shown);
    }

    @Override
    public Phase phase() {
        return Phase.CONFIRMING;
    }

    @Override
    public String label() {
        return link.isPresent() ? "ResponseSent" : "ResponsePending";
    }

    Responding on(Link link) {
        return new Responding(
                code,
                offer,
                approval,
                endpoint,
                peer,
                device,
                challenge,
                proof,
                response,
                shown,
                tries + 1,
                Optional.of(link));
    }

    /** Its stream is gone. */
    Responding lost() {
        return new Responding(
                code,
                offer,
                approval,
                endpoint,
                peer,
                device,
                challenge,
                proof,
                response,
                shown,
                tries + (link.isEmpty() ? 1 : 0),
                Optional.empty());
    }
}
