package org.genera.db.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.genera.db.Example.again;
import static org.genera.db.Example.evaluated;
import static org.genera.db.Example.evaluatedAgain;
import static org.genera.db.Example.evaluationFailed;
import static org.genera.db.Example.finished;
import static org.genera.db.Example.started;

import org.genera.db.Example;
import org.genera.db.JournalFile;
import org.genera.db.OnEachEngine;
import org.genera.run.RunState;
import org.genera.run.spec.RunSpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EvaluationsTest extends OnEachEngine {
    private JournalFile journal;

    @BeforeEach
    void a_finished_run() throws Exception {
        RunSpec spec = Example.run("r", "a", "vae", 1, 1);
        db.experiments().insert(Example.experiment("a", "Name", "", 0));
        db.runs().insert(spec, spec.group(), new RunState.Queued(spec.createdAt()));
        journal = new JournalFile(folder.resolve("journal.jsonl"));
        journal.write(seq -> started(seq, 0, 0), seq -> evaluated(seq, 1_000, -3), seq -> finished(seq, 1_000));
        journal.feed(db, "r");
    }

    @Test
    void an_evaluation_taken_again_is_kept_apart_from_the_metrics_of_the_run() throws Exception {
        RunRow before = db.runs().findWithMetrics("r").orElseThrow();
        journal.write(seq -> evaluatedAgain(seq, "again", 1_000, -2), seq -> evaluationFailed(seq, "never"));
        journal.feed(db, "r");

        assertThat(db.evaluations().ofRun("r"))
                .extracting(each -> each.request().id())
                .containsExactly("again", "never");
        assertThat(db.evaluations().ofRun("r").get(0).measurements().get(0).value())
                .isEqualTo(-2);
        assertThat(db.runs().findWithMetrics("r").orElseThrow().metrics()).isEqualTo(before.metrics());
        assertThat(db.sampleSets().ofRun("r"))
                .extracting(StoredSampleSet::request)
                .containsExactly("again");
    }

    @Test
    void a_failure_that_no_worker_told_is_kept_and_never_hides_an_answer() throws Exception {
        journal.write(seq -> evaluatedAgain(seq, "again", 1_000, -2));
        journal.feed(db, "r");

        db.evaluations().storeFailure("r", again("again"), "late");
        db.evaluations().storeFailure("r", again("lost"), "the worker died");

        assertThat(db.evaluations().ofRun("r"))
                .extracting(StoredEvaluation::reason)
                .containsExactly(null, "the worker died");
    }
}
