package org.handfast.plugin.chat.server;

import java.util.Optional;

import org.handfast.plugin.chat.server.Leaving.Reason;
import org.handfast.plugin.chat.server.Visitor.Asking;
import org.handfast.plugin.chat.server.Visitor.Known;
import org.handfast.plugin.chat.wire.Frame;
import org.handfast.plugin.chat.wire.FromHub;
import org.handfast.plugin.chat.wire.Identity;
import org.handfast.plugin.chat.wire.Problem;
import org.handfast.plugin.chat.wire.Refusal;

/** What members say: to each other, and to visitors that they are asked about. */
final class Talking {

    /** What a newcomer has to say to the member that is asked about it is short. */
    private static final int MOST_OF_A_NEWCOMER = 4_096;

    /** Steps 3 and 5, and keys that were ordered in between. */
    private static final int MOST_TO_A_NEWCOMER = 20;

    private static final String BYTES = "bytes-per-second";

    private Talking() {}

    /** A member says something. */
    static void said(Turn turn, Member member, Frame frame) {
        switch (frame.type()) {
            case "broadcast" -> broadcast(turn, member, frame);
            case "relay" -> fromMember(turn, member, frame);
            case "nack" -> Joining.unknown(turn, member, frame);
            case "add_user" -> Joining.add(turn, member, frame);
            case "ack" -> Rekeying.acknowledged(turn, member, frame);
            case "need_key" -> Rekeying.lost(turn, member);
            case "bye" -> Leaving.member(turn, member, Reason.LEFT);
            case "identity" -> throw Problem.IDENTITY_SET.because("You have said who you are.");
            case "proof" -> Leaving.cutOff(turn, member, Refusal.BAD_IDENTITY);
            default -> throw Problem.UNKNOWN_TYPE.because("There is no frame of this type.");
        }
    }

    /** A visitor answers the member that is asked about it, each box by one, and speaks with nobody else. */
    static void fromVisitor(Turn turn, Visitor visitor, Known known, Frame frame) {
        Identity to = frame.identity("to");
        String box = frame.box();
        if (!(known instanceof Asking asking) || !asking.asked().equals(to) || !asking.mayAnswer()) {
            throw Problem.NOT_ASSIGNED.because(
                    "Until you are a member you answer the member that is asked about you, once it has written to you.");
        }
        if (box.length() > MOST_OF_A_NEWCOMER) {
            throw Problem.INVALID_MESSAGE.because(
                    "A box of a newcomer has " + MOST_OF_A_NEWCOMER + " characters at most.");
        }
        turn.put(visitor.at(asking.answering()));
        turn.member(to).ifPresent(member -> turn.send(member, FromHub.relay(known.identity(), box)));
    }

    private static void fromMember(Turn turn, Member member, Frame frame) {
        Identity to = frame.identity("to");
        String box = frame.box();
        Optional<Visitor> visitor = turn.visitor(to);
        if (visitor.isPresent()) {
            toVisitor(turn, member, visitor.get(), box);
            return;
        }
        Member other = turn.member(to)
                .orElseThrow(() -> Problem.UNKNOWN_RECIPIENT.because("Nobody of this identity is here."));
        Rekeying.passOn(turn, member, other);
        turn.send(other, FromHub.relay(member.identity(), box));
    }

    private static void toVisitor(Turn turn, Member member, Visitor visitor, String box) {
        if (!(visitor.stage() instanceof Asking asking)
                || !asking.asked().equals(member.identity())
                || asking.written() >= MOST_TO_A_NEWCOMER) {
            throw Problem.NOT_ASKED.because("You are not, or no longer, asked about this identity.");
        }
        turn.put(visitor.at(asking.writing()));
        turn.send(visitor.link(), FromHub.relay(member.identity(), box));
    }

    private static void broadcast(Turn turn, Member member, Frame frame) {
        long epoch = frame.number("epoch");
        long seq = frame.number("seq");
        String box = frame.box();
        if (epoch < member.epoch() || !turn.epochs().good(epoch, turn.now())) {
            throw Problem.STALE_EPOCH.because("This epoch is over, has not begun, or was not yours.");
        }
        Manners manners = member.manners().broadcast(box.length());
        if (manners.bytes() > turn.view().settings().number(BYTES)) {
            throw Problem.RATE_LIMITED.because("There are too many bytes of broadcasts in a second.");
        }
        Sent sent = member.sent()
                .plus(epoch, seq, turn.epochs())
                .orElseThrow(
                        () -> Problem.REPLAYED.because("You have sent a broadcast of this number, or a later one."));
        turn.put(member.having(sent).with(manners));
        turn.toOthers(member.seat(), FromHub.broadcast(member.identity(), epoch, seq, box));
    }
}
