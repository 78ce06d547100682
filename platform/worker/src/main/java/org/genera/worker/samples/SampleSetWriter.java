package org.genera.worker.samples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.genera.run.home.RunDirectory;
import org.genera.run.journal.SampleSet;
import org.genera.run.request.DrawRequest;
import org.genera.views.Argument;
import org.genera.views.Cancelled;
import org.genera.views.ChunkedDraws;
import org.genera.views.Subject;
import org.genera.views.View;
import org.genera.views.ViewContent;
import org.genera.views.Views;
import org.genera.worker.context.EvaluationSampler;
import org.genera.worker.context.RunContext;
import org.genera.worker.measures.TrainingNeighbours;
import org.genera.worker.process.Cancellation;

/** Grants requests for sample sets: asks the model, writes the file, says what is in it. */
public final class SampleSetWriter {
    private static final List<String> STILL = List.of("");

    private final RunContext open;
    private final RunDirectory run;
    private final Cancellation cancellation;

    public SampleSetWriter(RunContext open, RunDirectory run, Cancellation cancellation) {
        this.open = open;
        this.run = run;
        this.cancellation = cancellation;
    }

    /**
     * Draws, writes the file and describes it.
     *
     * @param step of training at which the model is
     * @throws IllegalArgumentException if the model cannot do it, in words for people
     */
    public SampleSet draw(DrawRequest request, long step) throws Cancelled {
        return draw(request, step, List.of());
    }

    /** The same, led by the models of other runs. */
    public SampleSet draw(DrawRequest request, long step, List<ChunkedDraws.Lead> guides) throws Cancelled {
        cancellation.leaveIfAsked();
        Subject subject = open.subject(cancellation, guides);
        View view = Views.named(request.kind());
        Optional<ChunkedDraws.Way> way =
                view.arguments().contains(Argument.SAMPLER) ? Optional.of(subject.way(request)) : Optional.empty();
        long before = System.nanoTime();
        ViewContent made = view.make(subject, request);
        long millis = Math.round((System.nanoTime() - before) / 1e6);
        write(run.sampleFile(request.id()), made.values());
        return new SampleSet(
                request.id(),
                request.kind(),
                made.title(),
                step,
                SampleSet.Layout.of(open.data().spec(), made.count(), made.columns(), made.frames(), made.times()),
                new SampleSet.Draw(
                        way.map(each -> each.sampler().id()).orElse(""),
                        way.map(each -> each.settings().asMap()).orElse(Map.of()),
                        request.noiseSeed(),
                        request.label(),
                        millis,
                        given(made, guides),
                        request.on()),
                null);
    }

    /** What was known of the draws, and what they were led to. */
    private static String given(ViewContent made, List<ChunkedDraws.Lead> guides) {
        return Stream.concat(
                        Stream.of(made.given()).filter(words -> !words.isEmpty()),
                        guides.stream().map(each -> "guidance to " + each.words()))
                .collect(Collectors.joining("; "));
    }

    /** Writes and describes what an evaluation found. */
    public SampleSet neighbours(String id, long step, TrainingNeighbours found) {
        write(run.sampleFile(id), found.values());
        Optional<EvaluationSampler> by = open.evaluationSampler();
        return new SampleSet(
                id,
                Views.NEIGHBOURS,
                "Samples nearest to the training data, and their nearest training examples",
                step,
                SampleSet.Layout.of(
                        open.data().spec(), found.rows() * found.columns(), found.columns(), STILL, List.of()),
                new SampleSet.Draw(
                        by.map(each -> each.sampler().id()).orElse(""),
                        by.map(each -> each.settings().asMap()).orElse(Map.of()),
                        open.spec().setup().protocol().noiseSeed(),
                        OptionalInt.empty(),
                        0),
                found.distances());
    }

    private static void write(Path file, float[] values) {
        Path partial = file.resolveSibling(file.getFileName() + ".partial");
        try {
            Files.createDirectories(file.getParent());
            try (FileChannel channel = FileChannel.open(
                    partial,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.TRUNCATE_EXISTING)) {
                ByteBuffer buffer = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
                for (int from = 0; from < values.length; from += buffer.capacity() / Float.BYTES) {
                    buffer.clear();
                    int count = Math.min(buffer.capacity() / Float.BYTES, values.length - from);
                    buffer.asFloatBuffer().put(values, from, count);
                    buffer.limit(count * Float.BYTES);
                    while (buffer.hasRemaining()) {
                        channel.write(buffer);
                    }
                }
            }
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }
}
