package org.genera.worker.guard;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.genera.run.journal.JournalLimits;
import org.genera.spi.Batch;
import org.genera.spi.Batches;
import org.genera.spi.Capability;
import org.genera.spi.DataSpec;
import org.genera.spi.Knowledge;
import org.genera.spi.Likelihood.LogLikelihoods;
import org.genera.spi.Model;
import org.genera.spi.Part;
import org.genera.spi.SampleRequest;
import org.genera.spi.Sampling;
import org.genera.spi.Values;
import org.genera.spi.Variant;
import org.jspecify.annotations.Nullable;

/**
 * A model as the worker sees it: with the abilities of the one behind it, each answer looked at before it counts. What is
 * wrong is an {@link IllegalArgumentException} in words for people, for it ends the run.
 */
public final class ModelGuard implements InvocationHandler {
    private final Model model;
    private final ModelAnswers answers;
    private final CodeAnswers codeAnswers;
    private final FieldAnswers fieldAnswers;

    private ModelGuard(Model model, ModelAnswers answers, DataSpec data) {
        this.model = model;
        this.answers = answers;
        this.codeAnswers = new CodeAnswers(model, answers);
        this.fieldAnswers = new FieldAnswers(model, data);
    }

    /** @throws IllegalArgumentException if the model lacks an ability that its variant declares */
    public static Model around(Model model, Variant variant, DataSpec data, Values values) {
        requireDeclaredAbilities(model, variant, data, values);
        JournalLimits.metrics(variant.metrics());
        Set<Class<?>> abilities = new LinkedHashSet<>();
        gather(model.getClass(), abilities);
        return (Model) Proxy.newProxyInstance(
                Model.class.getClassLoader(),
                abilities.toArray(Class<?>[]::new),
                new ModelGuard(model, new ModelAnswers(variant, data), data));
    }

    private static void gather(@Nullable Class<?> type, Set<Class<?>> abilities) {
        if (type == null) {
            return;
        }
        if (type.isInterface() && type.getPackageName().equals(Model.class.getPackageName())) {
            abilities.add(type);
        }
        for (Class<?> each : type.getInterfaces()) {
            gather(each, abilities);
        }
        gather(type.getSuperclass(), abilities);
    }

    /** What depends on labels is wanted where there are labels, and no value may have switched them off. */
    private static void requireDeclaredAbilities(Model model, Variant variant, DataSpec data, Values values) {
        if (model instanceof Sampling == variant.samplers().isEmpty()) {
            throw new IllegalArgumentException("the variant " + variant.id() + " declares "
                    + variant.samplers().size() + " ways to draw, but its model implements "
                    + (variant.samplers().isEmpty() ? "Sampling; declare a sampler" : "no Sampling"));
        }
        boolean byClass = data.classes() > 0 && values.equals(Values.defaults(variant.hyperparameters()));
        if (model instanceof Sampling sampling) {
            for (Knowledge knowledge : variant.knows(data)) {
                boolean wanted = byClass || !knowledge.parts().contains(Part.LABEL);
                if (wanted && !sampling.knows().contains(knowledge)) {
                    throw new IllegalArgumentException("the variant " + variant.id()
                            + " declares that its draws can be given " + knowledge + ", but its model knows "
                            + sampling.knows());
                }
            }
        }
        for (Capability capability : variant.capabilities()) {
            boolean wanted = byClass || !capability.dependsOnLabels();
            if (wanted && !capability.type().isInstance(model)) {
                throw new IllegalArgumentException("the variant " + variant.id() + " declares that it can "
                        + capability.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ')
                        + ", but its model does not implement "
                        + capability.type().getSimpleName());
            }
        }
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] given) throws Throwable {
        @Nullable Object answer;
        try {
            answer = method.invoke(model, given);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
        if (method.getReturnType() != void.class
                && method.getDeclaringClass().getPackageName().equals(Model.class.getPackageName())) {
            if (answer == null) {
                throw new IllegalArgumentException("the model returned nothing from " + method.getName());
            }
            look(method.getName(), given == null ? new Object[0] : given, answer);
        }
        return answer;
    }

    private void look(String method, Object[] given, Object answer) {
        switch (method) {
            case "trainStep" -> answers.step(((Batches) given[0]).stage(), answer);
            case "sample" -> answers.drawn((SampleRequest) given[0], answer);
            case "parameterCount" -> Expected.atLeast("parameterCount", ((Number) answer).longValue(), 0);
            case "likelihoodMethods" -> answers.methods((List<?>) answer);
            case "logLikelihood" ->
                answers.logLikelihoods((String) given[1], (LogLikelihoods) answer, ((Batch) given[0]).count());
            case "reconstruct" -> answers.samples("reconstruct", answer, ((Batch) given[0]).count());
            case "trajectory" ->
                answers.frames((List<?>) answer, ((SampleRequest) given[0]).count(), (Integer) given[1]);
            case "logPosterior" -> answers.posteriors((double[]) answer, ((Batch) given[0]).count());
            case "knows" -> answers.knows((List<?>) answer);
            case "criticScores" -> answers.critique((double[]) answer, ((Batch) given[0]).count());
            case "networkEvaluations" -> Expected.atLeast("networkEvaluations", ((Number) answer).longValue(), 0);
            case "usualSampler" -> answers.sampler((String) answer);
            case "profiles" -> answers.profiles((List<?>) answer);
            default -> {
                codeAnswers.look(method, given, answer);
                fieldAnswers.look(method, given, answer);
            }
        }
    }
}
