package org.genera.dist;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** A real server with a home of its own, and a headless Chromium that looks at its pages. */
final class PagesSession implements AutoCloseable {
    private final RunningGenera genera;
    private final Playwright playwright;
    private final Browser browser;
    private final List<String> errors = new ArrayList<>();

    private PagesSession(RunningGenera genera, Playwright playwright, Browser browser) {
        this.genera = genera;
        this.playwright = playwright;
        this.browser = browser;
    }

    static PagesSession start() throws IOException, InterruptedException {
        RunningGenera genera = RunningGenera.start(Files.createTempDirectory("genera-pages"));
        Playwright playwright = Playwright.create();
        Browser browser = Chromium.launch(playwright);
        return new PagesSession(genera, playwright, browser);
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
