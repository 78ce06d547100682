package org.genera.spi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Models that have rows or tables of numbers to show, such as the KL of each latent dimension, the loss at each timestep or
 * the transitions between hidden states.
 */
public interface Profiles {

    /** Measured on the examples of the batch. */
    List<Profile> profiles(Batch batch, long seed);

    /**
     * Numbers to show.
     *
     * @param name camel case
     * @param title of the chart
     * @param form how it is drawn
     * @param axis what the index counts, of a matrix that of a column, such as {@code "latent dimension"}
     * @param rowAxis of a matrix, what the index of a row counts; empty of others
     * @param rows of a matrix, how many; 1 of others
     * @param unit of the values
     * @param values by index, of a matrix one row after the other
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Profile(
            String name,
            String title,
            Form form,
            String axis,
            String rowAxis,
            Integer rows,
            String unit,
            double[] values) {
        /** More bars than these are as narrow as a line. */
        private static final int MOST_BARS = 100;

        // Profiles of old have neither form nor rows.
        public Profile(
                String name,
                String title,
                @Nullable Form form,
                String axis,
                @Nullable String rowAxis,
                @Nullable Integer rows,
                String unit,
                double[] values) {
            Names.requireWord("profile name", name);
            this.name = name;
            this.title = title;
            this.form = form != null ? form : values != null && values.length > MOST_BARS ? Form.LINE : Form.BARS;
            this.axis = axis;
            this.rowAxis = rowAxis == null ? "" : rowAxis;
            this.rows = this.form == Form.MATRIX && rows != null ? rows : (Integer) 1;
            this.unit = unit;
            this.values = values;
            if (this.form == Form.MATRIX && (this.rows < 1 || values.length % this.rows != 0)) {
                throw new IllegalArgumentException("need rows of equal length in the profile " + name + ", got "
                        + values.length + " numbers for " + this.rows + " rows");
            }
        }

        /** Bars, or a line where they would be too many. */
        public Profile(String name, String title, String axis, String unit, double[] values) {
            this(name, title, null, axis, null, 1, unit, values);
        }

        /** A line, whose scale need not begin at 0. */
        public static Profile line(String name, String title, String axis, String unit, double[] values) {
            return new Profile(name, title, Form.LINE, axis, "", 1, unit, values);
        }

        /**
         * A matrix.
         *
         * @param values {@code rows × columns} numbers, one row after the other
         */
        public static Profile matrix(
                String name, String title, String rowAxis, int rows, String columnAxis, String unit, double[] values) {
            return new Profile(name, title, Form.MATRIX, columnAxis, rowAxis, rows, unit, values);
        }

        /** How many numbers a row has. */
        public int columns() {
            return values.length / rows;
        }
    }

    /** How numbers are drawn. */
    enum Form {
        /** A bar for each, from 0. */
        BARS,
        LINE,
        /** Colours of a table. */
        MATRIX
    }
}
