package org.genera.spi;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A member of a family, such as the β-VAE. {@link #named} begins one, {@link #derive} another that differs in what is
 * said of it.
 *
 * @param id lower-case words joined by dashes, unique in its family
 * @param title the field's name
 * @param summary a sentence or two: what sets it apart
 * @param accepts which data it can be trained on
 * @param stages of training, in their order; one for most
 * @param hyperparameters in the order of the launch form
 * @param earlier by name of a hyperparameter, what specifications that are older than it meant, where that is not its default
 * @param presets named sets of values
 * @param samplers ways to draw from the trained model, the default first; empty if it cannot be sampled
 * @param knows what can be given to a draw: {@link Knowledge#NOTHING} alone for most that can be sampled, empty for those that cannot
 * @param capabilities what the built model can do beside sampling; the contract checks it against the model
 * @param leadsTo what its models lead the draws of others to, the usual first: the label or one half of a pair each; the
 *     label alone for most that can guide, empty for those that cannot
 * @param buildsOn other runs that its models build on, chosen at the launch
 * @param model builds it; asked for in a worker process alone, so that nothing of TensorFlow is touched before
 */
public record Variant(
        String id,
        String title,
        String summary,
        Accepts accepts,
        List<Stage> stages,
        List<Hyperparameter<?>> hyperparameters,
        Map<String, Object> earlier,
        List<Preset> presets,
        List<Sampler> samplers,
        List<Knowledge> knows,
        Set<Capability> capabilities,
        List<Part> leadsTo,
        List<Dependency> buildsOn,
        Supplier<ModelConstructor> model) {

    private static final Supplier<ModelConstructor> NOT_HERE = () -> {
        throw new IllegalStateException(
                "expected a variant of a plugin, got a description of one, which builds nothing");
    };

    public Variant {
        Names.requireId("variant id", id);
        hyperparameters = List.copyOf(hyperparameters);
        earlier = Map.copyOf(Objects.requireNonNullElse(earlier, Map.of()));
        presets = List.copyOf(presets);
        stages = List.copyOf(stages);
        requireOneTraining(id, stages);
        samplers = List.copyOf(samplers);
        knows = List.copyOf(knows);
        capabilities = Set.copyOf(capabilities);
        // What was described before guides could lead to anything else names nothing.
        leadsTo = List.copyOf(Objects.requireNonNullElse(leadsTo, List.of()));
        leadsTo = leadsTo.isEmpty() && capabilities.contains(Capability.GUIDE) ? List.of(Part.LABEL) : leadsTo;
        requireGuiding(id, capabilities, leadsTo);
        // What was described before runs could build on others names none.
        buildsOn = List.copyOf(Objects.requireNonNullElse(buildsOn, List.of()));
        requireDistinctRoles(id, buildsOn, samplers);
        // What is read back as data has none.
        model = Objects.requireNonNullElse(model, NOT_HERE);
        Set<String> names = new HashSet<>();
        for (Hyperparameter<?> hyperparameter : hyperparameters) {
            if (!names.add(hyperparameter.name())) {
                throw new IllegalArgumentException(
                        "variant " + id + " declares the hyperparameter " + hyperparameter.name() + " twice");
            }
        }
        if (samplers.isEmpty() != knows.isEmpty()) {
            throw new IllegalArgumentException("variant " + id + " declares " + samplers.size()
                    + " samplers and what they can be given: " + knows + "; it needs both or neither");
        }
        for (Preset preset : presets) {
            requireFitting(
                    "variant " + id + " has a preset \"" + preset.title() + "\"", hyperparameters, preset.values());
        }
        requireFitting("variant " + id + " tells of earlier values", hyperparameters, earlier);
    }

    private static void requireGuiding(String id, Set<Capability> capabilities, List<Part> leadsTo) {
        boolean able = leadsTo.stream()
                .allMatch(part -> part == Part.LABEL || part.half().isPresent());
        if (!able || !leadsTo.isEmpty() && !capabilities.contains(Capability.GUIDE)) {
            throw new IllegalArgumentException("variant " + id + " leads to " + leadsTo + " and can " + capabilities
                    + "; what can guide leads to a label, to the first half of a pair or to the second");
        }
    }

    /** In the specification of a run and in a request for a draw a role alone says what is meant. */
    private static void requireDistinctRoles(String id, List<Dependency> buildsOn, List<Sampler> samplers) {
        for (Sampler sampler : samplers) {
            List<Dependency> together = new ArrayList<>(buildsOn);
            together.addAll(sampler.buildsOn());
            Dependency.requireDistinct("variant " + id + " with its sampler " + sampler.id(), together);
        }
        Dependency.requireDistinct("variant " + id, buildsOn);
        if (!samplers.isEmpty() && samplers.get(0).needsOthers()) {
            throw new IllegalArgumentException("variant " + id + " is usually drawn by "
                    + samplers.get(0).id() + ", which needs another run; put a sampler first that does without");
        }
    }

    private static void requireOneTraining(String id, List<Stage> stages) {
        Set<String> ids = new HashSet<>();
        Map<String, Metric> earlier = new HashMap<>();
        for (Stage stage : stages) {
            if (!ids.add(stage.id())) {
                throw new IllegalArgumentException("variant " + id + " declares the stage " + stage.id() + " twice");
            }
            for (Metric metric : stage.metrics()) {
                if (!metric.equals(earlier.getOrDefault(metric.name(), metric))) {
                    throw new IllegalArgumentException("variant " + id + " reports " + metric.name()
                            + " in two stages as two different metrics; give them two names");
                }
            }
            stage.metrics().forEach(metric -> earlier.put(metric.name(), metric));
        }
        double whole = stages.stream().mapToDouble(Stage::share).sum();
        if (Math.abs(whole - 1) > 1e-9) {
            throw new IllegalArgumentException("variant " + id
                    + " needs one stage or more whose shares of the budget add up to 1, got " + stages.size()
                    + " that add up to " + whole);
        }
        if (!stages.get(stages.size() - 1).drawable()) {
            throw new IllegalArgumentException(
                    "variant " + id + " needs a last stage after which its model can be drawn from and measured");
        }
    }

    private static void requireFitting(String what, List<Hyperparameter<?>> schema, Map<String, Object> values) {
        try {
            Values.of(schema, values);
        } catch (InvalidValueException e) {
            throw new IllegalArgumentException(what + " that does not fit its schema: " + e.getMessage(), e);
        }
    }

    /** A variant of a family that builds its models itself, on no other run; if it can be sampled, it draws whole examples. */
    public Variant(
            String id,
            String title,
            String summary,
            Accepts accepts,
            List<Stage> stages,
            List<Hyperparameter<?>> hyperparameters,
            List<Preset> presets,
            List<Sampler> samplers,
            Set<Capability> capabilities) {
        this(
                id,
                title,
                summary,
                accepts,
                stages,
                hyperparameters,
                Map.of(),
                presets,
                samplers,
                samplers.isEmpty() ? List.of() : List.of(Knowledge.NOTHING),
                capabilities,
                List.of(),
                List.of(),
                NOT_HERE);
    }

    /** What training steps report, in the order of the stages; what two stages report is there once. */
    public List<Metric> metrics() {
        return stages.stream()
                .flatMap(stage -> stage.metrics().stream())
                .distinct()
                .toList();
    }

    /**
     * The share of the budget after which every step leaves a model that can be drawn from and measured; 0 for most.
     */
    public double undrawableShare() {
        double spent = 0;
        double undrawable = 0;
        for (Stage stage : stages) {
            spent += stage.share();
            undrawable = stage.drawable() ? undrawable : spent;
        }
        return undrawable;
    }

    /** Whether each step of the training reads this and nothing else. */
    public boolean readsOnly(Reads what) {
        return stages.stream().allMatch(stage -> stage.reads() == what);
    }

    /** Whether some stage reads this. */
    public boolean reads(Reads what) {
        return stages.stream().anyMatch(stage -> stage.reads() == what);
    }

    /** What models that were trained on some data lead to: a label where there are labels, a half where there are pairs. */
    public List<Part> leadsTo(DataSpec data) {
        return leadsTo.stream()
                .filter(part -> part == Part.LABEL ? data.classes() > 0 : data.shape() instanceof DataShape.Pair)
                .toList();
    }

    /**
     * What can be given to draws of models that were trained on some data: a label where there are labels, a half where there
     * are pairs, a beginning where there are sequences.
     */
    public List<Knowledge> knows(DataSpec data) {
        return knows.stream().filter(each -> each.fits(data)).toList();
    }

    /** What it says of itself, without the way to build it. */
    public Variant described() {
        return new Variant(
                id,
                title,
                summary,
                accepts,
                stages,
                hyperparameters,
                earlier,
                presets,
                samplers,
                knows,
                capabilities,
                leadsTo,
                buildsOn,
                NOT_HERE);
    }

    /**
     * The values of a specification. What it lacks is younger than it, and has the value that was meant when there was
     * nothing to be said of it.
     *
     * @throws InvalidValueException for a value that is not accepted, or a name that the schema does not know
     */
    public Values asMeant(Map<String, ?> written) {
        Map<String, Object> all = new LinkedHashMap<>(earlier);
        all.putAll(written);
        return Values.of(hyperparameters, all);
    }

    /**
     * A way to draw.
     *
     * @throws IllegalArgumentException if the variant has it not, naming those it has
     */
    public Sampler sampler(String wanted) {
        return samplers.stream()
                .filter(each -> each.id().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("sampler: expected one of "
                        + samplers.stream().map(Sampler::id).toList() + ", got \"" + wanted + "\""));
    }

    /** Makes the untrained model of a variant. */
    @FunctionalInterface
    public interface ModelConstructor {
        /**
         * @throws IllegalArgumentException if the specification asks for what the variant cannot do; the message is
         *     shown to the user
         */
        Model build(ModelSpec spec, ModelContext context);
    }

    /** Begins a variant: for vectors and images, in minibatches, without hyperparameters or abilities until it is told. */
    public static Builder named(String id, String title) {
        return new Builder(id, title);
    }

    /** Begins a variant that is as this one but for what is said of it; its presets are not taken along. */
    public Builder derive(String newId, String newTitle) {
        Builder builder = new Builder(newId, newTitle);
        builder.summary = summary;
        builder.accepts = accepts;
        builder.stages = stages;
        builder.hyperparameters.addAll(hyperparameters);
        builder.earlier.putAll(earlier);
        builder.samplers = samplers;
        builder.knows = knows;
        builder.capabilities = capabilities;
        builder.leadsTo = leadsTo;
        builder.buildsOn = buildsOn;
        return builder;
    }

    /**
     * Builds an untrained model.
     *
     * @throws IllegalArgumentException if the specification asks for what the variant cannot do; the message is shown to
     *     the user
     */
    public Model build(ModelSpec spec, ModelContext context) {
        return model.get().build(spec, context);
    }

    /**
     * A named set of values; what it leaves out keeps its default.
     *
     * @param title such as {@code "Kingma & Welling 2014"}
     * @param summary when to choose it
     * @param values by name of hyperparameter
     */
    public record Preset(String title, String summary, Map<String, Object> values) {
        public Preset {
            values = Map.copyOf(values);
        }

        /** With values as hyperparameters accept them. */
        public static Preset of(String title, String summary, Hyperparameter.Setting... settings) {
            Map<String, Object> values = new LinkedHashMap<>();
            for (Hyperparameter.Setting setting : settings) {
                values.put(setting.name(), setting.value());
            }
            return new Preset(title, summary, values);
        }
    }

    /** A variant on its way to being declared; {@link #builds} ends it. */
    public static final class Builder {
        private final String id;
        private final String title;
        private String summary = "";
        private Accepts accepts = Accepts.vectorsAndImages();
        private List<Stage> stages = List.of(Stage.whole(Reads.MINIBATCH));
        private final List<Hyperparameter<?>> hyperparameters = new ArrayList<>();
        private final Map<String, Object> earlier = new HashMap<>();
        private final List<Preset> presets = new ArrayList<>();
        private List<Sampler> samplers = List.of();
        private List<Knowledge> knows = List.of();
        private Set<Capability> capabilities = Set.of();
        private List<Part> leadsTo = List.of();
        private List<Dependency> buildsOn = List.of();

        private Builder(String id, String title) {
            this.id = id;
            this.title = title;
        }

        public Builder summary(String text) {
            this.summary = text;
            return this;
        }

        public Builder accepts(Accepts data) {
            this.accepts = data;
            return this;
        }

        /** What each step reads; of a training that is one stage. */
        public Builder reads(Reads what) {
            return stages(Stage.whole(what, whole().metrics().toArray(Metric[]::new)));
        }

        /** The stages of training, in their order, each with what it reads and reports. */
        public Builder stages(Stage... inOrder) {
            this.stages = List.of(inOrder);
            return this;
        }

        private Stage whole() {
            if (stages.size() != 1) {
                throw new IllegalArgumentException("variant " + id + " trains in " + stages.size()
                        + " stages, each of which says what it reads and reports; tell of them by stages(...)");
            }
            return stages.get(0);
        }

        /** More hyperparameters, behind those it has; one of a name that is there already takes its place. */
        public Builder with(Hyperparameter<?>... more) {
            for (Hyperparameter<?> hyperparameter : more) {
                int place = place(hyperparameter);
                if (place < 0) {
                    hyperparameters.add(hyperparameter);
                } else {
                    hyperparameters.set(place, hyperparameter);
                }
            }
            return this;
        }

        /** More hyperparameters, before those it has: what the variant is about stands first in the form. */
        public Builder first(Hyperparameter<?>... more) {
            hyperparameters.addAll(0, List.of(more));
            return this;
        }

        public Builder without(Hyperparameter<?>... fewer) {
            for (Hyperparameter<?> hyperparameter : fewer) {
                int place = place(hyperparameter);
                if (place < 0) {
                    throw new IllegalArgumentException(
                            "variant " + id + " has no " + hyperparameter.name() + " to leave out, only " + names());
                }
                hyperparameters.remove(place);
                earlier.remove(hyperparameter.name());
            }
            return this;
        }

        /**
         * What specifications meant that are older than a hyperparameter, so that their runs repeat bit for bit though its
         * default is another.
         */
        public Builder before(Hyperparameter.Setting... settings) {
            for (Hyperparameter.Setting setting : settings) {
                earlier.put(setting.name(), setting.value());
            }
            return this;
        }

        private int place(Hyperparameter<?> hyperparameter) {
            return names().indexOf(hyperparameter.name());
        }

        private List<String> names() {
            return hyperparameters.stream().<String>map(Hyperparameter::name).toList();
        }

        /** A named set of values; what it leaves out keeps its default. */
        public Builder preset(String name, String when, Hyperparameter.Setting... settings) {
            return preset(Preset.of(name, when, settings));
        }

        public Builder preset(Preset preset) {
            presets.add(preset);
            return this;
        }

        /** What training steps report, the one to watch first; of a training that is one stage. */
        public Builder reports(Metric... reported) {
            return stages(Stage.whole(whole().reads(), reported));
        }

        /** Ways to draw, the default first. */
        public Builder drawnBy(Sampler... ways) {
            this.samplers = List.of(ways);
            this.knows = ways.length == 0 ? List.of() : knows.isEmpty() ? List.of(Knowledge.NOTHING) : knows;
            return this;
        }

        /** What can be given to a draw; {@link Knowledge#NOTHING} alone where this is not said. */
        public Builder knows(Knowledge... what) {
            this.knows = List.of(what);
            return this;
        }

        /** What models can do beside sampling. */
        public Builder can(Capability... abilities) {
            this.capabilities = Set.of(abilities);
            return this;
        }

        /** What models that can guide lead to, the usual first; a label where this is not said. */
        public Builder leadsTo(Part... what) {
            this.leadsTo = List.of(what);
            return this;
        }

        /** Other runs that models build on; {@link ModelContext#run} hands them over. */
        public Builder buildsOn(Dependency... runs) {
            this.buildsOn = List.of(runs);
            return this;
        }

        /**
         * Ends the declaration.
         *
         * @param model such as {@code () -> BetaVae::new}, which touches the class only once a worker asks
         */
        public Variant builds(Supplier<ModelConstructor> model) {
            return new Variant(
                    id,
                    title,
                    summary,
                    accepts,
                    stages,
                    hyperparameters,
                    earlier,
                    presets,
                    samplers,
                    knows,
                    capabilities,
                    leadsTo,
                    buildsOn,
                    model);
        }
    }
}
