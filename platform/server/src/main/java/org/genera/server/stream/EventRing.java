package org.genera.server.stream;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The last events, bounded by their size, for readers that come back. Thread-safe.
 *
 * <p>An id is the ring's epoch, which no other start of the server shares, and a number.
 */
final class EventRing {
    private final String epoch;
    private final long maxCharacters;
    private final ArrayDeque<StreamEvent> events = new ArrayDeque<>();
    private long characters;
    private long nextId = 1;

    EventRing(String epoch, long maxCharacters) {
        this.epoch = epoch;
        this.maxCharacters = maxCharacters;
    }

    synchronized StreamEvent add(String type, String data) {
        StreamEvent event = new StreamEvent(nextId++, type, data);
        events.addLast(event);
        characters += data.length();
        while (characters > maxCharacters && events.size() > 1) {
            characters -= events.removeFirst().data().length();
        }
        return event;
    }

    /** The number of the newest event, 0 before the first. */
    synchronized long lastNumber() {
        return nextId - 1;
    }

    /** What happened after the event of this id; nothing at all if the ring cannot say. */
    Optional<List<StreamEvent>> after(@Nullable String lastEventId) {
        return number(lastEventId).flatMap(this::after);
    }

    /** What happened after the event of this number; nothing at all if the ring cannot say. */
    synchronized Optional<List<StreamEvent>> after(long last) {
        long oldest = events.isEmpty() ? nextId : events.getFirst().id();
        if (last < oldest - 1 || last >= nextId) {
            return Optional.empty();
        }
        List<StreamEvent> later = new ArrayList<>();
        Iterator<StreamEvent> newestFirst = events.descendingIterator();
        while (newestFirst.hasNext()) {
            StreamEvent event = newestFirst.next();
            if (event.id() <= last) {
                break;
            }
            later.add(event);
        }
        Collections.reverse(later);
        return Optional.of(later);
    }

    /** The number in an id of this epoch. */
    Optional<Long> number(@Nullable String id) {
        String prefix = epoch + "-";
        if (id == null || !id.startsWith(prefix)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Long.parseLong(id.substring(prefix.length())));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
