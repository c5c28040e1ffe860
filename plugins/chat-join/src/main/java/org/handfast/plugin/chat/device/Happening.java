package org.handfast.plugin.chat.device;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.handfast.api.Shown;
import org.handfast.plugin.chat.wire.Identity;

/** Something that a person may want to know. Texts in it may come from others. */
public sealed interface Happening {

    /** This client is the first in the room. */
    record OpenedRoom() implements Happening {}

    /** Nobody is there who could let this client in, or an operator is asked; it may take so long. */
    record Waiting(long seconds) implements Happening {}

    /** Somebody whom this client does not know would vouch for it: it leaves. */
    record StrangerVouches(Identity stranger) implements Happening {}

    /** A member let this client in. */
    record VouchedFor(Contact by) implements Happening {}

    /** What two people may compare: both ends see the same if nobody is between them. */
    record Words(Contact with, List<Shown> words) implements Happening {}

    /** This client is a member. */
    record Joined(List<Identity> members) implements Happening {}

    /** This client has its seat again. */
    record CameBack(List<Identity> members) implements Happening {}

    /** Somebody would come in, and this client vouches for it or, if it is a stranger, does not. */
    record Knocked(Identity newcomer, Optional<Contact> known) implements Happening {}

    /** Somebody is a member now. */
    record Came(Identity member, Identity by) implements Happening {}

    /** Somebody is here no more. */
    record Went(Identity member, String reason) implements Happening {}

    /** The room has a new key. */
    record Rekeyed(long epoch) implements Happening {}

    /** A member says what it is called. */
    record Introduced(Identity member, String name) implements Happening {}

    /** A member says something. */
    record Said(Identity by, String text, Instant at) implements Happening {}

    /** Something came that is not what it says to be; it is dropped. */
    record Dropped(String why, Identity from) implements Happening {}

    /** The hub tells of other members than this client knows of: nothing is sent any more. */
    record RosterDiffers(List<Identity> added, List<Identity> missing) implements Happening {}

    /** The hub did not do something. */
    record Refused(String code, String detail) implements Happening {}

    /** It is over, and the hub says why; {@code code} as the wire has it. */
    record SentAway(String code, String reason) implements Happening {}

    /** The hub says what it must not. */
    record HubMisbehaves(String what) implements Happening {}
}
