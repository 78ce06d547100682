package org.genera.nn;

import java.nio.file.Path;
import org.genera.spi.Model;

/** A model whose whole state is the variables of one session. */
public interface SessionModel extends Model {

    /** The session, the same every time; closed with the model. */
    ModelSession session();

    @Override
    default long parameterCount() {
        return session().parameterCount();
    }

    @Override
    default void save(Path checkpoint) {
        session().save(checkpoint);
    }

    @Override
    default void restore(Path checkpoint) {
        session().restore(checkpoint);
    }

    @Override
    default void close() {
        session().close();
    }
}
