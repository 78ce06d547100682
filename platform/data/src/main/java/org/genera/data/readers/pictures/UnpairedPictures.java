package org.genera.data.readers.pictures;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.genera.data.random.CounterRandom;
import org.genera.data.readers.files.Pictures;
import org.genera.data.readers.pictures.PictureFolder.Picture;
import org.genera.data.readers.pictures.PictureFolder.PictureForm;
import org.genera.data.readers.pictures.TwoFolders.Sides;
import org.genera.data.sets.EpochOrder;
import org.genera.data.sets.IndexRange;
import org.genera.data.store.DataSetWriter;
import org.genera.data.store.DataSource;
import org.genera.data.store.ImportLimits;
import org.genera.data.store.ImportNotes;
import org.genera.data.store.ImportSummary;
import org.genera.data.store.ImportSummary.Order;
import org.genera.spi.DataShape;

/**
 * Two folders of pictures that have nothing to do with each other but the task of turning ones into others. Each domain is
 * split by itself: as the folders say, else its last tenth, after a shuffle by a fixed seed, is for testing.
 * The smaller domain then starts again until the larger one is through, within each split, so that nothing is tested on
 * that was trained on.
 */
public final class UnpairedPictures implements DataSource {
    private static final long ORDER_SEED = 20_260_106;

    private final List<Path> given;
    private final PictureForm form;

    /**
     * @param given the two folders, or one that holds them
     */
    public UnpairedPictures(List<Path> given, PictureForm form) {
        this.given = List.copyOf(given);
        this.form = form;
    }

    @Override
    public String path() {
        return given.get(0).toString();
    }

    @Override
    public void into(DataSetWriter set) throws IOException {
        if (set.splitGiven()) {
            throw new IllegalArgumentException("split: expected none for two unpaired folders, whose pictures are"
                    + " counted apart, got one; put the pictures into trainA, trainB, testA and testB");
        }
        TwoFolders folders = TwoFolders.of("unpaired", given);
        Domain source = Domain.of("source", folders, Sides::source, set.notes());
        Domain target = Domain.of("target", folders, Sides::target, set.notes());
        DataShape.Image sources = form.shape(source.all(), set.notes());
        DataShape.Image targets = form.shape(target.all(), set.notes());
        DataShape.Pair shape = new DataShape.Pair(sources, targets);
        int trainExamples = Math.max(source.train().size(), target.train().size());
        int testExamples = Math.max(source.test().size(), target.test().size());
        ImportLimits.requireExamples("unpaired", "all files together", trainExamples + testExamples, shape.size());
        set.begin(shape, true);
        long total = 0;
        for (int i = 0; i < trainExamples + testExamples; i++) {
            total += Files.size(source.picture(i, trainExamples)) + Files.size(target.picture(i, trainExamples));
        }
        long done = 0;
        for (int i = 0; i < trainExamples + testExamples; i++) {
            Path from = source.picture(i, trainExamples);
            Path to = target.picture(i, trainExamples);
            set.append(new PictureFile(from).pixels(sources), sources.size());
            set.append(new PictureFile(to).pixels(targets), targets.size());
            done += Files.size(from) + Files.size(to);
            set.progress().read(done, total);
        }
        set.finish(new ImportSummary(
                        new int[0],
                        List.of(),
                        trainExamples,
                        Order.AS_READ,
                        "unpaired " + Pictures.named(sources)
                                + (sources.equals(targets) ? "" : " and " + Pictures.named(targets))
                                + " (" + source.all().size() + " and "
                                + target.all().size() + ")",
                        folders.names())
                .unpaired());
    }

    private record Domain(List<Path> train, List<Path> test) {

        static Domain of(String what, TwoFolders folders, Function<Sides, Path> side, ImportNotes notes)
                throws IOException {
            CounterRandom random = CounterRandom.of(ORDER_SEED, what);
            Path first = side.apply(folders.first());
            List<Path> all = shuffled(first, random, notes);
            if (folders.test().isPresent()) {
                return new Domain(all, shuffled(side.apply(folders.test().get()), random, notes));
            }
            if (all.size() < 2) {
                throw new IllegalArgumentException("unpaired: expected at least 2 pictures in each folder, one to train"
                        + " on and one to test on, got 1 in " + first);
            }
            int train = all.size() - Math.max(1, all.size() / 10);
            return new Domain(all.subList(0, train), all.subList(train, all.size()));
        }

        private static List<Path> shuffled(Path folder, CounterRandom random, ImportNotes notes) throws IOException {
            List<Picture> pictures = PictureFolder.in(folder, notes);
            EpochOrder order = new EpochOrder(new IndexRange(0, pictures.size()), random);
            List<Path> shuffled = new ArrayList<>();
            for (int i = 0; i < pictures.size(); i++) {
                shuffled.add(pictures.get(order.example(i)).file());
            }
            return shuffled;
        }

        List<Path> all() {
            List<Path> all = new ArrayList<>(train);
            all.addAll(test);
            return all;
        }

        Path picture(int index, int trainExamples) {
            return index < trainExamples
                    ? train.get(index % train.size())
                    : test.get((index - trainExamples) % test.size());
        }
    }
}
