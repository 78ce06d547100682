package org.genera.evaluation;

import org.genera.spi.Metric;

/**
 * What looks at pictures before they are measured: it gives each a vector of features and probabilities of classes.
 * Distances between such features are those of this extractor and of no other, so its name belongs to every value that was
 * measured with it.
 *
 * <p>Owns native memory; for one thread.
 */
public interface PictureExtractor extends AutoCloseable {

    /** Such as {@code classifier-1a2b3c4d}: equal names mean equal weights. */
    String name();

    /** What people should know of it beside its name; may be empty. */
    String note();

    /** How many numbers the features of a picture are. */
    int width();

    /** How many classes its probabilities are of. */
    int classes();

    /** Whether these are the classes of the data set, so that their shares can be compared with its own. */
    boolean knowsTheData();

    /** So many real pictures beside those that samples are measured against are worth the time it takes. */
    int worthSeeing();

    /** What its measures are called. */
    Names names();

    /**
     * Looks at pictures.
     *
     * @param pictures {@code count × height × width × channels} numbers in [0, 1], quantised to 8 bits
     */
    Seen see(float[] pictures, int count);

    @Override
    void close();

    /**
     * The measures whose plain names are those of an Inception network or of nobody.
     *
     * @param frechet distance of Gaussians fitted to features
     * @param kernel distance of their moments
     * @param score of the probabilities
     */
    record Names(Metric frechet, Metric kernel, Metric score) {}

    /**
     * What it makes of pictures, one row for each.
     *
     * @param features activations
     * @param probabilities of the classes
     */
    record Seen(Features features, Features probabilities) {

        /** The most probable class of each picture, the first of equals. */
        public int[] classes() {
            int[] classes = new int[probabilities.count()];
            int width = probabilities.width();
            for (int row = 0; row < classes.length; row++) {
                for (int each = 1; each < width; each++) {
                    if (probabilities.values()[row * width + each]
                            > probabilities.values()[row * width + classes[row]]) {
                        classes[row] = each;
                    }
                }
            }
            return classes;
        }
    }
}
