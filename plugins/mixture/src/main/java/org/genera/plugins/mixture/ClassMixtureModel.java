package org.genera.plugins.mixture;

import java.util.List;
import org.genera.nn.LogSumExp;
import org.genera.nn.gaussian.Covariance;
import org.genera.spi.Batch;
import org.genera.spi.Classification;
import org.genera.spi.Knowledge;
import org.genera.spi.ModelContext;
import org.genera.spi.ModelSpec;
import org.genera.spi.Part;

/**
 * A mixture for each class: p(x, y) = π_y Σ_k a_yk N(x; μ_yk, Σ_yk) with observed classes (Hastie and Tibshirani 1996, where covariances
 * are tied), which also classifies by Bayes' rule.
 */
final class ClassMixtureModel extends MixtureModel implements Classification {
    private static final Method GIVEN_LABEL = new Method(
                    "given-label", Exactness.EXACT, ReferenceMeasure.LEBESGUE, "closed form, given the class")
            .given(Part.LABEL);

    private final int classes;

    ClassMixtureModel(ModelSpec spec, ModelContext context, Covariance covariance, Start start) {
        super(spec, context, covariance, start, spec.data().classes());
        this.classes = spec.data().classes();
    }

    @Override
    public List<Knowledge> knows() {
        return MixtureFamily.KNOWS;
    }

    @Override
    public List<Method> likelihoodMethods() {
        return List.of(super.likelihoodMethods().get(0), GIVEN_LABEL);
    }

    /** log p(x), or log p(x|y) = log p(x, y) − log π_y. */
    @Override
    public LogLikelihoods logLikelihood(Batch batch, String method, long seed) {
        if (!method.equals(GIVEN_LABEL.id())) {
            return super.logLikelihood(batch, method, seed);
        }
        double[] joint = byClass(logJoint(batch));
        double[] logPriors = byClass(logWeights());
        double[] given = new double[batch.count()];
        for (int i = 0; i < given.length; i++) {
            int label = batch.labels()[i];
            given[i] = joint[i * classes + label] - logPriors[label];
        }
        return new LogLikelihoods(given);
    }

    @Override
    public double[] logPosterior(Batch batch) {
        return byClass(logResponsibilities(batch));
    }

    /** log Σ exp over the components of each class. */
    private double[] byClass(double[] byComponent) {
        int ofClass = codeWidth() / classes;
        double[] byClass = new double[byComponent.length / ofClass];
        for (int i = 0; i < byClass.length; i++) {
            byClass[i] = LogSumExp.of(byComponent, i * ofClass, ofClass);
        }
        return byClass;
    }
}
