package org.genera.dist;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages of data sets as a researcher uses them: looking, uploading, being refused. */
class DataPagesIT extends OnPages {
    @TempDir
    static Path folder;

    @Test
    void a_data_set_shows_examples_classes_and_histograms() {
        go("/data");
        page.getByTestId("data-set-card")
                .filter(new Locator.FilterOptions().setHasText("Coloured shapes"))
                .getByTestId("open-data-set")
                .click();
        assertThat(page.getByTestId("data-set-title")).hasText("Coloured shapes");
        assertThat(page.getByTestId("tally")).hasCount(4);
        // Red, green and blue; then shape, hue, radius, rotation and position.
        assertThat(page.getByTestId("histogram")).hasCount(9);
        assertThat(page.getByTestId("page-of-examples")).containsText("of 10,000");
        page.getByTestId("tally").nth(2).click();
        assertThat(page.getByTestId("page-of-examples")).containsText("of 2,500");
        page.getByTestId("split-test").click();
        assertThat(page.getByTestId("page-of-examples")).containsText("of 500");
        page.getByTestId("other-examples").click();
        assertThat(page.getByTestId("page-of-examples")).not().hasText(Pattern.compile("^1–"));
        assertThat(page.getByTestId("facts")).containsText("32 × 32 colour");
    }

    @Test
    void points_are_shown_with_their_modes_and_their_density() {
        go("/data/ring8");
        assertThat(page.getByTestId("examples")).containsText("rings are the modes");
        assertThat(page.getByTestId("density-plot")).isVisible();
        assertThat(page.getByTestId("histogram")).hasCount(2);
    }

    @Test
    void a_small_file_is_uploaded_and_its_page_opens() throws Exception {
        upload("squares-idx3-ubyte", idx(20), "squares");
        assertThat(page.getByTestId("data-set-title")).hasText("squares");
        assertThat(page.getByTestId("facts")).containsText("4 × 4 grey");
        assertThat(page.getByTestId("import-command")).containsText("data import squares squares-idx3-ubyte");
    }

    @Test
    void a_table_is_shown_as_rows_under_the_names_of_its_columns() throws Exception {
        StringBuilder rows = new StringBuilder("petal length,petal width,depth,species\n");
        for (int i = 0; i < 60; i++) {
            rows.append(1 + i / 10.0).append(",0.").append(i % 7).append(',').append(i).append(i % 2 == 0 ? ",a\n" : ",b\n");
        }
        page.navigate(genera.address() + "/data");
        page.getByTestId("import").click();
        page.getByTestId("upload-file").setInputFiles(Files.writeString(folder.resolve("petals.csv"), rows));
        page.getByTestId("upload-label").fill("species");
        page.getByTestId("upload").click();
        assertThat(page.getByTestId("data-set-title")).hasText("petals");
        assertThat(page.getByTestId("rows").locator("th"))
                .hasText(new String[] {"#", "class", "petal length", "petal width", "depth"});
        assertThat(page.getByTestId("histogram")).hasCount(3);
        assertThat(page.getByTestId("columns-table")).containsText("petal width");
        page.getByTestId("column-up").selectOption("depth");
        assertThat(page.getByTestId("axes").first()).containsText("depth");
        assertThat(page.getByTestId("facts")).containsText("named by the table");
    }

    @Test
    void a_study_says_what_the_measures_see_of_a_set() throws Exception {
        StringBuilder rows = new StringBuilder("x,y\n");
        for (int i = 0; i < 300; i++) {
            rows.append(Math.cos(i)).append(',').append(Math.sin(i)).append('\n');
        }
        upload("circle.csv", rows.toString().getBytes(StandardCharsets.UTF_8), "circle");
        page.getByTestId("sight-of").click();
        page.getByTestId("offer").locator("button").click();
        Locator recall = page.locator("[data-metric=recall]");
        assertThat(recall).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(60_000));
        assertThat(recall.getByTestId("says")).containsText("Sees");
        assertThat(page.locator("[data-metric=precision]").getByTestId("says")).containsText("memorised");
        assertThat(page.getByTestId("damage-shrinking")).isVisible();
    }

    @Test
    void a_bad_file_is_refused_in_a_sentence_and_leaves_nothing() throws Exception {
        byte[] whole = idx(20);
        upload("cut-idx3-ubyte", Arrays.copyOf(whole, whole.length - 7), "cut");
        assertThat(page.getByTestId("problem")).containsText("expected");
        assertThat(page.getByTestId("problem")).containsText("cut-idx3-ubyte");
        session.expectRefusal(422);
        assertThat(genera.get("/datasets").findValuesAsText("name")).doesNotContain("cut");
        try (Stream<Path> left = Files.list(session.home().resolve("data"))) {
            assertThat(left.map(path -> path.getFileName().toString())).noneMatch(name -> name.startsWith("."));
        } catch (NoSuchFileException e) {
            // Nothing has ever been imported: nothing is left.
        }
    }

    @Test
    void a_folder_of_pictures_is_packed_and_its_subfolders_are_the_classes() throws Exception {
        for (String name : List.of("cats/1.png", "cats/2.png", "dogs/1.png", "dogs/2.png", "dogs/10.png")) {
            Path file = folder.resolve("pets").resolve(name);
            Files.createDirectories(file.getParent());
            ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
        }
        go("/data");
        page.getByTestId("import").click();
        page.getByTestId("upload-folder").setInputFiles(folder.resolve("pets"));
        assertThat(page.getByTestId("chosen-files")).containsText("pets/ · 5 pictures");
        page.getByTestId("upload").click();
        assertThat(page.getByTestId("data-set-title")).hasText("pets");
        assertThat(page.getByTestId("tally")).hasCount(2);
    }

    private void upload(String file, byte[] bytes, String name) throws Exception {
        go("/data");
        page.getByTestId("import").click();
        page.getByTestId("upload-file").setInputFiles(Files.write(folder.resolve(file), bytes));
        page.getByTestId("upload-name").fill(name);
        page.getByTestId("upload").click();
    }

    /** Pictures of 4 × 4 pixels, each of one grey. */
    private static byte[] idx(int count) {
        ByteBuffer bytes = ByteBuffer.allocate(16 + 16 * count);
        bytes.putInt(0x803).putInt(count).putInt(4).putInt(4);
        for (int i = 0; i < 16 * count; i++) {
            bytes.put((byte) (i / 16 * 12));
        }
        return bytes.array();
    }
}
