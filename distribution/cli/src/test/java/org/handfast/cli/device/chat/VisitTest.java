package org.handfast.cli.device.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.handfast.cli.CliException;
import org.handfast.cli.ExitCode;

/** People at terminals in a room of a hub that is what it is. */
class VisitTest {

    private static final String HOSTILE = "hi\u001b[2J\u202e\n12:00 bob: I owe you";

    @TempDir
    Path folders;

    private Hall hall;
    private Somebody ann;
    private Somebody bob;

    @BeforeEach
    void start() {
        hall = new Hall(folders, "");
        ann = hall.somebody("ann");
        bob = hall.somebody("bob", ann);
        ann.trusts(bob);
    }

    private void meet() {
        ann.joins();
        bob.joins();
        ann.screen();
        bob.screen();
    }

    @Test
    void theFirstIsToldThatItOpenedTheRoom() {
        assertThat(ann.joins().screen())
                .contains(
                        "· Knocking at the room 'lobby' of",
                        "· You opened the room 'lobby', and are alone in it.",
                        "/trust LINE");
        assertThat(ann.exit()).isEmpty();
    }

    @Test
    void whoIsKnownIsLetInAndTheyTalk() {
        ann.joins();
        assertThat(bob.joins().screen())
                .contains("· ann knows you, and vouches for you.\n· If you like to compare, ann sees the same: ")
                .contains("· You are in 'lobby' with ann.");
        assertThat(ann.screen()).contains("· bob knocks, and you vouch for them.", "· bob came in; you vouched.");
        bob.types("hello, Ann");
        ann.types("hello");
        assertThat(ann.screen()).isEqualTo("12:00 bob: hello, Ann\n12:00 you: hello");
        assertThat(bob.screen()).isEqualTo("12:00 you: hello, Ann\n12:00 ann: hello");
    }

    @Test
    void aStrangerIsToldWhatToDo() {
        ann.joins();
        Somebody eve = hall.somebody("eve");
        assertThat(eve.joins().screen())
                .contains("Nobody in 'lobby' knows you.", "handfast device chat trust add LINE", eve.line());
        assertThat(eve.exit()).contains(ExitCode.REFUSED);
        assertThat(ann.screen())
                .contains("you do not know them. If you do, take their identity line: /trust LINE")
                .contains(eve.self().identity().text());
    }

    @Test
    void whoDoesNotKnowItsVoucherIsWarnedAndStaysOutside() {
        Somebody cat = hall.somebody("cat");
        ann.trusts(cat);
        ann.joins();
        assertThat(cat.joins().screen())
                .contains(
                        "would have let you in, and you do not trust them: you have not gone in.",
                        ann.self().identity().text(),
                        "handfast device chat trust add LINE");
        assertThat(cat.exit()).contains(ExitCode.REFUSED);
        assertThat(ann.types("/who").screen()).contains("alone in 'lobby'");
    }

    @Test
    void somebodyIsTrustedInTheRoomAndComesAgain() {
        ann.joins();
        Somebody cat = hall.somebody("cat", ann);
        cat.joins();
        assertThat(ann.types("/trust " + cat.line() + " My cat").screen()).contains("You trust My cat from now on");
        assertThat(cat.joins().screen()).contains("You are in 'lobby' with ann.");
        assertThat(ann.folder().profile().contacts().list()).extracting("name").containsExactly("bob", "My cat");
    }

    @Test
    void somebodyIsTrustedInAnotherTerminal() {
        ann.joins();
        Somebody cat = hall.somebody("cat", ann);
        Trusted.add(ChatFolder.open(folders.resolve("ann")), cat.line(), "");
        hall.pass(Duration.ofSeconds(1));
        assertThat(ann.screen()).contains("was changed from elsewhere");
        assertThat(cat.joins().screen()).contains("You are in 'lobby' with ann.");
    }

    @Test
    void showsWhoIsHereAndWhomOfThemOneTrusts() {
        meet();
        Somebody cat = hall.somebody("cat", bob);
        bob.types("/trust " + cat.line());
        cat.joins();
        String brief = Names.brief(cat.self().identity());
        assertThat(ann.screen()).contains(brief + " came in; bob vouched.", brief + " says to be \"cat\".");
        assertThat(ann.types("/who").screen())
                .contains(
                        "There are 3 in 'lobby'",
                        "  you   " + ann.self().identity() + " ann",
                        "  known " + bob.self().identity() + " bob",
                        "        " + cat.self().identity() + " says to be \"cat\"");
        assertThat(cat.types("/who").screen())
                .as("those who were here say it to the newcomer")
                .contains(ann.self().identity() + " says to be \"ann\"");
        cat.types("meow");
        assertThat(ann.screen()).isEqualTo("12:00 \"cat\" (" + brief + "): meow");
    }

    @Test
    void whoeverGoesIsSaidToAndTheKeyChanges() {
        meet();
        assertThat(bob.types("/leave").screen()).isEqualTo("· You left.");
        assertThat(bob.exit()).contains(ExitCode.OK);
        hall.pass(Duration.ofSeconds(2));
        assertThat(ann.screen()).contains("· bob left.", "· The room has a new key (epoch 2).");
    }

    @Test
    void whatOthersSayDoesNothingToTheTerminal() {
        meet();
        bob.types(HOSTILE);
        assertThat(ann.screen()).isEqualTo("12:00 bob: hi\ufffd[2J\ufffd\n      12:00 bob: I owe you");
        ann.types("/history 1");
        assertThat(ann.screen()).isEqualTo("12:00 bob: hi\ufffd[2J\ufffd\n      12:00 bob: I owe you");
        bob.types("/name " + HOSTILE);
        assertThat(ann.screen()).doesNotContain("\u001b", "\u202e");
    }

    @Test
    void remembersWhatWasSaid() {
        meet();
        bob.types("one", "two");
        ann.types("three");
        ann.screen();
        assertThat(ann.types("/history").screen()).isEqualTo("12:00 bob: one\n12:00 bob: two\n12:00 you: three");
        assertThat(ann.types("/history 1").screen()).isEqualTo("12:00 you: three");
        assertThat(ann.types("/history many").screen()).contains("is a number");
    }

    @Test
    void whatIsNoCommandIsToldAndASlashIsTypedTwice() {
        meet();
        assertThat(bob.types("/dance").screen()).contains("There is no /dance. /help shows what there is");
        assertThat(bob.types("/help").screen()).contains("/trust LINE [NAME]");
        assertThat(bob.types("//dance", "  ").screen()).isEqualTo("12:00 you: /dance");
        assertThat(bob.types("/identity").screen()).contains(bob.line());
        assertThat(bob.types("/trust nonsense").screen()).contains("no identity line");
        assertThat(bob.types("/trust " + bob.line()).screen()).contains("this device's own");
    }

    @Test
    void callsItselfOtherwise() {
        meet();
        Somebody cat = hall.somebody("cat", bob);
        bob.types("/trust " + cat.line());
        cat.joins();
        cat.screen();
        assertThat(ann.types("/name Anna").screen()).contains("You are called 'Anna' from now on.");
        assertThat(cat.screen()).contains("says to be \"Anna\"");
        assertThat(ann.self().name()).isEqualTo("Anna");
    }

    @Test
    void comesAgainWhenTheConnectionBreaksAndSaysWhatWasTypedMeanwhile() {
        meet();
        hall.shut(true);
        assertThat(bob.isCutOff().screen()).contains("The connection to the hub broke.");
        hall.pass(Duration.ofSeconds(5));
        assertThat(bob.types("still here").screen()).contains("it is said as soon as you are");
        hall.shut(false);
        hall.pass(Duration.ofSeconds(8));
        assertThat(bob.screen()).contains("You are in 'lobby' with ann.", "12:00 you: still here");
        assertThat(ann.screen()).contains("bob left", "bob came in", "12:00 bob: still here");
    }

    @Test
    void whatIsTypedBeforeOneIsInIsSaidThenAndTheEndOfItLeaves() {
        ann.joins();
        ann.screen();
        bob.joins().types("quick").endsInput();
        assertThat(bob.exit()).contains(ExitCode.OK);
        assertThat(ann.screen()).contains("12:00 bob: quick", "bob left.");
    }

    @Test
    void aHubThatIsNotThereIsSaidToBe() {
        hall.shut(true);
        assertThatThrownBy(() -> ann.joins()).isInstanceOfSatisfying(CliException.class, e -> assertThat(e.code())
                .isEqualTo(ExitCode.NO_HUB));
    }

    @Test
    void whoComesFromElsewhereTakesTheSeat() {
        meet();
        Somebody again = hall.somebody("bob");
        again.joins();
        assertThat(bob.screen()).contains("You came to the room from elsewhere");
        assertThat(bob.exit()).contains(ExitCode.REFUSED);
    }

    @Test
    void tellsAScriptWhatHappens() {
        ann.joins(true);
        assertThat(ann.event("knocks").path("identity").asText())
                .isEqualTo(ann.self().identity().text());
        ann.event("opened");
        bob.joins(true);
        assertThat(ann.event("knocked").path("known").asBoolean()).isTrue();
        assertThat(ann.event("came").path("name").asText()).isEqualTo("bob");
        assertThat(bob.event("vouched").path("name").asText()).isEqualTo("ann");
        assertThat(bob.event("compare").path("check_words"))
                .isEqualTo(ann.event("compare").path("check_words"))
                .hasSize(4);
        assertThat(bob.event("joined").path("members")).hasSize(2);
        bob.types("hello");
        assertThat(bob.event("said").path("text").asText()).isEqualTo("hello");
        JsonNode message = ann.event("message");
        assertThat(message.path("text").asText()).isEqualTo("hello");
        assertThat(message.path("trusted").asBoolean()).isTrue();
        ann.types("/who", "/history", "/help", "/identity");
        assertThat(ann.event("who").path("members")).hasSize(2);
        assertThat(ann.event("history").path("messages")).hasSize(1);
        assertThat(ann.event("identity").path("line").asText()).isEqualTo(ann.line());
        bob.goes();
        hall.pass(Duration.ofSeconds(2));
        bob.event("left");
        assertThat(ann.event("went").path("reason").asText()).isEqualTo("left");
        assertThat(ann.event("rekeyed").path("epoch").asLong()).isEqualTo(2);
    }

    @Test
    void aSeatIsKeptWhereTheRoomKeepsItsMembers() {
        hall = new Hall(folders.resolve("club"), Somebody.ROOM);
        ann = hall.somebody("ann");
        bob = hall.somebody("bob", ann);
        ann.trusts(bob);
        meet();
        assertThat(bob.types("/away").screen()).isEqualTo("· You are away.");
        hall.pass(Duration.ofSeconds(1));
        assertThat(ann.screen()).contains("bob is not connected.");
        assertThat(bob.joins().screen()).contains("You have your seat in 'lobby' again with ann.");
        bob.types("back");
        hall.pass(Duration.ofSeconds(2));
        assertThat(ann.screen()).contains("12:00 bob: back");
    }
}
