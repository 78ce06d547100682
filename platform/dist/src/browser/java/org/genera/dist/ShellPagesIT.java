package org.genera.dist;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What all pages share: the live stream over many tabs, keys and focus, names, the bin, and that anybody can read them. */
class ShellPagesIT extends OnPages {
    private static final String IN_THE_BACKGROUND =
            """
            Object.defineProperty(document, 'hidden', {get: () => true});
            Object.defineProperty(document, 'visibilityState', {get: () => 'hidden'});
            """;

    private static String experiment;
    private static String run;

    @BeforeAll
    static void train() throws Exception {
        experiment = genera.ringExperiment("ring of 8", 200, 2);
        run = genera.launch(experiment, "vae", "vae-gaussian", Map.of(), 1);
        assertThat(RunningGenera.state(genera.await(run, PATIENCE, RunningGenera::ended)))
                .isEqualTo("finished");
    }

    private static void awaitStreams(int wanted) throws IOException, InterruptedException {
        Instant deadline = Instant.now().plusSeconds(10);
        while (streams() != wanted && Instant.now().isBefore(deadline)) {
            Thread.sleep(50);
        }
        assertThat(streams()).isEqualTo(wanted);
    }

    private static int streams() throws IOException, InterruptedException {
        return genera.get("/system").path("streams").asInt();
    }

    @Test
    void eight_tabs_share_one_stream_and_one_out_of_sight_opens_none() throws Exception {
        awaitStreams(0);
        try (BrowserContext one = page.context().browser().newContext()) {
            Page behind = one.newPage();
            behind.addInitScript(IN_THE_BACKGROUND);
            behind.navigate(genera.address() + "/experiments");
            assertThat(behind.getByTestId("experiment-row").first()).isVisible();
            assertThat(streams()).isZero();

            List<Page> tabs = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                Page tab = one.newPage();
                tab.navigate(genera.address() + "/experiments");
                assertThat(tab.getByTestId("experiment-row").first()).isVisible();
                tabs.add(tab);
            }
            awaitStreams(1);
            String first = genera.ringExperiment("seen by all", 10, 2);
            for (Page tab : tabs) {
                assertThat(row(tab, first)).isVisible();
            }
            assertThat(row(behind, first)).hasCount(0);

            tabs.subList(0, 7).forEach(Page::close);
            String second = genera.ringExperiment("seen by the last", 10, 2);
            assertThat(row(tabs.get(7), second)).isVisible();
            assertThat(streams()).isEqualTo(1);
        }
        awaitStreams(0);
    }

    private static Locator row(Page tab, String experiment) {
        return tab.locator("[data-experiment='" + experiment + "']");
    }

    @Test
    void who_arrives_begins_at_the_heading_and_who_comes_back_is_where_they_left() {
        go("/experiments");
        assertThat(page).hasTitle("Experiments · Genera");
        Locator link = row(page, experiment).getByRole(AriaRole.LINK).first();
        link.focus();
        page.keyboard().press("Enter");
        assertThat(page.getByTestId("experiment-title")).isFocused();
        assertThat(page).hasTitle("ring of 8 · Genera");
        assertThat(page.getByTestId("announced")).hasText("ring of 8");
        page.goBack();
        assertThat(link).isFocused();
        go("/runs/" + run);
        assertThat(page).hasTitle(Pattern.compile("VAE.*, seed 1 · ring of 8 · Genera"));
    }

    @Test
    void tabs_are_walked_by_arrows() {
        go("/runs/" + run);
        assertThat(page.getByTestId("tab-draw")).isVisible();
        page.getByTestId("tab-overview").focus();
        page.keyboard().press("ArrowRight");
        assertThat(page.getByTestId("tab-draw")).isFocused();
        assertThat(page.getByTestId("draw")).isVisible();
        page.keyboard().press("End");
        assertThat(page.getByTestId("tab-files")).hasAttribute("aria-selected", "true");
        page.keyboard().press("ArrowRight");
        assertThat(page.getByTestId("tab-overview")).isFocused();
        assertThat(page.locator("[role=tab][tabindex='0']")).hasCount(1);
    }

    @Test
    void the_picker_of_a_comparison_stays_open_until_one_has_chosen() {
        go("/compare");
        page.getByTestId("picker-run").first().press("Space");
        assertThat(page.getByTestId("leaderboard-row")).hasCount(1);
        assertThat(page.getByTestId("run-picker")).isVisible();
        page.keyboard().press("Escape");
        assertThat(page.getByTestId("run-picker")).hasCount(0);
        assertThat(page.getByTestId("pick-runs")).isFocused();
        page.keyboard().press("Enter");
        page.getByTestId("picker-done").click();
        assertThat(page.getByTestId("run-picker")).hasCount(0);
    }

    @Test
    void what_is_deleted_is_restored_from_the_bin_or_purged_after_a_second_word() throws Exception {
        String doomed = genera.ringExperiment("for the bin", 10, 2);
        go("/runs/" + run);
        page.getByTestId("delete-run").click();
        page.getByTestId("undo-bar").getByTestId("to-bin").click();
        Locator rows = page.getByTestId("bin-row");
        assertThat(rows).hasCount(1);
        assertThat(rows).containsText("seed 1");
        assertThat(rows).containsText("ring of 8");
        rows.getByTestId("restore").click();
        assertThat(page.getByTestId("bin-empty")).isVisible();
        assertThat(genera.get("/runs?experiment=" + experiment).path("total").asInt())
                .isEqualTo(1);

        go("/experiments");
        row(page, doomed).hover();
        row(page, doomed).getByTestId("delete-experiment").click();
        page.getByRole(AriaRole.MAIN).getByTestId("to-bin").click();
        rows.getByTestId("purge").click();
        assertThat(rows).containsText("It has no runs.");
        page.keyboard().press("Escape");
        assertThat(rows.getByTestId("purge")).isFocused();
        page.keyboard().press("Enter");
        rows.getByTestId("purge-sure").click();
        assertThat(page.getByTestId("bin-done")).containsText("Purged “for the bin”");
        assertThat(page.getByTestId("bin-empty")).isVisible();
    }

    @Test
    void every_page_can_be_read_by_anybody_light_and_dark_and_is_no_wider_than_a_phone() throws Exception {
        List<String> found = new ArrayList<>();
        for (String path : List.of(
                "/experiments?new=1",
                "/experiments/" + experiment + "?launch=1",
                "/runs/" + run,
                "/runs/" + run + "?tab=draw",
                "/runs/" + run + "?tab=configuration",
                "/runs/" + run + "?tab=log",
                "/runs/" + run + "?tab=files",
                "/compare?pick=1&runs=" + run,
                "/families",
                "/data",
                "/data/ring8",
                "/data/regimes",
                "/system",
                "/bin",
                "/nowhere")) {
            page.setViewportSize(1280, 720);
            go(path);
            assertThat(page.locator("h1")).isVisible();
            assertThat(page.locator(".skeleton")).hasCount(0);
            page.evaluate(axe());
            for (ColorScheme theme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(theme));
                found.addAll(violations(path + " " + theme));
            }
            page.setViewportSize(390, 800);
            if (isTooWide()) {
                found.add(path + " is wider than 390 pixels");
            }
        }
        assertThat(found).isEmpty();
    }

    /** Drawings follow the width of the window a moment later. */
    private boolean isTooWide() throws InterruptedException {
        Instant deadline = Instant.now().plusSeconds(5);
        while ((Boolean) page.evaluate("document.documentElement.scrollWidth > innerWidth")) {
            if (Instant.now().isAfter(deadline)) {
                return true;
            }
            Thread.sleep(50);
        }
        return false;
    }

    private static String axe() throws IOException {
        try (InputStream script = ShellPagesIT.class.getResourceAsStream("/axe.min.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** What axe holds for serious or critical: an element and a rule each. */
    @SuppressWarnings("unchecked")
    private List<String> violations(String place) {
        List<String> found = (List<String>) page.evaluate(
                """
                async () => {
                  const { violations } = await axe.run(document, {
                    resultTypes: ['violations'],
                    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'],
                  })
                  return violations
                    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
                    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`))
                }
                """);
        return found.stream().map(one -> place + " " + one).toList();
    }
}
