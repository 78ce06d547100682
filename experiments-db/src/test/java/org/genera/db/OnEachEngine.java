package org.genera.db;

import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Opens an empty database before each test, on each engine that can be reached. */
@ParameterizedClass
@EnumSource(Engine.class)
public abstract class OnEachEngine {
    public static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");

    @Parameter
    public Engine engine;

    @TempDir
    public Path folder;

    public Engine.Place place;
    public ExperimentsDb db;

    @BeforeEach
    void open() throws Exception {
        place = engine.place(folder.resolve("db"));
        db = ExperimentsDb.open(place.url());
    }

    @AfterEach
    void close() throws Exception {
        if (db != null) {
            db.close();
            place.close();
        }
    }
}
