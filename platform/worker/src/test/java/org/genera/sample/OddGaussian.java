package org.genera.sample;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.genera.spi.Capability;
import org.genera.spi.DensityKind;
import org.genera.spi.FamilyCard;
import org.genera.spi.Hyperparameter;
import org.genera.spi.Hyperparameters;
import org.genera.spi.Model;
import org.genera.spi.ModelContext;
import org.genera.spi.ModelFamily;
import org.genera.spi.ModelSpec;
import org.genera.spi.Variant;

/** A walking Gaussian that answers one question as no model may. */
@org.pf4j.Extension
public final class OddGaussian implements ModelFamily {
    static final List<String> ODDS = List.of(
            "none",
            "one-likelihood",
            "likelihood-nan",
            "likelihood-impossible",
            "likelihood-error",
            "method-exactness",
            "sample-shape",
            "sample-count",
            "sample-nan",
            "nothing",
            "reconstruction-count",
            "reconstruction-count-at-the-end",
            "metric-name",
            "metric-undeclared",
            "profile-size",
            "code-width",
            "prior-length",
            "frames",
            "times",
            "posterior-length",
            "knowledge",
            "long-message");

    static final Hyperparameter<String> ODD = Hyperparameters.choice("odd", ODDS.toArray(String[]::new))
            .orElse("none")
            .help("What is odd.");

    @Override
    public FamilyCard card() {
        return new FamilyCard("odd-gaussian", "Odd Gaussian", "For tests.", DensityKind.TRACTABLE, List.of());
    }

    @Override
    public List<Variant> variants() {
        List<Variant> variants = new ArrayList<>();
        for (Variant usual : new WalkingGaussian().variants()) {
            variants.add(variant(usual, usual.id(), EnumSet.copyOf(usual.capabilities())));
        }
        EnumSet<Capability> more = EnumSet.of(Capability.DISCRIMINATE);
        more.addAll(variants.get(0).capabilities());
        variants.add(variant(variants.get(0), "boasting", more));
        return variants;
    }

    private static Variant variant(Variant usual, String id, EnumSet<Capability> capabilities) {
        return usual.derive(id, id)
                .with(ODD)
                .can(capabilities.toArray(Capability[]::new))
                .builds(() -> (spec, context) -> new OddGaussianModel(spec));
    }

    @Override
    public Model build(ModelSpec spec, ModelContext context) {
        return new OddGaussianModel(spec);
    }
}
