package org.genera.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.genera.data.DataCatalogue;
import org.genera.data.fetch.PublishedFile;
import org.genera.data.fetch.PublishedSet;
import org.genera.run.home.Home;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFetchCommandTest {
    @TempDir
    Path folder;

    @Test
    void a_set_is_downloaded_imported_and_its_files_removed() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] file = exchange.getRequestURI().getPath().contains("images") ? images() : labels();
            exchange.sendResponseHeaders(200, file.length);
            exchange.getResponseBody().write(file);
            exchange.close();
        });
        server.start();
        try {
            String address = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
            PublishedSet set = new PublishedSet(
                    "tiny",
                    List.of(
                            new PublishedFile(URI.create(address + "train-images"), md5(images())),
                            new PublishedFile(URI.create(address + "train-labels"), md5(labels())),
                            new PublishedFile(URI.create(address + "test-images"), md5(images())),
                            new PublishedFile(URI.create(address + "test-labels"), md5(labels()))),
                    List.of());
            Home home = new Home(folder);
            StringWriter out = new StringWriter();
            DataFetchCommand.fetch(set, home, new PrintWriter(out, true));
            assertThat(out.toString())
                    .contains("Downloading " + address + "train-images")
                    .contains("Imported tiny: 6 grey images of 2 × 2 pixels in 2 classes")
                    .contains("Training split 3, test split 3");
            assertThat(new DataCatalogue(home.data()).card("tiny")).isPresent();
            assertThat(home.downloads().resolve("tiny")).doesNotExist();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> DataFetchCommand.fetch(set, home, new PrintWriter(out, true)))
                    .withMessageContaining("`genera data remove tiny` first");
        } finally {
            server.stop(0);
        }
    }

    private static byte[] images() {
        return ByteBuffer.allocate(28)
                .putInt(0x803)
                .putInt(3)
                .putInt(2)
                .putInt(2)
                .array();
    }

    private static byte[] labels() {
        return ByteBuffer.allocate(11)
                .putInt(0x801)
                .putInt(3)
                .put(new byte[] {0, 1, 1})
                .array();
    }

    private static String md5(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
    }
}
