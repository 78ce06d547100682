package org.genera.data.store;

import org.genera.data.store.ImportNote.Kind;
import org.genera.spi.DataShape;

/** Looks at the levels of 8-bit pictures as they are written, and tells where they are probably not what was meant. For one thread. */
final class Levels {
    private final DataShape shape;
    private final byte[] pixel = new byte[3];
    private int channel;
    private int largest;
    private boolean coloured;

    Levels(DataShape shape) {
        this.shape = shape;
    }

    void see(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            largest = Math.max(largest, bytes[i] & 0xFF);
        }
        if (!coloured && shape instanceof DataShape.Image image && image.channels() == 3) {
            for (int i = 0; i < length && !coloured; i++) {
                pixel[channel] = bytes[i];
                channel = (channel + 1) % 3;
                coloured = channel == 0 && (pixel[0] != pixel[1] || pixel[1] != pixel[2]);
            }
        }
    }

    void tell(ImportNotes notes) {
        if (largest == 0) {
            notes.add(Kind.WARNING, "all pictures are black");
        } else if (largest == 1) {
            notes.add(
                    Kind.WARNING,
                    "the largest value of all pictures is 1 of 255, so that they are all but black; if 1 means white,"
                            + " multiply by 255, or save booleans");
        }
        if (!coloured && shape instanceof DataShape.Image image && image.channels() == 3) {
            notes.add(
                    Kind.WARNING,
                    "stored in colour, but each pixel of each picture is grey; --channels grey takes a third of the room");
        }
    }
}
