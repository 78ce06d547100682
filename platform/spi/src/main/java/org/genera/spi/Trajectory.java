package org.genera.spi;

import java.util.List;

/** Models whose samples come about in steps that can be watched. */
public interface Trajectory {

    /**
     * The way of the samples of {@link GenerativeModel#sample} for the same request.
     *
     * @param frames how many frames to keep, first and last included, at least 2
     */
    List<Frame> trajectory(SampleRequest request, int frames);

    /**
     * One moment.
     *
     * @param label for people, such as {@code "t = 750"}
     * @param samples at this moment, index i on its way to sample i
     */
    record Frame(String label, Samples samples) {}
}
