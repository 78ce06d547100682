package org.genera.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The folders of two domains.
 *
 * @param source what is translated
 * @param target what it is translated into
 */
record TwoFolders(Path source, Path target) {
    private static final List<String> SPLIT = List.of("test", "train");

    /**
     * @param what the subject of messages
     * @param given two folders, or one whose only two subfolders they are, the first by name being the source
     */
    static TwoFolders of(String what, List<Path> given) throws IOException {
        for (Path each : given) {
            if (!Files.isDirectory(each)) {
                throw new IllegalArgumentException(
                        what + ": expected folders of pictures, got " + each + ", which is none");
            }
        }
        if (given.size() == 2) {
            return new TwoFolders(given.get(0), given.get(1));
        }
        List<String> below = given.size() == 1 ? PictureFolder.directories(given.get(0)) : List.of();
        if (below.size() != 2) {
            throw new IllegalArgumentException(what + ": expected two folders, or one that holds two, got "
                    + (given.size() == 1
                            ? below.size() + " in " + given.get(0) + (below.isEmpty() ? "" : ": " + shown(below))
                            : given.size() + " folders"));
        }
        return new TwoFolders(given.get(0).resolve(below.get(0)), given.get(0).resolve(below.get(1)));
    }

    private static String shown(List<String> names) {
        return String.join(", ", names.subList(0, Math.min(5, names.size()))) + (names.size() > 5 ? " …" : "");
    }

    /** Whether both are split into training and test pictures. */
    boolean split() throws IOException {
        return PictureFolder.directories(source).equals(SPLIT)
                && PictureFolder.directories(target).equals(SPLIT);
    }

    TwoFolders within(String split) {
        return new TwoFolders(source.resolve(split), target.resolve(split));
    }

    /** For people. */
    String names() {
        return source.toAbsolutePath().normalize().getFileName() + " and "
                + target.toAbsolutePath().normalize().getFileName();
    }
}
