package org.genera.data.readers.pictures;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where the pictures of two domains lie. Their split comes from names, in either of two layouts: subfolders "train" and
 * "test" in the folders of both domains, or {@link CycleGanFolders}.
 *
 * @param names of both, for people
 * @param first all pictures, or those to train on
 * @param test those to test on, where the folders tell
 */
record TwoFolders(String names, Sides first, Optional<Sides> test) {
    private static final List<String> SPLIT = List.of("test", "train");

    /**
     * A folder for each domain.
     *
     * @param source what is translated
     * @param target what it is translated into
     */
    record Sides(Path source, Path target) {
        private Sides within(String split) {
            return new Sides(source.resolve(split), target.resolve(split));
        }
    }

    /**
     * @param what the subject of messages
     * @param given two folders, or one whose only two subfolders they are, the first by name being the source; or one that
     *     holds lettered ones
     */
    static TwoFolders of(String what, List<Path> given) throws IOException {
        for (Path each : given) {
            if (!Files.isDirectory(each)) {
                throw new IllegalArgumentException(
                        what + ": expected folders of pictures, got " + each + ", which is none");
            }
        }
        if (given.size() == 1 && CycleGanFolders.meantBy(PictureFolder.directories(given.get(0)))) {
            return CycleGanFolders.in(what, given.get(0));
        }
        Sides sides = sides(what, given);
        String names = name(sides.source()) + " and " + name(sides.target());
        boolean split = PictureFolder.directories(sides.source()).equals(SPLIT)
                && PictureFolder.directories(sides.target()).equals(SPLIT);
        return split
                ? new TwoFolders(names, sides.within("train"), Optional.of(sides.within("test")))
                : new TwoFolders(names, sides, Optional.empty());
    }

    private static Sides sides(String what, List<Path> given) throws IOException {
        if (given.size() == 2) {
            return new Sides(given.get(0), given.get(1));
        }
        List<String> below = given.size() == 1 ? PictureFolder.directories(given.get(0)) : List.of();
        if (below.size() != 2) {
            throw new IllegalArgumentException(what + ": expected two folders, or one that holds two, got "
                    + (given.size() == 1
                            ? below.size() + " in " + given.get(0) + (below.isEmpty() ? "" : ": " + shown(below))
                            : given.size() + " folders"));
        }
        return new Sides(given.get(0).resolve(below.get(0)), given.get(0).resolve(below.get(1)));
    }

    private static String shown(List<String> names) {
        return String.join(", ", names.subList(0, Math.min(5, names.size()))) + (names.size() > 5 ? " …" : "");
    }

    static String name(Path folder) {
        return String.valueOf(folder.toAbsolutePath().normalize().getFileName());
    }
}
