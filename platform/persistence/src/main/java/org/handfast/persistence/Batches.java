package org.handfast.persistence;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

import org.handfast.api.Fault;
import org.handfast.core.store.Changes;
import org.handfast.core.store.Committed;

/** The transaction of a batch. If it fails as a whole each of the batch is tried alone, so that none fails by another's fault. */
final class Batches {

    private final Writer writer;
    private final LongSupplier arrivals;

    Batches(Writer writer, LongSupplier arrivals) {
        this.writer = writer;
        this.arrivals = arrivals;
    }

    /** Commits changes and answers each in its place. */
    List<Answer> commit(List<Changes> batch) {
        try {
            List<Committed> outcomes = writer.write(session -> new Settlement(session, arrivals).settle(batch));
            return outcomes.stream().<Answer>map(Answer.Judged::new).toList();
        } catch (Writer.Refused refused) {
            return batch.size() == 1 ? List.of(new Answer.Failed(refused)) : oneByOne(batch);
        } catch (Fault unavailable) {
            return batch.stream()
                    .<Answer>map(c -> new Answer.Failed(unavailable))
                    .toList();
        }
    }

    private List<Answer> oneByOne(List<Changes> batch) {
        List<Answer> answers = new ArrayList<>();
        for (Changes changes : batch) {
            answers.addAll(commit(List.of(changes)));
        }
        return answers;
    }
}
