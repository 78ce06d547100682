package org.genera.data.fetch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.genera.data.readers.DataSources;
import org.genera.data.readers.files.LabelledFile;
import org.genera.data.store.DataSource;

/**
 * A known data set and where its publisher keeps it.
 *
 * @param name it is imported under
 * @param files one archive of CIFAR, or the four IDX files in the order training images and labels, test images and
 *     labels
 * @param classes names of the labels, or empty
 */
public record PublishedSet(String name, List<PublishedFile> files, List<String> classes) {
    /** The checksums are those that torchvision checks; that of CIFAR-10 stands on its publisher's page too. */
    private static final List<PublishedSet> ALL = List.of(
            idx(
                    "mnist",
                    "https://ossci-datasets.s3.amazonaws.com/mnist/",
                    List.of(
                            "f68b3c2dcbeaaa9fbdd348bbdeb94873",
                            "d53e105ee54ea40749a09fcbcd1e9432",
                            "9fb629c4189551a2d022fa330f9573f3",
                            "ec29112dd5afa0611ce80d1b7f02629c"),
                    List.of()),
            idx(
                    "fashion-mnist",
                    "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/",
                    List.of(
                            "8d4fb7e6c68d591d4c3dfef9ec88bf0d",
                            "25c81989df183df01b3e8a0aad5dffbe",
                            "bef4ecab320f06d8554ea6380940ec79",
                            "bb300cfdad3c16e7a12a480ee83cd310"),
                    List.of(
                            "T-shirt/top",
                            "trouser",
                            "pullover",
                            "dress",
                            "coat",
                            "sandal",
                            "shirt",
                            "sneaker",
                            "bag",
                            "ankle boot")),
            idx(
                    "kmnist",
                    "http://codh.rois.ac.jp/kmnist/dataset/kmnist/",
                    List.of(
                            "bdb82020997e1d708af4cf47b453dcf7",
                            "e144d726b3acfaa3e44228e80efcd344",
                            "5c965bf0a639b31b8f53240b1b52f4d7",
                            "7320c461ea6c1c855c0b718fb2a4b134"),
                    List.of("o", "ki", "su", "tsu", "na", "ha", "ma", "ya", "re", "wo")),
            new PublishedSet(
                    "cifar10",
                    List.of(new PublishedFile(
                            URI.create("https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz"),
                            "c32a1d4ab5d03f1284b67883e8d87530")),
                    List.of()));

    public PublishedSet {
        if (files.size() != 1 && files.size() != 4) {
            throw new IllegalArgumentException("files: expected one archive or four IDX files, got " + files.size());
        }
        files = List.copyOf(files);
        classes = List.copyOf(classes);
    }

    public static List<PublishedSet> all() {
        return ALL;
    }

    public static PublishedSet named(String name) {
        return ALL.stream().filter(set -> set.name().equals(name)).findFirst().orElseThrow(() -> {
            String names = ALL.stream().map(PublishedSet::name).collect(Collectors.joining(", "));
            return new IllegalArgumentException("set: expected one of " + names + ", got \"" + name
                    + "\"; download it yourself and use `genera data import`");
        });
    }

    static PublishedSet idx(String name, String address, List<String> md5s, List<String> classes) {
        List<String> names = List.of(
                "train-images-idx3-ubyte.gz",
                "train-labels-idx1-ubyte.gz",
                "t10k-images-idx3-ubyte.gz",
                "t10k-labels-idx1-ubyte.gz");
        List<PublishedFile> files = names.stream()
                .map(file -> new PublishedFile(URI.create(address + file), md5s.get(names.indexOf(file))))
                .toList();
        return new PublishedSet(name, files, classes);
    }

    /**
     * What to import, once all files lie in a folder.
     *
     * @throws UncheckedIOException where the archive cannot be unpacked into it
     */
    public DataSource source(Path folder) {
        List<Path> paths =
                files.stream().map(file -> folder.resolve(file.name())).toList();
        if (paths.size() == 1) {
            try {
                Path unpacked = folder.resolve("unpacked");
                TarGz.unpack(paths.get(0), unpacked);
                return DataSources.cifar10(List.of(unpacked));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot unpack " + paths.get(0) + ": " + e, e);
            }
        }
        return DataSources.idx(
                new LabelledFile(paths.get(0), Optional.of(paths.get(1))),
                Optional.of(new LabelledFile(paths.get(2), Optional.of(paths.get(3)))),
                classes);
    }
}
