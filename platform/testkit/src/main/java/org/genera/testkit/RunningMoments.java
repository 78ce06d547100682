package org.genera.testkit;

import java.nio.file.Path;
import java.util.Map;
import org.genera.spi.Batch;
import org.genera.spi.Batches;
import org.genera.spi.Model;
import org.genera.spi.ModelSpec;
import org.genera.spi.StepReport;

/** Mean and deviation of each number over all batches so far: what the smallest models are made of. */
abstract class RunningMoments implements Model {
    /** Keeps a number that never varies from a density without bound. */
    private static final double FLOOR = 0.01;

    final ModelSpec spec;
    /** Numbers in an example. */
    final int size;

    private final double[] seen = new double[1];
    private final double[] sum;
    private final double[] squares;

    RunningMoments(ModelSpec spec) {
        this.spec = spec;
        this.size = spec.data().shape().size();
        this.sum = new double[size];
        this.squares = new double[size];
    }

    @Override
    public StepReport trainStep(Batches batches) {
        Batch batch = batches.next();
        double loss = 0;
        for (int i = 0; i < batch.values().length; i++) {
            double apart = batch.values()[i] - mean(i % size);
            loss += apart * apart / batch.count();
        }
        for (int i = 0; i < batch.values().length; i++) {
            sum[i % size] += batch.values()[i];
            squares[i % size] += (double) batch.values()[i] * batch.values()[i];
        }
        seen[0] += batch.count();
        return StepReport.of(Map.of(AbilitiesFamily.LOSS.name(), loss));
    }

    final double mean(int i) {
        return seen[0] == 0 ? 0 : sum[i] / seen[0];
    }

    final double deviation(int i) {
        return seen[0] == 0 ? 1 : Math.sqrt(Math.max(0, squares[i] / seen[0] - mean(i) * mean(i)) + FLOOR);
    }

    @Override
    public long parameterCount() {
        return 2L * size;
    }

    @Override
    public void save(Path checkpoint) {
        Numbers.write(checkpoint, seen, sum, squares);
    }

    @Override
    public void restore(Path checkpoint) {
        Numbers.read(checkpoint, seen, sum, squares);
    }

    @Override
    public void close() {}
}
