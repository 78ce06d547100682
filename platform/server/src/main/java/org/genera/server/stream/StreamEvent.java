package org.genera.server.stream;

/**
 * One event of the live stream.
 *
 * @param id rises by one within one start of the server
 * @param type such as {@code run}
 * @param data one line of JSON
 */
record StreamEvent(long id, String type, String data) {

    /** The event as text of a stream that began at {@code epoch}. */
    String text(String epoch) {
        return "id: " + epoch + "-" + id + "\nevent: " + type + "\ndata: " + data + "\n\n";
    }
}
