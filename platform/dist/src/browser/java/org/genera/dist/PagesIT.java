package org.genera.dist;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The pages as a researcher clicks through them, on a real server with real runs, in headless Chromium. */
class PagesIT extends OnPages {
    private static final String HOSTILE = "<img src=x onerror=\"window.hacked=1\"> ring";

    private static String experiment;
    private static final List<String> RUNS = new ArrayList<>();

    @BeforeAll
    static void train() throws Exception {
        firstVisit();
        experiment = genera.ringExperiment(HOSTILE, 400, 4);
        RUNS.add(genera.launch(experiment, "gaussian", "full", Map.of("classConditional", false), 1));
        RUNS.add(genera.launch(experiment, "vae", "vae-gaussian", Map.of(), 1));
        RUNS.add(genera.launch(experiment, "gan", "non-saturating", Map.of(), 1));
        for (String run : RUNS) {
            assertThat(RunningGenera.state(genera.await(run, PATIENCE, RunningGenera::ended)))
                    .isEqualTo("finished");
        }
    }

    /** Before anything has been run, the page offers what to do. */
    private static void firstVisit() {
        Page page = session.open();
        page.navigate(genera.address().toString());
        assertThat(page.getByTestId("first-visit")).containsText("genera demo");
        session.close(page);
    }

    @Test
    void an_experiment_compares_its_runs_side_by_side() {
        go("/");
        page.getByTestId("experiment-row").filter(new Locator.FilterOptions().setHasText("ring")).first().getByRole(AriaRole.LINK).first().click();
        assertThat(page.getByTestId("experiment-title")).hasText(HOSTILE);
        assertThat(page.getByTestId("setup").first()).containsText("400 steps");
        assertThat(page.getByTestId("leaderboard-row").first()).isVisible();
        assertThat(page.getByTestId("leaderboard-row").filter(new Locator.FilterOptions().setHasText("finished")))
                .hasCount(page.getByTestId("leaderboard-row").count());
        assertThat(page.getByTestId("leaderboard")).containsText("Modes");
        Locator panels = page.getByTestId("sample-panel");
        assertThat(panels.nth(2)).isVisible();
        assertThat(panels.nth(2).locator("canvas").first()).isVisible();
        String last = panels.nth(1).innerText();
        page.getByTestId("step-slider").press("Home");
        assertThat(panels.nth(1)).not().hasText(last);
        assertThat(page.getByTestId("chart").first()).isVisible();
    }

    @Test
    void runs_are_launched_from_a_form_and_appear_by_themselves() throws Exception {
        String fresh = genera.ringExperiment("launched from the page", 300, 4);
        go("/experiments/" + fresh);
        page.getByTestId("launch").first().click();
        page.getByTestId("family-tile").filter(new Locator.FilterOptions().setHasText("adversarial")).click();
        page.getByTestId("seeds").fill("1, 2");
        assertThat(page.getByTestId("submit-launch")).containsText("2");
        page.getByTestId("submit-launch").click();
        assertThat(page.getByTestId("leaderboard")).containsText("finished", slowly());
        // Both seeds are one group.
        assertThat(page.getByTestId("leaderboard-row")).hasCount(1);
    }

    @Test
    void a_run_is_cancelled_resumed_and_cloned_from_its_page() throws Exception {
        String fresh = genera.ringExperiment("cancelled and resumed", 1_000_000, 4);
        go("/experiments/" + fresh);
        page.getByTestId("launch").first().click();
        page.getByTestId("family-tile").filter(new Locator.FilterOptions().setHasText("autoencoder")).first().click();
        long launched = System.nanoTime();
        page.getByTestId("submit-launch").click();
        page.getByTestId("leaderboard-row").getByRole(AriaRole.LINK).first().click();
        assertThat(page.getByTestId("chart").first()).containsText(" points", slowly());
        System.out.printf("first metric on the page %.1f s after the launch%n", (System.nanoTime() - launched) / 1e9);

        page.getByTestId("cancel-run").click();
        assertThat(page.getByTestId("run-state").first()).containsText("cancelled", slowly());
        page.getByTestId("resume-run").click();
        assertThat(page.getByTestId("run-state").first()).containsText("running", slowly());
        page.getByTestId("cancel-run").click();
        assertThat(page.getByTestId("run-state").first()).containsText("cancelled", slowly());
        page.getByTestId("clone-run").click();
        assertThat(page.getByTestId("launch-panel")).isVisible();
        assertThat(page.getByTestId("launch-item")).hasCount(1);
    }

    @Test
    void a_value_out_of_range_is_refused_at_its_field() throws Exception {
        String fresh = genera.ringExperiment("refused", 300, 4);
        go("/experiments/" + fresh);
        page.getByTestId("launch").first().click();
        page.getByTestId("family-tile").filter(new Locator.FilterOptions().setHasText("Gaussian")).first().click();
        page.getByTestId("settings").click();
        page.getByTestId("field-varianceFloor").locator("input").fill("-3");
        assertThat(page.getByTestId("launch-item")).containsText("-3", slowly());
        assertThat(page.getByTestId("launch-item")).containsText("from 0");
        assertThat(genera.get("/runs?experiment=" + fresh).path("total").asInt()).isZero();
    }

    @Test
    void a_run_shows_what_it_was_set_to_and_draws_on_request() {
        go("/runs/" + RUNS.get(1));
        assertThat(page.getByTestId("run-state").first()).containsText("finished");
        assertThat(page.getByTestId("chart").first()).isVisible();
        assertThat(page.getByTestId("profiles")).containsText("latent");
        page.getByTestId("tab-configuration").click();
        assertThat(page.getByTestId("configuration")).containsText("latent");
        page.getByTestId("tab-log").click();
        assertThat(page.getByTestId("log")).not().isEmpty();
        page.getByTestId("tab-files").click();
        assertThat(page.getByTestId("files")).containsText("spec.json");
        page.getByTestId("tab-draw").click();
        page.getByTestId("draw-submit").click();
        assertThat(page.getByTestId("drawn-set").first().locator("canvas").first())
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(SLOW));
    }

    @Test
    void what_is_known_is_chosen_and_stands_beside_its_completions() {
        go("/runs/" + RUNS.get(0) + "?tab=draw");
        page.getByTestId("draw-kind").selectOption("completion");
        page.getByTestId("draw-pattern").selectOption("scattered");
        page.getByTestId("draw-submit").click();
        Locator drawn = page.getByTestId("drawn-set").first();
        assertThat(drawn).containsText("given: scattered half", slowly());
        assertThat(drawn).containsText("ring: the whole example");
        assertThat(drawn.locator("canvas").first()).isVisible();
    }

    @Test
    void runs_of_any_experiments_are_compared_by_address() {
        go("/compare?runs=" + String.join(",", RUNS));
        assertThat(page.getByTestId("leaderboard-row")).hasCount(3);
        assertThat(page.getByTestId("sample-panel")).hasCount(3);
        assertThat(page.getByTestId("chart").first()).isVisible();
    }

    @Test
    void families_data_and_system_are_there_to_browse() throws Exception {
        go("/families");
        assertThat(page.getByTestId("family-card")).hasCount(genera.get("/families").size());
        assertThat(page.getByTestId("capabilities")).containsText("complete");
        go("/data");
        assertThat(page.getByTestId("data-set-card").filter(new Locator.FilterOptions().setHasText("Ring")))
                .hasCount(1);
        go("/system");
        assertThat(page.getByTestId("devices")).containsText("cpu");
        assertThat(page.getByTestId("plugins")).containsText("genera-plugin-vae");
    }

    @Test
    void the_theme_is_remembered() {
        go("/");
        page.getByTestId("theme-switch").click();
        page.getByTestId("theme-switch").click();
        Locator dark = page.locator("html[data-theme=dark]");
        assertThat(dark).hasCount(1);
        page.reload();
        assertThat(dark).hasCount(1);
    }

    @Test
    void a_deleted_experiment_can_be_restored_at_once() throws Exception {
        genera.ringExperiment("to be deleted", 10, 4);
        go("/");
        Locator row = page.getByTestId("experiment-row").filter(new Locator.FilterOptions().setHasText("to be deleted"));
        row.hover();
        row.getByTestId("delete-experiment").click();
        assertThat(row).hasCount(0);
        page.getByTestId("undo").click();
        assertThat(row).hasCount(1);
    }
}
