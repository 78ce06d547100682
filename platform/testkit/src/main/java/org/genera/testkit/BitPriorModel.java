package org.genera.testkit;

import java.nio.file.Path;
import org.genera.spi.Batches;
import org.genera.spi.Codes;
import org.genera.spi.Model;
import org.genera.spi.SampleRequest;
import org.genera.spi.Samples;
import org.genera.spi.Sampling;
import org.genera.spi.StepReport;

/** A prior over the codes of another run's model, which gives what is drawn its shape. */
final class BitPriorModel implements Model, Sampling {
    private final Codes codes;
    private final BitPrior prior;

    BitPriorModel(Model other) {
        this.codes = (Codes) other;
        this.prior = new BitPrior(codes.codesOfExample());
    }

    @Override
    public StepReport trainStep(Batches batches) {
        return prior.step(codes.codes(batches.next()));
    }

    @Override
    public Samples sample(SampleRequest request) {
        return codes.fromCodes(prior.draw(request.count(), request.seed()));
    }

    @Override
    public long parameterCount() {
        return prior.bits();
    }

    @Override
    public void save(Path checkpoint) {
        Numbers.write(checkpoint, prior.numbers());
    }

    @Override
    public void restore(Path checkpoint) {
        Numbers.read(checkpoint, prior.numbers());
    }

    @Override
    public void close() {}
}
