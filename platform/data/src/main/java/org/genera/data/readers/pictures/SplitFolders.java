package org.genera.data.readers.pictures;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Folders whose names, in any case, say which pictures are for training and which are not. A set has two splits: where there
 * are pictures to test on and others to validate on, the latter are left out.
 *
 * @param train pictures to train on
 * @param test pictures to test on, or to validate on where there are no others
 * @param validation pictures to validate on, where there are those to test on too
 */
record SplitFolders(Path train, Path test, Optional<Path> validation) {

    private enum Part {
        TRAIN("train", "training"),
        VALIDATION("val", "valid", "validation", "dev"),
        TEST("test", "testing");

        private final Set<String> names;

        Part(String... names) {
            this.names = Set.of(names);
        }
    }

    /** The splits in a folder, if all folders in it are such. */
    static Optional<SplitFolders> in(Path folder) throws IOException {
        Map<Part, Path> found = new EnumMap<>(Part.class);
        List<String> folders = PictureFolder.directories(folder);
        for (String name : folders) {
            for (Part part : Part.values()) {
                if (part.names.contains(name.toLowerCase(Locale.ROOT))) {
                    found.put(part, folder.resolve(name));
                }
            }
        }
        Optional<Path> train = Optional.ofNullable(found.get(Part.TRAIN));
        Optional<Path> validation = Optional.ofNullable(found.get(Part.VALIDATION));
        Optional<Path> test = Optional.ofNullable(found.get(Part.TEST));
        if (found.size() != folders.size() || train.isEmpty() || test.isEmpty() && validation.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                test.isPresent()
                        ? new SplitFolders(train.get(), test.get(), validation)
                        : new SplitFolders(train.get(), validation.get(), Optional.empty()));
    }
}
