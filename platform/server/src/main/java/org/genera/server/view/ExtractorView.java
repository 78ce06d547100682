package org.genera.server.view;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.genera.run.home.Home;
import org.jspecify.annotations.Nullable;

/**
 * An extractor of the home folder, as the OpenAPI document describes it.
 *
 * @param name with the hash, as it stands beside values
 * @param kind {@code classifier} or {@code inception}
 * @param dataSet on which a classifier was trained; absent where no data set of the catalogue is that one
 * @param testAccuracy of a classifier, in per cent
 * @param testPictures on how many that was taken
 * @param features how many numbers the features of a picture are
 * @param size height and width that an Inception graph wants
 */
public record ExtractorView(
        String name,
        String kind,
        @Nullable String dataSet,
        String sha256,
        @Nullable Double testAccuracy,
        @Nullable Integer testPictures,
        @Nullable Integer features,
        @Nullable Integer size) {
    private static final String CARD = "extractor.properties";

    /**
     * Those of a home folder, Inception first.
     *
     * @param dataSets names of the data sets by fingerprint
     */
    public static List<ExtractorView> all(Home home, Map<String, String> dataSets) {
        List<ExtractorView> all = new ArrayList<>();
        if (!Files.isDirectory(home.extractors())) {
            return all;
        }
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(home.extractors(), "[!.]*")) {
            for (Path folder : folders) {
                if (Files.exists(folder.resolve(CARD))) {
                    all.add(of(folder, dataSets));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + home.extractors() + ": " + e.getMessage(), e);
        }
        all.sort(Comparator.comparing(ExtractorView::kind).reversed().thenComparing(ExtractorView::name));
        return all;
    }

    private static ExtractorView of(Path folder, Map<String, String> dataSets) throws IOException {
        Properties card = new Properties();
        try (InputStream input = Files.newInputStream(folder.resolve(CARD))) {
            card.load(input);
        }
        String sha256 = card.getProperty("sha256", "");
        String shown = sha256.substring(0, Math.min(8, sha256.length()));
        String name = String.valueOf(folder.getFileName());
        if (name.equals(Home.INCEPTION)) {
            return new ExtractorView(
                    "inception-" + shown,
                    "inception",
                    null,
                    sha256,
                    null,
                    null,
                    number(card, "width"),
                    number(card, "size"));
        }
        int dash = name.indexOf('-');
        String accuracy = card.getProperty("testAccuracy");
        return new ExtractorView(
                "classifier-" + shown,
                "classifier",
                dataSets.get(dash < 0 ? name : name.substring(0, dash)),
                sha256,
                accuracy == null ? null : Double.valueOf(accuracy),
                number(card, "testPictures"),
                null,
                null);
    }

    private static @Nullable Integer number(Properties card, String key) {
        String text = card.getProperty(key);
        return text == null ? null : Integer.valueOf(text);
    }
}
