package org.genera.data.readers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.genera.data.DataCatalogue;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VerdictTest {
    @TempDir
    Path home;

    static List<Verdict> verdicts() throws Exception {
        return Verdict.in(inputs().resolve("verdicts.txt"));
    }

    private static Path inputs() throws Exception {
        return Path.of(VerdictTest.class.getResource("/org/genera/data/inputs").toURI());
    }

    @ParameterizedTest
    @MethodSource("verdicts")
    void files_of_bug_reports_are_read_or_refused_in_expected_words(Verdict verdict) throws Exception {
        String answer = verdict.answer(inputs(), new DataCatalogue(home));
        assertThat(verdict.missing(answer)).as(answer).isEmpty();
    }
}
