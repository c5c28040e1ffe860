package org.handfast.cli.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.handfast.cli.Json;
import org.handfast.cli.device.CodeDrawing;

class InviteTest {

    private static final List<String> WORDS =
            List.of("abandon math mimic master federal design carbon crystal rookie group knife youth".split(" "));
    private static final String ADDRESS =
            "/ip4/192.0.2.7/tcp/4001/p2p/12D3KooWRNwFpmN1tpskBh6uHWpQ2WTAr2VnwtjESJG5ekmXyGW9";

    private static Invite invite(List<String> addresses, String... remarks) {
        return new Invite(WORDS, addresses, List.of(remarks), Optional.of("2026-03-01T12:05:00Z"));
    }

    private static String printed(Invite invite) {
        var out = new StringWriter();
        invite.print(new CodeDrawing(), new PrintWriter(out));
        return out.toString();
    }

    @Test
    void showsTheWordsByNumberAndWhereThisEndIs() {
        assertThat(printed(invite(List.of(ADDRESS))))
                .contains("""
                    1 abandon     2 math        3 mimic       4 master
                    5 federal     6 design      7 carbon      8 crystal
                    9 rookie     10 group      11 knife      12 youth
                """, "\n  " + ADDRESS + "\n", "Good until 2026-03-01T12:05:00Z.");
    }

    @Test
    void saysThatNobodyCanReachThisEnd() {
        assertThat(printed(invite(List.of()))).contains("no address of it is known");
    }

    @Test
    void saysWhatElseThereIsToKnow() {
        assertThat(printed(invite(List.of(ADDRESS), "It is for old devices alone.")))
                .contains("\nIt is for old devices alone.\n");
    }

    @Test
    void scriptsGetTheWordsOnOneLine() {
        assertThat(invite(List.of(ADDRESS)).into(Json.MAPPER.createObjectNode(), "expiresAt"))
                .hasToString("{\"words\":\"" + String.join(" ", WORDS) + "\",\"addresses\":[\"" + ADDRESS
                        + "\"],\"expiresAt\":\"2026-03-01T12:05:00Z\"}");
    }
}
