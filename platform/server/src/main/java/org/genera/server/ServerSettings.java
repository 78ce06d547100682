package org.genera.server;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.genera.db.ExperimentsDb;
import org.genera.run.home.Home;
import org.genera.server.http.guard.AccessToken;
import org.genera.server.launch.Distribution;

/**
 * How a server is to be started.
 *
 * @param home where everything is kept
 * @param distribution where workers and plugins come from
 * @param host to listen on
 * @param port to listen on, 0 for any free one
 * @param tryNextPorts whether to take the next free port if this one is taken
 * @param jdbcUrl of the database, empty for a file in the home folder
 * @param concurrentRuns on the CPU at a time
 * @param gpuTool the driver's tool
 * @param token that clients must show, empty where only this machine can reach the server
 * @param cancelGrace between asking a worker to stop and ending it
 */
public record ServerSettings(
        Home home,
        Distribution distribution,
        String host,
        int port,
        boolean tryNextPorts,
        Optional<String> jdbcUrl,
        int concurrentRuns,
        String gpuTool,
        Optional<AccessToken> token,
        Duration cancelGrace) {

    /** On 127.0.0.1:8080 or the next free port, one run at a time, H2 in the home folder. */
    public static ServerSettings usual(Home home, Distribution distribution) {
        return new ServerSettings(
                home,
                distribution,
                "127.0.0.1",
                8080,
                true,
                Optional.empty(),
                1,
                "nvidia-smi",
                Optional.empty(),
                Duration.ofSeconds(30));
    }

    String jdbcUrlOrUsual() {
        return jdbcUrl.orElseGet(() -> ExperimentsDb.h2Url(home.database()));
    }

    /** The database in words for people: an address may carry a password. */
    String databaseInWords() {
        return jdbcUrl.map(url -> url.replaceFirst("[?;].*", "").replaceFirst("//[^/@]*@", "//"))
                .orElseGet(() -> "H2 in " + home.database().toAbsolutePath());
    }

    /** What Vert.x unpacks; a killed server leaves its own behind, the next one sweeps it. */
    Path cacheFolder() {
        return home.root().resolve("cache");
    }
}
