package org.genera.run.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.genera.run.Json;
import org.genera.run.journal.Journal.Gap;

/** Lines of a journal one after the other: the events that can be read, and what lies between them. Not thread-safe. */
final class JournalLines {
    /** With it a line begins; what a killed process or a lost block put before it costs nothing of what follows. */
    private static final String BEGIN = "{\"type\":\"";

    private static final int REASON_AT_MOST = 200;
    private static final ObjectReader EVENT =
            Json.mapper().readerFor(JournalEvent.class).with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final List<JournalEvent> events = new ArrayList<>();
    private final List<Gap> gaps = new ArrayList<>();
    private long lastSeq = Gap.UNKNOWN;
    private boolean open;

    /** @param offset of the line in the file */
    void add(byte[] bytes, int from, int to, long offset) {
        String line = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        try {
            take(EVENT.readValue(line), offset);
        } catch (InvalidTypeIdException e) {
            gap(
                    offset,
                    to - from + 1L,
                    "it is an event of the type " + e.getTypeId() + ", which this version of Genera does not know");
        } catch (JsonProcessingException | IllegalArgumentException e) {
            String message = e instanceof JsonProcessingException json
                    ? json.getOriginalMessage()
                    : String.valueOf(e.getMessage());
            int tail = line.lastIndexOf(BEGIN);
            long lost = tail > 0 ? line.substring(0, tail).getBytes(StandardCharsets.UTF_8).length : to - from + 1L;
            gap(offset, lost, message);
            if (tail > 0) {
                takeIfWhole(line.substring(tail), offset + lost);
            }
        }
    }

    private void takeIfWhole(String tail, long offset) {
        try {
            take(EVENT.readValue(tail), offset);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            // The gap before it says so.
        }
    }

    private void take(JournalEvent event, long offset) {
        // A line may be JSON and yet no event.
        if (event == null || event.at() == null) {
            throw new IllegalArgumentException("an event without a time");
        }
        if (open) {
            Gap last = gaps.remove(gaps.size() - 1);
            gaps.add(new Gap(last.offset(), last.bytes(), last.lines(), last.afterSeq(), event.seq(), last.reason()));
            open = false;
        } else if (lastSeq != Gap.UNKNOWN && event.seq() != lastSeq + 1) {
            gaps.add(new Gap(offset, 0, 0, lastSeq, event.seq(), "lines are missing or stand in another order"));
        }
        events.add(event);
        lastSeq = event.seq();
    }

    /** What cannot be read; together with what lies right before it, if that could not be read either. */
    void gap(long offset, long bytes, String reason) {
        if (open) {
            Gap last = gaps.remove(gaps.size() - 1);
            gaps.add(new Gap(
                    last.offset(),
                    last.bytes() + bytes,
                    last.lines() + 1,
                    last.afterSeq(),
                    Gap.UNKNOWN,
                    last.reason()));
        } else {
            String shown = reason.length() > REASON_AT_MOST ? reason.substring(0, REASON_AT_MOST) + "…" : reason;
            gaps.add(new Gap(offset, bytes, 1, lastSeq, Gap.UNKNOWN, JournalLimits.message(shown)));
            open = true;
        }
    }

    Journal.Chunk upTo(long nextOffset) {
        return new Journal.Chunk(List.copyOf(events), List.copyOf(gaps), nextOffset);
    }
}
