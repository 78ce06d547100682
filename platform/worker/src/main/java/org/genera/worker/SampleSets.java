package org.genera.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.genera.run.DrawRequest;
import org.genera.run.RunDirectory;
import org.genera.run.SampleSet;
import org.genera.spi.Batch;
import org.genera.spi.Given;
import org.genera.spi.Knowledge;
import org.genera.spi.Known;
import org.genera.spi.LatentSpaces;
import org.genera.spi.LatentSpaces.Prior;
import org.genera.spi.LatentSpaces.Space;
import org.genera.spi.Reconstruction;
import org.genera.spi.SampleRequest;
import org.genera.spi.Sampler;
import org.genera.spi.Sampling;
import org.genera.spi.Trajectory;
import org.genera.spi.Values;

/** Grants wishes for sample sets: asks the model, writes the file, says what is in it. */
final class SampleSets {
    static final int TRAJECTORY_FRAMES = 24;
    /** How many draws tell the spread of a latent space of which nothing else is known. */
    private static final int DRAWS_FOR_SPREAD = 500;

    private static final List<String> STILL = List.of("");

    private final OpenRun open;
    private final RunDirectory run;
    private final Cancellation cancellation;
    private final Draws draws;

    SampleSets(OpenRun open, RunDirectory run, Cancellation cancellation) {
        this.open = open;
        this.run = run;
        this.cancellation = cancellation;
        this.draws = new Draws(open.model(), open.data().spec().shape(), cancellation);
    }

    /** Values of all frames with what the description of a set needs. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Made(String title, float[] values, int count, int columns, List<String> frames, List<Double> times) {
        /** A still. */
        Made(String title, float[] values, int count, int columns) {
            this(title, values, count, columns, STILL, List.of());
        }
    }

    /**
     * Draws, writes the file and describes it.
     *
     * @param step of training at which the model is
     * @throws IllegalArgumentException if the model cannot do it, in words for people
     */
    SampleSet draw(DrawRequest wish, long step) throws Cancellation.Cancelled {
        cancellation.leaveIfAsked();
        boolean drawn = usesSampler(wish.kind());
        Optional<Sampler> sampler =
                drawn ? Optional.of(EvaluationSampler.named(open.variant(), wish.sampler())) : Optional.empty();
        Values settings =
                Values.of(sampler.map(Sampler::settings).orElse(List.of()), drawn ? wish.settings() : Map.of());
        long before = System.nanoTime();
        Made made = make(wish, sampler, settings);
        long millis = Math.round((System.nanoTime() - before) / 1e6);
        write(run.sampleFile(wish.id()), made.values());
        return new SampleSet(
                wish.id(),
                wish.kind(),
                made.title(),
                step,
                open.data().spec().shape().axes(),
                open.data().spec().range(),
                made.count(),
                made.columns(),
                made.frames(),
                sampler.map(Sampler::id).orElse(""),
                settings.asMap(),
                wish.noiseSeed(),
                wish.label(),
                millis,
                null,
                made.times());
    }

    /** Writes and describes what an evaluation found. */
    SampleSet neighbours(String id, long step, TrainingNeighbours found) {
        write(run.sampleFile(id), found.values());
        Optional<EvaluationSampler> by = open.evaluationSampler();
        return new SampleSet(
                id,
                SampleSet.Kind.NEIGHBOURS,
                "Samples nearest to the training data, and their nearest training examples",
                step,
                open.data().spec().shape().axes(),
                open.data().spec().range(),
                found.rows() * found.columns(),
                found.columns(),
                STILL,
                by.map(each -> each.sampler().id()).orElse(""),
                by.map(each -> each.settings().asMap()).orElse(Map.of()),
                open.spec().ground().protocol().noiseSeed(),
                OptionalInt.empty(),
                0,
                found.distances(),
                List.of());
    }

    private static boolean usesSampler(SampleSet.Kind kind) {
        return kind == SampleSet.Kind.SAMPLES || kind == SampleSet.Kind.BY_CLASS || kind == SampleSet.Kind.TRAJECTORY;
    }

    private Made make(DrawRequest wish, Optional<Sampler> sampler, Values settings) throws Cancellation.Cancelled {
        return switch (wish.kind()) {
            case SAMPLES -> samples(wish, sampler.orElseThrow(), settings);
            case BY_CLASS -> byClass(wish, sampler.orElseThrow(), settings);
            case RECONSTRUCTIONS -> reconstructions(wish);
            case INTERPOLATION -> interpolation(wish);
            case TRAVERSAL -> traversal(wish);
            case TRAJECTORY -> trajectory(wish, sampler.orElseThrow(), settings);
            case REFERENCE -> reference(wish);
            case NEIGHBOURS ->
                throw new IllegalArgumentException(
                        "kind: expected one that is drawn, got neighbours; evaluate the checkpoint to see them");
        };
    }

    private Made samples(DrawRequest wish, Sampler sampler, Values settings) throws Cancellation.Cancelled {
        requireClass(wish.label());
        float[] values = draws.values(wish.count(), wish.noiseSeed(), sampler.id(), settings, wish.label());
        String title = wish.label().isPresent()
                ? "Samples of the class "
                        + open.card().classes().get(wish.label().getAsInt())
                : "Samples";
        return new Made(title, values, wish.count(), 0);
    }

    private void requireClass(OptionalInt label) {
        if (label.isPresent()) {
            int classes = sampledClasses();
            if (label.getAsInt() < 0 || label.getAsInt() >= classes) {
                throw new IllegalArgumentException(
                        "label: expected a class from 0 to " + (classes - 1) + ", got " + label.getAsInt());
            }
        }
    }

    private int sampledClasses() {
        boolean able = open.model() instanceof Sampling sampling
                && Knowledge.refusal(sampling.knows(), Known.LABEL).isEmpty();
        if (!able) {
            throw unable("draw from a class");
        }
        return open.data().spec().classes();
    }

    private Made byClass(DrawRequest wish, Sampler sampler, Values settings) throws Cancellation.Cancelled {
        int classes = sampledClasses();
        int size = open.data().spec().shape().size();
        int columns = wish.count();
        float[] values = new float[classes * columns * size];
        for (int label = 0; label < classes; label++) {
            float[] row = draws.values(columns, wish.noiseSeed(), sampler.id(), settings, OptionalInt.of(label));
            System.arraycopy(row, 0, values, label * columns * size, columns * size);
        }
        return new Made("Samples of each class", values, classes * columns, columns);
    }

    private Made reconstructions(DrawRequest wish) {
        if (!(open.model() instanceof Reconstruction reconstruction)) {
            throw unable("reconstruct");
        }
        Batch batch = open.data().test(wish.count());
        float[] given = SequenceEnds.marked(open.data().spec().shape(), batch);
        float[] reconstructed = SequenceEnds.marked(reconstruction.reconstruct(batch));
        int size = open.data().spec().shape().size();
        int columns = switch (open.data().spec().shape().kind()) {
            case VECTOR -> batch.count();
            // A strip each, its reconstruction right below.
            case SEQUENCE -> 1;
            default -> Math.min(10, batch.count());
        };
        int rows = batch.count() / columns;
        float[] values = new float[2 * rows * columns * size];
        for (int row = 0; row < rows; row++) {
            System.arraycopy(given, row * columns * size, values, 2 * row * columns * size, columns * size);
            System.arraycopy(
                    reconstructed, row * columns * size, values, (2 * row + 1) * columns * size, columns * size);
        }
        return new Made("Test examples and their reconstructions", values, 2 * rows * columns, columns);
    }

    private Made interpolation(DrawRequest wish) {
        if (!(open.model() instanceof LatentSpaces latents)) {
            throw unable("interpolate, for it has no latent space");
        }
        int rows = wish.count();
        Space space = latents.spaces().get(0);
        float[] ends = latents.prior(space.id(), 2 * rows, wish.noiseSeed());
        float[] values = SequenceEnds.marked(latents.decode(space.id(), LatentWalk.interpolation(space, ends, rows)));
        return new Made("From one draw to another", values, rows * LatentWalk.STEPS, LatentWalk.STEPS);
    }

    private Made traversal(DrawRequest wish) {
        if (!(open.model() instanceof LatentSpaces latents)) {
            throw unable("traverse, for it has no latent space");
        }
        Space space = latents.spaces().get(0);
        int rows = Math.min(wish.count(), space.dimension());
        float[] spread = latents.prior(space.id(), DRAWS_FOR_SPREAD, wish.noiseSeed());
        float[] values = SequenceEnds.marked(latents.decode(space.id(), LatentWalk.traversal(space, spread, rows)));
        String reach = space.prior() == Prior.STANDARD_NORMAL
                ? "from −3 to 3"
                : "three standard deviations to either side of the mean";
        return new Made("Along latent dimensions, " + reach, values, rows * LatentWalk.STEPS, LatentWalk.STEPS);
    }

    private Made trajectory(DrawRequest wish, Sampler sampler, Values settings) {
        if (!(open.model() instanceof Trajectory trajectory)) {
            throw unable("show the way of its samples");
        }
        requireClass(wish.label());
        SampleRequest whole = new SampleRequest(wish.count(), wish.noiseSeed(), sampler.id(), settings);
        List<Trajectory.Frame> frames = trajectory.trajectory(
                wish.label().isEmpty()
                        ? whole
                        : whole.given(Given.ofClass(
                                wish.label().getAsInt(),
                                wish.count(),
                                open.data().spec().shape())),
                TRAJECTORY_FRAMES);
        int size = wish.count() * open.data().spec().shape().size();
        float[] values = new float[frames.size() * size];
        List<String> labels = new ArrayList<>();
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < frames.size(); i++) {
            labels.add(frames.get(i).label());
            times.add(frames.get(i).time());
            System.arraycopy(SequenceEnds.marked(frames.get(i).samples()), 0, values, i * size, size);
        }
        return new Made("The way of the samples", values, wish.count(), 0, labels, times);
    }

    private Made reference(DrawRequest wish) {
        Batch batch = open.data().test(wish.count());
        float[] values = SequenceEnds.marked(open.data().spec().shape(), batch);
        return new Made("Test examples", values, batch.count(), 0);
    }

    private IllegalArgumentException unable(String what) {
        return new IllegalArgumentException(
                "the variant " + open.variant().id() + " cannot " + what + "; choose a variant that says it can");
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
