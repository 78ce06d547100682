package org.genera.dist;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A real server with a home of its own, and a headless Chromium that looks at its pages. */
final class PagesSession implements AutoCloseable {
    private final Path home;
    private final RunningGenera genera;
    private final Playwright playwright;
    private final Browser browser;
    private final List<String> errors = new ArrayList<>();

    private PagesSession(Path home, RunningGenera genera, Playwright playwright, Browser browser) {
        this.home = home;
        this.genera = genera;
        this.playwright = playwright;
        this.browser = browser;
    }

    static PagesSession start() throws IOException, InterruptedException {
        Path home = Files.createTempDirectory("genera-pages");
        RunningGenera genera = RunningGenera.start(home);
        Playwright playwright = Playwright.create();
        Browser browser = Chromium.launch(playwright);
        return new PagesSession(home, genera, playwright, browser);
    }

    Path home() {
        return home;
    }

    RunningGenera genera() {
        return genera;
    }

    /** A new page, whose errors are kept until it is closed. */
    Page open() {
        errors.clear();
        Page page = browser.newPage(new Browser.NewPageOptions().setViewportSize(1280, 720));
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                errors.add(message.text());
            }
        });
        page.onPageError(errors::add);
        return page;
    }

    /** That the server refused something the page asked for, of which Chromium tells as of an error. */
    void expectRefusal(int status) {
        assertThat(errors.removeIf(error -> error.contains("responded with a status of " + status)))
                .isTrue();
    }

    /** Closes the page; what it complained about, or a name that was taken for HTML, fails the test. */
    void close(Page page) {
        Object hacked = page.evaluate("window.hacked");
        page.close();
        assertThat(errors).isEmpty();
        assertThat(hacked).isNull();
    }

    @Override
    public void close() {
        playwright.close();
        genera.close();
    }
}
