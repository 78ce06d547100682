package org.genera.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.genera.spi.Batch;
import org.genera.spi.Batches;
import org.genera.spi.Codes;
import org.genera.spi.Model;
import org.genera.spi.ModelSpec;
import org.genera.spi.SampleRequest;
import org.genera.spi.Samples;
import org.genera.spi.Sampling;
import org.genera.spi.StepReport;

/** The codes of {@link SignsModel} in the first stage, which the second leaves as they are and learns a prior over. */
final class CodesThenPriorModel implements Model, Sampling, Codes {
    private static final String SIGNS = "signs";

    private final SignsModel signs;
    private final BitPrior prior;

    CodesThenPriorModel(ModelSpec spec) {
        this.signs = new SignsModel(spec);
        this.prior = new BitPrior(signs.codesOfExample());
    }

    @Override
    public StepReport trainStep(Batches batches) {
        return batches.stage().id().equals(SystemsFamily.CODES)
                ? signs.trainStep(batches)
                : prior.step(signs.codes(batches.next()));
    }

    @Override
    public Samples sample(SampleRequest request) {
        return signs.fromCodes(prior.draw(request.count(), request.seed()));
    }

    @Override
    public List<Integer> grid() {
        return signs.grid();
    }

    @Override
    public int alphabet() {
        return signs.alphabet();
    }

    @Override
    public int[] codes(Batch batch) {
        return signs.codes(batch);
    }

    @Override
    public Samples fromCodes(int[] codes) {
        return signs.fromCodes(codes);
    }

    @Override
    public long parameterCount() {
        return signs.parameterCount() + prior.bits();
    }

    @Override
    public void save(Path checkpoint) {
        try {
            signs.save(Files.createDirectories(checkpoint.resolve(SIGNS)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + checkpoint, e);
        }
        Numbers.write(checkpoint, prior.numbers());
    }

    @Override
    public void restore(Path checkpoint) {
        signs.restore(checkpoint.resolve(SIGNS));
        Numbers.read(checkpoint, prior.numbers());
    }

    @Override
    public void close() {}
}
