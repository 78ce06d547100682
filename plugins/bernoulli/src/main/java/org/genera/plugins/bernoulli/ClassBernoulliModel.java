package org.genera.plugins.bernoulli;

import java.util.List;
import org.genera.spi.Batch;
import org.genera.spi.Classification;
import org.genera.spi.Knowledge;
import org.genera.spi.ModelContext;
import org.genera.spi.ModelSpec;

/** Probabilities for each class, which also classify by Bayes' rule: p(k|x) = π_k p(x|k) / p(x). */
final class ClassBernoulliModel extends BernoulliModel implements Classification {

    ClassBernoulliModel(ModelSpec spec, ModelContext context) {
        super(spec, context, spec.data().classes());
    }

    @Override
    public List<Knowledge> knows() {
        return BernoulliFamily.KNOWS;
    }

    /** An example that is impossible under every class says nothing of its class. */
    @Override
    public double[] logPosterior(Batch batch) {
        return posterior(batch.values(), everything());
    }
}
