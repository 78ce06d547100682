package org.genera.server.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.genera.data.DataCatalogue;
import org.genera.data.DataSelection;
import org.genera.data.preparation.Preprocessing;
import org.genera.db.ExperimentsDb;
import org.genera.db.experiments.ExperimentQuery;
import org.genera.db.experiments.ExperimentRow;
import org.genera.run.Json;
import org.genera.run.home.Home;
import org.genera.run.spec.Budget;
import org.genera.run.spec.ExperimentSetup;
import org.genera.run.spec.ExperimentSpec;
import org.genera.run.spec.Protocol;
import org.genera.server.devices.DeviceSlots;
import org.genera.server.devices.GpuProbe;
import org.genera.server.stream.RunNews;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewFoldersTest {
    private static final ExperimentSetup GROUND = new ExperimentSetup(
            new DataSelection("ring8", "", Preprocessing.none()),
            new Budget(Budget.Unit.STEPS, 100, 10),
            Protocol.usual());

    @TempDir
    Path folder;

    private Home home;
    private ExperimentsDb db;
    private ExperimentRegister register;

    @BeforeEach
    void open() throws Exception {
        home = new Home(folder.resolve("home"));
        db = ExperimentsDb.open(ExperimentsDb.h2Url(home.database()));
        RunNews news = new RunNews((type, data) -> {}, db.experiments()::find);
        DeviceSlots devices = new DeviceSlots(1, new GpuProbe("no-such-tool"), home.gpuLibraries());
        RunLifecycle lifecycle = new RunLifecycle(
                home,
                db,
                new WorkerLauncher(home, Distribution.at(folder), 1, run -> Optional.empty()),
                devices,
                news,
                Duration.ofSeconds(1));
        register = new ExperimentRegister(home, db, new DataCatalogue(home.data()), lifecycle, news);
    }

    @Test
    void an_experiment_without_a_row_has_no_folder() {
        db.close();

        assertThatThrownBy(() -> register.create("name", "", GROUND)).isInstanceOf(IllegalStateException.class);
        assertThat(home.experiments()).isEmptyDirectory();
    }

    @Test
    void an_experiment_without_a_folder_has_no_row() throws Exception {
        Files.writeString(home.experiments(), "a file in the way");

        assertThatThrownBy(() -> register.create("name", "", GROUND)).hasMessageContaining("cannot create");
        assertThat(db.experiments().page(new ExperimentQuery("", false, 0, 10)).total())
                .isZero();
        db.close();
    }

    @Test
    void a_name_that_did_not_get_into_the_row_is_not_left_in_the_folder() {
        ExperimentRow row = register.create("before", "", GROUND);
        db.close();

        assertThatThrownBy(() -> register.change(row, "after", null)).isInstanceOf(IllegalStateException.class);
        Path file = home.experiment(row.spec().id()).resolve("experiment.json");
        assertThat(Json.readFile(file, ExperimentSpec.class).name()).isEqualTo("before");
    }

    @Test
    void folders_of_what_was_launched_together_go_away_together() {
        Path one = folder.resolve("one");
        Path two = folder.resolve("deep/two");

        assertThatThrownBy(() -> NewFolders.orNone(folders -> {
                    folders.write(one, one.resolve("spec.json"), "1");
                    folders.write(two, two.resolve("spec.json"), "2");
                    assertThat(two.resolve("spec.json")).exists();
                    throw new IllegalStateException("no row");
                }))
                .hasMessage("no row");
        assertThat(one).doesNotExist();
        assertThat(two).doesNotExist();
    }
}
