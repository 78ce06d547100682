package org.genera.db.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.genera.db.Example;
import org.genera.db.OnEachEngine;
import org.genera.db.connection.Page;
import org.genera.run.RunState;
import org.genera.run.spec.ExperimentSpec;
import org.genera.run.spec.RunSpec;
import org.junit.jupiter.api.Test;

class ExperimentsTest extends OnEachEngine {

    private List<String> found(String words) {
        return db.experiments().page(new ExperimentQuery(words, false, 0, 50)).items().stream()
                .map(row -> row.spec().id())
                .toList();
    }

    @Test
    void what_goes_in_comes_out() {
        ExperimentSpec spec = Example.experiment("ring", "Ring of 8", "à la carte — 日本語 \"quoted\"", 0);

        db.experiments().insert(spec);

        assertThat(db.experiments().find("ring")).contains(new ExperimentRow(spec, null, List.of(), Map.of()));
        assertThat(db.experiments().find("none")).isEmpty();
    }

    @Test
    void all_words_must_occur_in_the_name_or_the_note() {
        db.experiments().insert(Example.experiment("a", "Ring of 8", "first try", 0));
        db.experiments().insert(Example.experiment("b", "Digits", "100% of the RING", 1));
        db.experiments().insert(Example.experiment("c", "Moons", "under_score", 2));

        assertThat(found("")).containsExactly("c", "b", "a");
        assertThat(found("ring")).containsExactly("b", "a");
        assertThat(found("  TRY ring ")).containsExactly("a");
        assertThat(found("100%")).containsExactly("b");
        assertThat(found("%")).containsExactly("b");
        assertThat(found("_")).containsExactly("c");
        assertThat(found("' or 1=1 --")).isEmpty();
    }

    @Test
    void experiments_are_found_by_their_data_and_not_by_words_about_it() {
        db.experiments().insert(Example.experiment("a", "On its data", "", 0));
        db.experiments().insert(Example.experiment("b", "Notes", "{\"dataSet\":\"other\"}", 1));
        String dataSet =
                db.experiments().find("a").orElseThrow().spec().setup().data().dataSet();

        assertThat(on(dataSet)).containsExactly("b", "a");
        assertThat(on("other")).isEmpty();
        assertThat(on(dataSet.substring(1))).isEmpty();
        assertThat(on("%")).isEmpty();
    }

    private List<String> on(String dataSet) {
        return db.experiments().page(new ExperimentQuery("", dataSet, false, 0, 50)).items().stream()
                .map(row -> row.spec().id())
                .toList();
    }

    @Test
    void pages_are_cut_from_the_whole_list() {
        for (int i = 0; i < 7; i++) {
            db.experiments().insert(Example.experiment("e" + i, "Name", "", i));
        }

        Page<ExperimentRow> page = db.experiments().page(new ExperimentQuery("", false, 5, 5));

        assertThat(page.total()).isEqualTo(7);
        assertThat(page.items()).extracting(row -> row.spec().id()).containsExactly("e1", "e0");
    }

    @Test
    void a_change_leaves_the_rest_as_it_is() {
        ExperimentSpec spec = Example.experiment("a", "Old", "note", 0);
        db.experiments().insert(spec);

        ExperimentRow row = db.experiments().change("a", "New", null);

        assertThat(row.spec()).isEqualTo(new ExperimentSpec("a", "New", "note", spec.setup(), spec.createdAt()));
        assertThat(db.experiments().change("a", null, "other").spec().name()).isEqualTo("New");
        assertThat(found("new other")).containsExactly("a");
        assertThatThrownBy(() -> db.experiments().change("none", "x", null))
                .hasMessage("expected the id of an experiment, got \"none\"");
    }

    @Test
    void a_deletion_can_be_taken_back() {
        db.experiments().insert(Example.experiment("a", "Name", "", 0));

        db.experiments().markDeleted("a", T0.plusSeconds(9));
        assertThat(found("")).isEmpty();
        assertThat(db.experiments().page(new ExperimentQuery("", true, 0, 10)).items())
                .extracting(ExperimentRow::deletedAt)
                .containsExactly(T0.plusSeconds(9));

        db.experiments().restore("a");
        assertThat(found("")).containsExactly("a");
    }

    @Test
    void families_and_states_of_the_runs_are_counted() {
        db.experiments().insert(Example.experiment("a", "Name", "", 0));
        insert(Example.run("r1", "a", "vae", 1, 1), new RunState.Queued(T0));
        insert(Example.run("r2", "a", "gan", 1, 2), new RunState.Finished(T0, 10));
        insert(Example.run("r3", "a", "gan", 2, 3), new RunState.Finished(T0, 10));
        insert(Example.run("r4", "a", "diffusion", 1, 4), new RunState.Queued(T0));
        db.runs().markDeleted("r4", T0);

        ExperimentRow row = db.experiments().find("a").orElseThrow();

        assertThat(row.families()).containsExactly("gan", "vae");
        assertThat(row.runsByState()).isEqualTo(Map.of("queued", 1, "finished", 2));
    }

    private void insert(RunSpec spec, RunState state) {
        db.runs().insert(spec, spec.group(), state);
    }
}
