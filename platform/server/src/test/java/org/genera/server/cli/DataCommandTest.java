package org.genera.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.genera.data.DataCatalogue;
import org.genera.data.store.ImportRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DataCommandTest {

    @TempDir
    Path folder;

    @Test
    void the_list_shows_built_in_sets_in_aligned_columns() {
        Answer answer = run("list", "--home", home());
        assertThat(answer.exitCode()).isZero();
        assertThat(answer.out()).contains("ring8", "glyphs", "Ring of 8 Gaussians");
        assertThat(answer.out().lines().map(line -> line.indexOf(line.startsWith("NAME") ? "ORIGIN" : "built in")))
                .hasSizeGreaterThan(6)
                .containsOnly(answer.out().indexOf("ORIGIN"));
    }

    @Test
    void an_imported_set_is_listed_until_it_is_removed() throws Exception {
        Answer imported =
                run("import", "dots", "--images", images(), "--split", "train=0-8,test=8-10", "--home", home());
        assertThat(imported.out()).startsWith("Imported dots: 10 grey images of 2 × 2 pixels, imported from images.");
        assertThat(imported.exitCode()).isZero();
        assertThat(run("list", "--home", home()).out()).containsPattern("dots +imported +\\[2,2,1] +8 +2 +-");
        assertThat(run("remove", "dots", "--home", home()).out()).isEqualToIgnoringNewLines("Removed dots.");
        assertThat(run("list", "--home", home()).out()).doesNotContain("dots");
    }

    @Test
    void what_cannot_be_done_is_said_in_a_sentence() throws Exception {
        assertThat(run("import", "dots", "--images", images(), "--split", "train=0-8,test=7-10", "--home", home()))
                .isEqualTo(new Answer(
                        2,
                        "",
                        "split: expected ranges that do not overlap, got train=0-8 and test=7-10; the second number is"
                                + " one behind the last example"));
        assertThat(run("remove", "ring8", "--home", home()).err()).contains("which is built in");
        assertThat(run("import", "dots", "--home", home()).err())
                .isEqualTo("path: expected the file or folder to import, got none; such as `genera data import dots"
                        + " table.csv` or --images FILE");
        assertThat(run("import", "dots", images(), "--label", "2", "--home", home())
                        .err())
                .isEqualTo("format: expected csv or sequences where --label is given, got idx");
        assertThat(run("import", "dots", images(), "--format", "tiff", "--home", home())
                        .err())
                .isEqualTo(
                        "format: expected idx, cifar10, cifar100, folder, pairs, unpaired, captions, npy, csv or sequences,"
                                + " got \"tiff\"");
        assertThat(run("import", "dots", folder.resolve("gone").toString(), "--home", home())
                        .err())
                .endsWith("gone, which is not there");
        assertThat(run().err()).contains("expected list, import, fetch or remove");
    }

    @Test
    void the_format_is_guessed_and_a_table_needs_no_split() throws Exception {
        Path table = folder.resolve("flowers.csv");
        Files.writeString(table, "length,width,kind\n" + "1.5,2,rose\n2.5,3,iris\n".repeat(10));
        Answer imported = run("import", "flowers", table.toString(), "--label", "kind", "--home", home());
        assertThat(imported.out())
                .startsWith("Imported flowers: 20 rows of 2 numbers in 2 classes, imported from flowers.csv.")
                .contains("Training split 18, test split 2, fingerprint ");
        assertThat(run("list", "--home", home()).out()).containsPattern("flowers +imported +\\[2] +18 +2 +2");
        assertThat(new DataCatalogue(Path.of(home(), "data")).importRecord("flowers"))
                .map(ImportRecord::command)
                .contains("./genera data import flowers " + table + " --label kind");
    }

    @Test
    void sequences_are_told_apart_by_a_column_or_by_lines() throws Exception {
        Path table = Files.writeString(folder.resolve("walks.csv"), "id,x,y\na,1,2\na,3,4\nb,5,6\n");
        assertThat(run("import", "walks", table.toString(), "--sequence", "id", "--home", home())
                        .out())
                .startsWith("Imported walks: 2 sequences of 1 to 2 vectors of 2 numbers, imported from walks.csv.");
        Path text = Files.writeString(folder.resolve("weather.txt"), "0 1 2\n2 1\n");
        assertThat(run("import", "weather", text.toString(), "--home", home()).out())
                .startsWith("Imported weather: 2 sequences of 2 to 3 symbols out of 3, imported from weather.txt.");
        assertThat(run("import", "bad", images(), "--sequence", "1", "--home", home())
                        .err())
                .isEqualTo("format: expected sequences where --sequence is given, got idx");
        assertThat(run("import", "bad", text.toString(), "--symbols", "letters", "--home", home())
                        .err())
                .isEqualTo("symbols: expected words or characters, got \"letters\"");
    }

    @Test
    void two_folders_are_pairs_or_do_not_belong_together() throws Exception {
        for (String picture : new String[] {"a/1.png", "a/2.png", "b/1.png", "b/2.png", "c/7.png", "c/8.png"}) {
            Files.createDirectories(folder.resolve(picture).getParent());
            ImageIO.write(
                    new BufferedImage(3, 3, BufferedImage.TYPE_BYTE_GRAY),
                    "png",
                    folder.resolve(picture).toFile());
        }
        String a = folder.resolve("a").toString();
        String b = folder.resolve("b").toString();
        String c = folder.resolve("c").toString();
        assertThat(run("import", "both", "--format", "pairs", a, b, "--home", home())
                        .out())
                .startsWith("Imported both: 2 pairs of grey images of 3 × 3 pixels, imported from a and b.");
        assertThat(run("import", "bad", "--format", "pairs", a, c, "--home", home())
                        .err())
                .contains("a/1.png without a partner in " + c + ", and 1 more");
        assertThat(run("import", "two", "--format", "unpaired", a, c, "--home", home())
                        .out())
                .contains("unpaired grey images of 3 × 3 pixels (2 and 2), imported from a and c.");
        assertThat(run("import", "bad", "--format", "pairs", a, b, c, "--home", home())
                        .err())
                .isEqualTo("path: expected two folders for pairs, got 3");
    }

    @Test
    void folders_named_as_for_cyclegan_need_no_format() throws Exception {
        for (String picture : new String[] {"trainA/1.png", "trainB/2.png", "trainB/3.png", "testA/1.png"}) {
            Path file = folder.resolve("h2z").resolve(picture);
            Files.createDirectories(file.getParent());
            ImageIO.write(new BufferedImage(3, 3, BufferedImage.TYPE_BYTE_GRAY), "png", file.toFile());
        }
        String animals = folder.resolve("h2z").toString();
        assertThat(run("import", "animals", animals, "--home", home()).err())
                .startsWith("unpaired: expected the folders trainA, trainB, testA and testB")
                .endsWith("got no testB in " + animals);
        assertThat(folder.resolve("home/data/animals")).doesNotExist();
        Files.createDirectories(folder.resolve("h2z/testB"));
        Files.copy(folder.resolve("h2z/testA/1.png"), folder.resolve("h2z/testB/1.png"));
        assertThat(run("import", "animals", animals, "--home", home()).out())
                .contains("unpaired grey images of 3 × 3 pixels (2 and 3), imported from A and B of h2z.")
                .contains("Training split 2, test split 1");
    }

    @Test
    void a_training_and_a_test_file_become_the_splits_of_one_set() throws Exception {
        Answer imported = run("import", "both", images(), "--test-images", images(), "--home", home());
        assertThat(imported.out()).contains("Training split 10, test split 10");
    }

    private String home() {
        return folder.resolve("home").toString();
    }

    /** Ten black images of 2 × 2 pixels. */
    private String images() throws Exception {
        ByteBuffer bytes = ByteBuffer.allocate(16 + 40);
        bytes.putInt(0x803).putInt(10).putInt(2).putInt(2);
        return Files.write(folder.resolve("images"), bytes.array()).toString();
    }

    private static Answer run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = new CommandLine(new DataCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setExecutionExceptionHandler((exception, failed, result) -> {
                    failed.getErr().println(exception.getMessage());
                    return 2;
                })
                .execute(arguments);
        return new Answer(exitCode, out.toString(), err.toString().strip());
    }

    private record Answer(int exitCode, String out, String err) {}
}
