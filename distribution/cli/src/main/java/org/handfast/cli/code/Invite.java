package org.handfast.cli.code;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.handfast.cli.Plain;
import org.handfast.cli.device.CodeDrawing;
import org.handfast.cli.device.QrCode;

/**
 * A code that was made.
 *
 * @param words what to say to the other end
 * @param addresses where this end is, as multiaddrs
 * @param remarks what else there is to know of it
 * @param until when it ends (RFC 3339), if it does
 */
public record Invite(List<String> words, List<String> addresses, List<String> remarks, Optional<String> until) {

    private static final int IN_A_ROW = 4;

    public Invite {
        words = List.copyOf(words);
        addresses = List.copyOf(addresses);
        remarks = List.copyOf(remarks);
    }

    /** The words on one line. */
    public String line() {
        return String.join(" ", words);
    }

    /** Puts it into an object. */
    public ObjectNode into(ObjectNode object, String untilName) {
        object.put("words", line());
        ArrayNode list = object.putArray("addresses");
        addresses.forEach(list::add);
        if (!remarks.isEmpty()) {
            object.put("remark", String.join(" ", remarks));
        }
        until.ifPresent(time -> object.put(untilName, time));
        return object;
    }

    /** For a person: the words by number, drawn, and where this end is. */
    public void print(CodeDrawing drawing, PrintWriter out) {
        var code = QrCode.of(line());
        drawing.write(code);
        out.println("Say these words to the other end, or let it scan the code. They are good once:");
        out.println();
        out.print(numbered());
        out.println();
        drawing.show(code, out);
        drawing.told(out);
        if (addresses.isEmpty()) {
            out.println("Nobody can reach this end now: no address of it is known.");
        } else {
            out.println(
                    "The other end finds this one by itself on the local network, and by the hash table; else give it one"
                            + " of these with --address:");
            addresses.forEach(address -> out.println("  " + Plain.line(address)));
        }
        remarks.forEach(remark -> out.println(Plain.line(remark)));
        until.ifPresent(time -> out.println("Good until " + time + "."));
        out.flush();
    }

    private String numbered() {
        var rows = new StringBuilder();
        for (int i = 0; i < words.size(); i += IN_A_ROW) {
            var row = new StringBuilder();
            for (int n = i; n < Math.min(i + IN_A_ROW, words.size()); n++) {
                row.append(String.format(Locale.ROOT, "%5d %-8s", n + 1, words.get(n)));
            }
            rows.append(row.toString().stripTrailing()).append('\n');
        }
        return rows.toString();
    }
}
