package org.genera.spi;

import java.util.List;

/** Models whose samples come about in steps that can be watched. */
public interface Trajectory {

    /**
     * The way of the samples of {@link Sampling#sample} for the same request, at rising times from 0 to 1.
     *
     * @param frames how many frames to keep, first and last included, at least 2
     */
    List<Frame> trajectory(SampleRequest request, int frames);

    /**
     * Which of the moments on the way a film keeps: the first, the last, and the others evenly between.
     *
     * @param moments how many there are, at least 1
     * @param frames how many to keep at most, at least 2
     * @return rising, from 0 to {@code moments - 1}
     */
    static int[] kept(int moments, int frames) {
        if (frames < 2) {
            throw new IllegalArgumentException("need frames >= 2, the first and the last, got " + frames);
        }
        int[] kept = new int[Math.min(frames, moments)];
        for (int i = 1; i < kept.length; i++) {
            kept[i] = (int) Math.round((double) i * (moments - 1) / (kept.length - 1));
        }
        return kept;
    }

    /**
     * One moment. Times rise from frame to frame; films of different models are laid beside each other by them.
     *
     * @param label for people, such as {@code "t = 750"}
     * @param time from 0, where sampling starts, to 1 at the sample
     * @param samples at this moment, index i on its way to sample i
     */
    record Frame(String label, double time, Samples samples) {
        public Frame {
            if (!(time >= 0 && time <= 1)) {
                throw new IllegalArgumentException("need 0 <= time <= 1 for the frame \"" + label
                        + "\", 0 where sampling starts and 1 at the sample, got " + time);
            }
        }
    }
}
