package org.genera.server.http;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.genera.server.Client;
import org.genera.server.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Tests that share a server. */
public abstract class OnOneServer {
    @TempDir
    static Path folder;

    static TestServer server;
    public static Client client;
    public static URI address;

    @BeforeAll
    static void start() throws IOException {
        server = TestServer.in(folder);
        client = server.client();
        address = client.address();
    }

    @AfterAll
    static void stop() {
        server.close();
    }
}
