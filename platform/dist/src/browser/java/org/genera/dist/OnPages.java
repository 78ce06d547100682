package org.genera.dist;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** Tests that share a server and look at its pages, each with a page of its own, which must not complain. */
abstract class OnPages {
    static final Duration PATIENCE = Duration.ofMinutes(2);
    static final double SLOW = 90_000;

    static PagesSession session;
    static RunningGenera genera;

    Page page;

    @BeforeAll
    static void start() throws Exception {
        session = PagesSession.start();
        genera = session.genera();
    }

    @AfterAll
    static void stop() {
        session.close();
    }

    @BeforeEach
    void open() {
        page = session.open();
    }

    @AfterEach
    void close() {
        session.close(page);
    }

    void go(String path) {
        page.navigate(genera.address() + path);
    }

    static LocatorAssertions.ContainsTextOptions slowly() {
        return new LocatorAssertions.ContainsTextOptions().setTimeout(SLOW);
    }
}
