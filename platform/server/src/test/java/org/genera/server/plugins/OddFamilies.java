package org.genera.server.plugins;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.genera.spi.Accepts;
import org.genera.spi.DensityKind;
import org.genera.spi.FamilyCard;
import org.genera.spi.Hyperparameter;
import org.genera.spi.Metric;
import org.genera.spi.Model;
import org.genera.spi.ModelContext;
import org.genera.spi.ModelFamily;
import org.genera.spi.ModelSpec;
import org.genera.spi.Reads;
import org.genera.spi.Stage;
import org.genera.spi.Variant;

/** Families that do what a family must not. Each comes into a jar of its own and is never loaded by the tests. */
final class OddFamilies {

    private OddFamilies() {}

    /** Nothing is wrong with it. */
    public static class Good implements ModelFamily {
        @Override
        public FamilyCard card() {
            String id = getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
            return new FamilyCard(id, "Title", "Summary.", DensityKind.IMPLICIT, List.of());
        }

        @Override
        public List<Variant> variants() {
            return List.of(new Variant(
                    "plain",
                    "Plain",
                    "Plain.",
                    Accepts.vectorsAndImages(),
                    List.of(Stage.whole(Reads.MINIBATCH, metrics().toArray(Metric[]::new))),
                    schema(),
                    presets(),
                    List.of(),
                    Set.of()));
        }

        List<Hyperparameter<?>> schema() {
            return List.of(new Hyperparameter.IntegerValue("steps", "How many.", "", 20, 1, 100));
        }

        List<Variant.Preset> presets() {
            return List.of();
        }

        List<Metric> metrics() {
            return List.of(new Metric("loss", "Loss", "nats", Metric.Direction.LOWER));
        }

        @Override
        public Model build(ModelSpec spec, ModelContext context) {
            throw new IllegalArgumentException("not here");
        }
    }

    /** The last of the folder, so that it comes after all that the others have done. */
    public static class Last extends Good {}

    /** Ends the process while its class is loaded. */
    public static class Exits extends Good {
        static {
            System.exit(0);
        }
    }

    /** Leaves a thread behind that ends the process a little later. */
    public static class ExitsLater extends Good {
        static {
            new Thread(() -> {
                        pause(100);
                        Runtime.getRuntime().halt(0);
                    })
                    .start();
        }
    }

    /** Waits for ever while its class is loaded. */
    public static class Hangs extends Good {
        static {
            pause(Long.MAX_VALUE);
        }
    }

    /** Waits for ever when it is asked who it is. */
    public static class Sleeps extends Good {
        @Override
        public FamilyCard card() {
            pause(Long.MAX_VALUE);
            return super.card();
        }
    }

    /** Prints 200,000 lines. */
    public static class Prints extends Good {
        static {
            for (int i = 0; i < 200_000; i++) {
                System.out.println("line " + i + " of somebody who likes to talk");
            }
        }
    }

    /** Takes all the memory there is. */
    public static class Devours extends Good {
        @Override
        public List<Variant> variants() {
            List<byte[]> all = new ArrayList<>();
            while (true) {
                all.add(new byte[1 << 24]);
            }
        }
    }

    /** Calls native code that crashes. */
    public static class Crashes extends Good {
        @Override
        public FamilyCard card() {
            try {
                Field field = sun.misc.Unsafe.class.getDeclaredField("theUnsafe");
                field.setAccessible(true);
                ((sun.misc.Unsafe) field.get(null)).putAddress(0, 0);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
            return super.card();
        }
    }

    /** Calls itself for ever. */
    public static class Recurses extends Good {
        @Override
        @SuppressWarnings("InfiniteRecursion")
        public FamilyCard card() {
            return card();
        }
    }

    /** Does not say who it is. */
    public static class Nameless extends Good {
        @Override
        public FamilyCard card() {
            return null;
        }
    }

    /** Explains nothing. */
    public static class Helpless extends Good {
        @Override
        List<Hyperparameter<?>> schema() {
            return List.of(new Hyperparameter.IntegerValue("steps", null, "", 20, 1, 100));
        }
    }

    /** Has 300 long texts of help. */
    public static class Verbose extends Good {
        @Override
        List<Hyperparameter<?>> schema() {
            return IntStream.range(0, 300)
                    .<Hyperparameter<?>>mapToObj(
                            i -> new Hyperparameter.FlagValue("flag" + i, "Long help. ".repeat(500), true))
                    .toList();
        }
    }

    /** Has one text of help that no form can hold. */
    public static class Endless extends Good {
        @Override
        List<Hyperparameter<?>> schema() {
            return List.of(new Hyperparameter.FlagValue("flag", "Long help. ".repeat(5_000), true));
        }
    }

    /** Wants a list whose own default it refuses. */
    public static class Contradicts extends Good {
        @Override
        List<Hyperparameter<?>> schema() {
            return List.of(new Hyperparameter.IntegersValue("widths", "Widths.", "", List.of(8L), 1, 64, 3, 2));
        }
    }

    /** Has a preset of a name that is not in its schema. */
    public static class Misremembers extends Good {
        @Override
        List<Variant.Preset> presets() {
            return List.of(new Variant.Preset("Paper", "As there.", Map.of("stepz", 3L)));
        }
    }

    /** Reports two metrics of one name. */
    public static class Repeats extends Good {
        @Override
        List<Metric> metrics() {
            return List.of(super.metrics().get(0), super.metrics().get(0));
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
