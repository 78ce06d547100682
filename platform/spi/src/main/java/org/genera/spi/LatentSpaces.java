package org.genera.spi;

import java.util.List;

/**
 * Models that generate by decoding latent vectors, which lie in one named space or in several: z of a GAN or VAE, z and w
 * of a StyleGAN.
 */
public interface LatentSpaces {

    /** At least one; the one in which sampling starts comes first, and ways lead from each to those behind it. */
    List<Space> spaces();

    /**
     * Draws latent vectors as sampling does; vector i depends on the seed and i alone.
     *
     * @param space id of one of the spaces
     * @return {@code count × dimension} numbers
     */
    float[] prior(String space, int count, long seed);

    /**
     * The mean of p(x|latent vector) for each latent vector.
     *
     * @param latents {@code count × dimension} numbers
     * @throws IllegalArgumentException if they are no whole number of vectors
     */
    Samples decode(String space, float[] latents);

    /**
     * Carries latent vectors to another space, such as from z to w; both decode to the same. This one is of models with one
     * space, or with spaces that no way connects.
     *
     * @param latents {@code count × dimension} numbers in the space {@code from}
     * @return as many vectors in the space {@code to}
     * @throws IllegalArgumentException if no way leads there; the message is shown to the user
     */
    default float[] map(String from, String to, float[] latents) {
        if (!from.equals(to)) {
            throw new IllegalArgumentException("expected spaces that a way leads between, got " + from + " and " + to);
        }
        return latents;
    }

    /**
     * The space of an id.
     *
     * @throws IllegalArgumentException if there is none of the id
     */
    default Space space(String id) {
        return spaces().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("expected one of the latent spaces "
                        + spaces().stream().map(Space::id).toList() + ", got " + id));
    }

    /**
     * A space of latent vectors.
     *
     * @param id lower-case words joined by dashes, such as {@code z}
     * @param title for people
     * @param dimension numbers in a vector, at least 1
     * @param prior how its vectors are spread in sampling
     */
    record Space(String id, String title, int dimension, Prior prior) {
        public Space {
            Names.requireId("id of a latent space", id);
            if (dimension < 1) {
                throw new IllegalArgumentException(
                        "need dimension >= 1 of the latent space " + id + ", got " + dimension);
            }
        }

        /** The usual one. */
        public static Space z(int dimension) {
            return new Space("z", "z", dimension, Prior.STANDARD_NORMAL);
        }

        /**
         * How many vectors so many numbers are.
         *
         * @throws IllegalArgumentException if they are none, or no whole number of vectors
         */
        public int count(float[] latents) {
            if (latents.length == 0 || latents.length % dimension != 0) {
                throw new IllegalArgumentException("expected latent vectors of " + dimension
                        + " numbers each in the space " + id + ", got " + latents.length + " numbers");
            }
            return latents.length / dimension;
        }
    }

    /** How latent vectors are spread. */
    enum Prior {
        /** Independent standard normal numbers: vectors keep their length on great circles. */
        STANDARD_NORMAL,
        /** Anything else, known by its draws alone. */
        OTHER
    }
}
