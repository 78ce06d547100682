package org.genera.dist;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Leaderboard, curves and sweeps as a researcher turns them, on a real server with real runs. */
class ComparisonPagesIT extends OnPages {

    private static String experiment;

    /** Two seeds of a GAN and one Gaussian mixture: a group with a deviation and one without. */
    @BeforeAll
    static void train() throws Exception {
        experiment = genera.ringExperiment("to be compared", 200, 3);
        List<String> runs = new ArrayList<>();
        runs.add(genera.launch(experiment, "gan", "non-saturating", Map.of(), 1));
        runs.add(genera.launch(experiment, "gan", "non-saturating", Map.of(), 2));
        runs.add(genera.launch(experiment, "gaussian", "full", Map.of("classConditional", false), 1));
        for (String run : runs) {
            assertThat(RunningGenera.state(genera.await(run, PATIENCE, RunningGenera::ended)))
                    .isEqualTo("finished");
        }
    }

    private Locator row(int at) {
        return page.getByTestId("leaderboard-row").nth(at);
    }

    private static Locator cell(Locator row, String column) {
        return row.locator("[data-column='" + column + "']");
    }

    @Test
    void a_click_on_a_head_sorts_the_best_first_another_the_worst_and_a_third_lets_go() {
        go("/experiments/" + experiment);
        assertThat(page.getByTestId("leaderboard-row")).hasCount(2);
        String before = row(0).getAttribute("data-family");
        Locator head = page.getByTestId("sort-trainSeconds");
        head.click();
        // The Gaussian is fitted in one step.
        assertThat(row(0)).hasAttribute("data-family", "gaussian");
        assertThat(page.locator("th[aria-sort=ascending]")).containsText("Training time");
        head.click();
        assertThat(row(0)).hasAttribute("data-family", "gan");
        assertThat(page.locator("th[aria-sort=descending]")).containsText("Training time");
        head.click();
        assertThat(row(0)).hasAttribute("data-family", before);
        assertThat(page.locator("th[aria-sort=ascending], th[aria-sort=descending]"))
                .hasCount(0);
    }

    @Test
    void the_differences_from_a_baseline_replace_the_deviations_until_one_lets_go() {
        go("/experiments/" + experiment + "?sort=trainSeconds");
        Locator coverage = cell(row(1), "coverage");
        assertThat(coverage).containsText("±");
        row(0).hover();
        row(0).getByTestId("baseline").click();
        assertThat(row(0).getByTestId("baseline")).hasText("baseline");
        assertThat(coverage.locator(".deviation")).hasText(Pattern.compile("[+−]\\d.*"));
        page.getByTestId("clear-baseline").click();
        assertThat(coverage).containsText("±");
    }

    @Test
    void the_best_of_a_history_is_never_worse_than_the_last() throws Exception {
        go("/experiments/" + experiment + "?rows=runs");
        Locator runs = page.getByTestId("leaderboard-run");
        assertThat(runs).hasCount(3);
        page.getByTestId("reading").selectOption("best");
        assertThat(page).hasURL(Pattern.compile(".*read=best.*"));
        JsonNode last = genera.get("/experiments/" + experiment + "/leaderboard?reading=last");
        JsonNode best = genera.get("/experiments/" + experiment + "/leaderboard?reading=best");
        for (int i = 0; i < 2; i++) {
            assertThat(coverage(best, i)).isGreaterThanOrEqualTo(coverage(last, i));
        }
        page.getByTestId("rows-of").selectOption("groups");
        String shown = cell(page.locator("[data-family=gan]").first(), "coverage")
                .locator(".value")
                .innerText();
        // What the page rounds away.
        assertThat(Double.parseDouble(shown)).isCloseTo(coverageOf(best, "gan"), Offset.offset(0.006));
    }

    private static double coverage(JsonNode board, int row) {
        return board.path("rows").get(row).path("cells").path("coverage").path("mean").asDouble();
    }

    private static double coverageOf(JsonNode board, String family) {
        for (JsonNode row : board.path("rows")) {
            if (row.path("family").asText().equals(family)) {
                return row.path("cells").path("coverage").path("mean").asDouble();
            }
        }
        throw new AssertionError("no row of " + family);
    }

    @Test
    void more_measures_are_shown_on_demand_in_the_order_of_the_server() throws Exception {
        go("/experiments/" + experiment);
        Locator heads = page.locator("[data-testid^=sort-]");
        assertThat(page.getByTestId("sort-coverage")).isVisible();
        int few = heads.count();
        page.getByTestId("every-measure").click();
        List<String> keys = new ArrayList<>();
        for (JsonNode column :
                genera.get("/experiments/" + experiment + "/leaderboard").path("columns")) {
            keys.add("sort-" + column.path("key").asText());
        }
        assertThat(heads).hasCount(keys.size());
        assertThat(heads.evaluateAll("all => all.map(one => one.dataset.testid)")).isEqualTo(keys);
        assertThat(keys.size()).isGreaterThan(few);
        page.getByTestId("every-measure").click();
        assertThat(heads).hasCount(few);
    }

    @Test
    void a_group_opens_to_the_single_values_of_its_seeds() {
        go("/experiments/" + experiment + "?sort=-trainSeconds");
        page.getByTestId("expand-row").click();
        Locator seeds = page.getByTestId("leaderboard-run");
        assertThat(seeds).hasCount(2);
        for (int i = 0; i < 2; i++) {
            assertThat(seeds.nth(i)).containsText("seed " + (i + 1));
            assertThat(cell(seeds.nth(i), "coverage").locator(".value")).hasText(Pattern.compile("[\\d.]+"));
        }
        page.getByTestId("expand-row").click();
        assertThat(seeds).hasCount(0);
    }

    @Test
    void curves_are_drawn_over_epochs_time_and_any_metric_as_the_address_says() {
        go("/experiments/" + experiment);
        Locator chart = page.getByTestId("chart").first();
        assertThat(chart).isVisible();
        for (String over : List.of("epoch", "time", "metric:slicedWasserstein")) {
            page.getByTestId("horizontal").selectOption(over);
            assertThat(chart.locator("canvas")).isVisible();
            assertThat(page).hasURL(Pattern.compile(".*x=" + over.replace(":", "(:|%3A)") + ".*"));
        }
        page.reload();
        assertThat(page.getByTestId("horizontal")).hasValue("metric:slicedWasserstein");
        // Three evaluations of each GAN, one of the Gaussian, which is fitted at once.
        assertThat(page.locator("[data-metric=Coverage]")).containsText("7 points");
        assertThat(page.locator("[data-metric='Sliced Wasserstein distance']")).hasCount(0);
    }

    @Test
    void the_hover_tells_what_was_measured_and_at_which_step() {
        go("/experiments/" + experiment + "?m=coverage&clip=1");
        assertThat(page.getByTestId("clip-axis")).isChecked();
        Locator chart = page.locator("[data-metric=Coverage]");
        Locator over = chart.locator(".u-over");
        over.scrollIntoViewIfNeeded();
        BoundingBox box = over.boundingBox();
        page.mouse().move(box.x + box.width * 0.9, box.y + box.height / 2);
        // Three evaluations in 200 steps: the second lies before the pointer.
        Locator gan = chart.getByTestId("hover-value").filter(new Locator.FilterOptions().setHasText("mean of 2"));
        assertThat(gan).hasCount(1);
        assertThat(gan).containsText(Pattern.compile("step 13\\d"));
        page.mouse().move(box.x + 1, box.y + box.height / 2);
        assertThat(gan).hasCount(0);
    }

    @Test
    void runs_with_a_budget_in_seconds_are_compared_by_time() throws Exception {
        String timed = genera.post(
                        "/experiments",
                        Map.of(
                                "name", "timed",
                                "setup",
                                        Map.of(
                                                "data", Map.of("dataSet", "ring8"),
                                                "budget", Map.of("unit", "seconds", "amount", 2, "batchSize", 100),
                                                "protocol",
                                                        Map.of(
                                                                "sampleSets", 3,
                                                                "evaluations", 1,
                                                                "evaluationSamples", 200,
                                                                "testExamples", 100))))
                .path("id")
                .asText();
        String run = genera.launch(timed, "gan", "non-saturating", Map.of(), 1);
        genera.await(run, PATIENCE, RunningGenera::ended);
        go("/experiments/" + timed);
        assertThat(page.getByTestId("horizontal")).hasValue("time");
        Locator panel = page.getByTestId("sample-panel");
        assertThat(panel.getByTestId("drawn-at")).hasText(Pattern.compile("step [\\d,]+, [2-9](\\.\\d+)? s"));
        page.getByTestId("step-slider").first().press("Home");
        assertThat(page).hasURL(Pattern.compile(".*[?&]time=\\d.*"));
        assertThat(panel.getByTestId("drawn-at")).hasText(Pattern.compile("step [\\d,]+, \\d+(\\.\\d+)? (s|ms)"));
        go("/compare?runs=" + run + "," + genera.get("/runs?experiment=" + experiment).path("items").get(0).path("id").asText());
        assertThat(page.getByTestId("why-axis")).containsText("training time is what all runs share");
    }

    @Test
    void a_random_sweep_is_launched_from_the_form_and_drawn() throws Exception {
        String fresh = genera.ringExperiment("swept", 300, 2);
        go("/experiments/" + fresh);
        page.getByTestId("launch").first().click();
        page.locator("[data-testid=family-tile][data-family=vae]").click();
        assertThat(page.getByTestId("search-fields")).hasCount(0);
        page.getByTestId("settings").click();
        page.getByTestId("range-learningRate").click();
        Locator rate = page.getByTestId("field-learningRate");
        rate.getByTestId("range-from").fill("0.01");
        rate.getByTestId("range-to").fill("0.001");
        assertThat(rate).containsText("expected more than 0.01, got 0.001");
        assertThat(page.getByTestId("submit-launch")).isDisabled();
        rate.getByTestId("range-from").fill("0.0001");
        page.getByTestId("field-latent").locator("input").fill("2, 4, 8");
        page.getByTestId("search-kind").selectOption("random");
        page.getByTestId("search-count").fill("4");
        assertThat(page.getByTestId("submit-launch")).containsText("4 runs");
        page.getByTestId("submit-launch").click();

        page.getByTestId("tab-sweeps").click();
        assertThat(page.getByTestId("sweep-states")).containsText("of 4 runs", slowly());
        assertThat(page.getByTestId("sweep-states")).containsText("4 of 4 runs have ended", slowly());
        assertThat(page.getByTestId("sweep-line")).hasCount(4);
        assertThat(page.getByTestId("axis-value:learningRate")).isVisible();
        assertThat(page.getByTestId("axis-value:latent")).isVisible();
        assertThat(page.getByTestId("sweep-point")).hasCount(4);
        assertThat(page.getByTestId("importance")).containsText("learningRate");

        brushTheUpperHalfOf("axis-value:learningRate");
        assertThat(page).hasURL(Pattern.compile(".*brush=.*learningRate.*"));
        int kept = page.getByTestId("sweep-run").count();
        assertThat(kept).isBetween(1, 3);
        page.getByTestId("clear-brushes").click();
        assertThat(page.getByTestId("sweep-run")).hasCount(4);
        page.getByTestId("sweep-run").first().getByRole(AriaRole.LINK).click();
        assertThat(page.getByTestId("run-state").first()).containsText("finished");
    }

    /** The axis spans what was drawn: its upper half holds the highest and never the lowest. */
    private void brushTheUpperHalfOf(String axis) {
        BoundingBox box = page.getByTestId(axis).getByTestId("axis-handle").boundingBox();
        double x = box.x + box.width / 2;
        page.mouse().move(x, box.y + 1);
        page.mouse().down();
        page.mouse().move(x, box.y + box.height / 2);
        page.mouse().up();
    }

    @Test
    void a_whole_sweep_is_stopped_after_a_second_word() throws Exception {
        String fresh = genera.ringExperiment("stopped", 1_000_000, 2);
        genera.post(
                "/experiments/" + fresh + "/launch",
                Map.of(
                        "items",
                        List.of(Map.of(
                                "family", "vae",
                                "variant", "vae-gaussian",
                                "values", Map.of("latent", List.of(2, 4, 8)))),
                        "seeds",
                        List.of(1),
                        "device",
                        "cpu"));
        go("/experiments/" + fresh + "?tab=sweeps");
        page.getByTestId("stop-sweep").click();
        assertThat(page.getByTestId("sweep")).containsText("Stop 3 runs for good?");
        page.getByTestId("stop-sweep-sure").click();
        assertThat(page.getByTestId("sweep-stopped")).isVisible();
        assertThat(page.getByTestId("sweep-states")).containsText("3 cancelled", slowly());
    }
}
