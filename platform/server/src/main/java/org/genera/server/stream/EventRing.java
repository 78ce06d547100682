package org.genera.server.stream;

import java.util.ArrayDeque;
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

    /** The id of the newest event, or of none yet. */
    synchronized String lastId() {
        return epoch + "-" + (nextId - 1);
    }

    synchronized long lastNumber() {
        return nextId - 1;
    }

    /** What happened after the event of this id; nothing at all if the ring cannot say. */
    synchronized Optional<List<StreamEvent>> after(@Nullable String lastEventId) {
        Optional<Long> number = number(lastEventId);
        if (number.isEmpty()) {
            return Optional.empty();
        }
        long last = number.get();
        long oldest = events.isEmpty() ? nextId : events.getFirst().id();
        if (last < oldest - 1 || last >= nextId) {
            return Optional.empty();
        }
        return Optional.of(events.stream().filter(event -> event.id() > last).toList());
    }

    private Optional<Long> number(@Nullable String lastEventId) {
        String prefix = epoch + "-";
        if (lastEventId == null || !lastEventId.startsWith(prefix)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Long.parseLong(lastEventId.substring(prefix.length())));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
