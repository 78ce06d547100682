package org.genera.plugins.gaussian;

import java.util.List;
import org.genera.nn.gaussian.Covariance;
import org.genera.spi.Batch;
import org.genera.spi.Classification;
import org.genera.spi.Knowledge;
import org.genera.spi.ModelContext;
import org.genera.spi.ModelSpec;

/** A Gaussian for each class, which also classifies by Bayes' rule: p(k|x) = π_k N(x; μ_k, Σ_k) / p(x). */
final class ClassGaussianModel extends GaussianModel implements Classification {

    ClassGaussianModel(ModelSpec spec, ModelContext context, Covariance covariance) {
        super(spec, context, covariance, spec.data().classes());
    }

    @Override
    public List<Knowledge> knows() {
        return GaussianFamily.KNOWS;
    }

    @Override
    public double[] logPosterior(Batch batch) {
        return posterior(batch);
    }
}
