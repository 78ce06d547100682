package org.genera.db.connection;

import java.util.concurrent.locks.ReentrantLock;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/**
 * The way to a connection. One writer at a time, because H2 loses data under several (see RATIONALE.md); readers are
 * free and see one moment each. Thread-safe.
 */
public final class Database {
    private final Connections connections;
    private final ReentrantLock writing = new ReentrantLock(true);

    public Database(Connections connections) {
        this.connections = connections;
    }

    /** Runs all of it in one transaction, or none of it. */
    public <T> T write(HandleCallback<T, RuntimeException> work) {
        writing.lock();
        try {
            return connections.ask(jdbi -> jdbi.inTransaction(work));
        } finally {
            writing.unlock();
        }
    }

    /** Runs queries that all see the same moment. */
    public <T> T read(HandleCallback<T, RuntimeException> work) {
        return connections.ask(jdbi -> jdbi.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, work));
    }

    /** For statements that need no result. */
    public void change(java.util.function.Consumer<Handle> work) {
        write(handle -> {
            work.accept(handle);
            return true;
        });
    }
}
