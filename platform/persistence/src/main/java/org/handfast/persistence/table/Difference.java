package org.handfast.persistence.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What became of records: some are gone, some are new, some are other than before. */
public record Difference<R>(List<R> removed, List<R> added, List<Change<R>> changed) {

    /** One record before and after. */
    public record Change<R>(R before, R after) {}

    /** What lies between two states, in each of which an id occurs once. */
    public static <I, R> Difference<R> between(List<R> before, List<R> after, Function<R, I> id) {
        Map<I, R> old = new LinkedHashMap<>();
        before.forEach(r -> old.put(id.apply(r), r));
        List<R> added = new ArrayList<>();
        List<Change<R>> changed = new ArrayList<>();
        for (R now : after) {
            R was = old.remove(id.apply(now));
            if (was == null) {
                added.add(now);
            } else if (!was.equals(now)) {
                changed.add(new Change<>(was, now));
            }
        }
        return new Difference<>(List.copyOf(old.values()), added, changed);
    }

    /** The records that were there before, as far as they differ. */
    List<R> before() {
        List<R> all = new ArrayList<>(removed);
        changed.forEach(c -> all.add(c.before()));
        return all;
    }

    /** The records that are there after, as far as they differ. */
    List<R> after() {
        List<R> all = new ArrayList<>(added);
        changed.forEach(c -> all.add(c.after()));
        return all;
    }
}
