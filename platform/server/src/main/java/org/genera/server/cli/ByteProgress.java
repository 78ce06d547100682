package org.genera.server.cli;

import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.function.Function;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.genera.data.store.ImportProgress;

/** Work that is counted in bytes, with a bar for people at a terminal. */
final class ByteProgress {
    private static final long MEBIBYTE = 1 << 20;

    private ByteProgress() {}

    @SuppressWarnings("SystemConsoleNull") // From JDK 22 on a log file gets the bar's lines, which is no harm.
    static <T> T showing(String task, Function<ImportProgress, T> work) {
        try {
            if (System.console() == null) {
                return work.apply(ImportProgress.silent());
            }
            try (ProgressBar bar = new ProgressBarBuilder()
                    .setTaskName(task)
                    .setUnit(" MiB", MEBIBYTE)
                    .setConsumer(new ConsoleProgressBarConsumer(System.err))
                    .build()) {
                return work.apply(new ImportProgress() {
                    @Override
                    public void read(long done, long total) {
                        bar.maxHint(total);
                        bar.stepTo(done);
                    }

                    @Override
                    public void files(long done, long total) {
                        bar.setExtraMessage(String.format(Locale.ROOT, " %,d of %,d files", done, total));
                    }
                });
            }
        } catch (UncheckedIOException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }
}
