package org.genera.data.readers.pictures;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.genera.data.readers.pictures.TwoFolders.Sides;

/**
 * The layout of the sets of CycleGAN (Zhu et al. 2017): trainA, trainB, testA and testB in one folder. A is translated
 * into B, and the names are the split; without testA and testB there is none.
 */
public final class CycleGanFolders {
    private static final List<String> TRAIN = List.of("trainA", "trainB");
    private static final List<String> TEST = List.of("testA", "testB");
    private static final Set<String> ALL = Set.of("trainA", "trainB", "testA", "testB");

    private CycleGanFolders() {}

    /** Whether someone who named folders like this had the layout in mind, even if one is missing or another is besides. */
    public static boolean meantBy(List<String> folders) {
        return folders.containsAll(TRAIN) || !folders.isEmpty() && ALL.containsAll(folders);
    }

    /**
     * @param what the subject of messages
     */
    static TwoFolders in(String what, Path folder) throws IOException {
        List<String> found = PictureFolder.directories(folder);
        for (String each : found) {
            if (!ALL.contains(each)) {
                throw refused(what, each + " besides", folder);
            }
        }
        boolean tested = TEST.stream().anyMatch(found::contains);
        for (String wanted : tested ? ALL.stream().sorted().toList() : TRAIN) {
            if (!found.contains(wanted)) {
                throw refused(what, "no " + wanted, folder);
            }
        }
        return new TwoFolders(
                "A and B of " + TwoFolders.name(folder),
                sides(folder, TRAIN),
                tested ? Optional.of(sides(folder, TEST)) : Optional.empty());
    }

    private static Sides sides(Path folder, List<String> names) {
        return new Sides(folder.resolve(names.get(0)), folder.resolve(names.get(1)));
    }

    private static IllegalArgumentException refused(String what, String got, Path folder) {
        return new IllegalArgumentException(
                what + ": expected the folders trainA, trainB, testA and testB, or the first" + " two of them, got "
                        + got + " in " + folder);
    }
}
