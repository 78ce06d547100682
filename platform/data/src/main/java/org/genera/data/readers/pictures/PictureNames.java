package org.genera.data.readers.pictures;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/** What names of files and folders say about pictures. */
final class PictureNames {
    private static final Set<String> READABLE = Set.of("png", "jpg", "jpeg", "jpe", "jfif");
    private static final Set<String> OTHER_PICTURES = Set.of(
            "gif", "bmp", "webp", "tif", "tiff", "avif", "heic", "heif", "pgm", "ppm", "pbm", "pnm", "tga", "jp2",
            "jxl", "exr");
    /** What file managers and archivers put beside pictures. */
    private static final Set<String> OF_PROGRAMS = Set.of("@eaDir", "__MACOSX", "Thumbs.db", "desktop.ini");

    private PictureNames() {}

    /** Whether a file of this name is a PNG or JPEG picture. */
    static boolean isReadable(String name) {
        return READABLE.contains(ending(name));
    }

    /** Whether a file of this name is a picture that is not read. */
    static boolean isOtherPicture(String name) {
        return OTHER_PICTURES.contains(ending(name));
    }

    /** Whether people do not see a file or folder of this name as theirs. */
    static boolean isHidden(String name) {
        return name.startsWith(".") || OF_PROGRAMS.contains(name);
    }

    /** Whether a path leads through what people do not see, or to it. */
    static boolean isHidden(Path below) {
        for (Path part : below) {
            if (isHidden(part.toString())) {
                return true;
            }
        }
        return false;
    }

    static String ending(String name) {
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
