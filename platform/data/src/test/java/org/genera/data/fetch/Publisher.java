package org.genera.data.fetch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A web server on this machine with files, which understands ranges and can fail as real ones do. */
public final class Publisher implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, byte[]> files = new HashMap<>();
    private final List<String> ranges = new ArrayList<>();
    private int breakAfter = Integer.MAX_VALUE;
    private int stallAfter = Integer.MAX_VALUE;
    private boolean ignoresRanges;

    public Publisher() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    public PublishedFile publish(String name, byte[] bytes, String md5) {
        files.put("/" + name, bytes);
        return new PublishedFile(URI.create(address() + name), md5);
    }

    /** Each answer breaks off after so many bytes. */
    void breakAfter(int bytes) {
        breakAfter = bytes;
    }

    /** Each answer falls silent after so many bytes. */
    void stallAfter(int bytes) {
        stallAfter = bytes;
    }

    void ignoreRanges() {
        ignoresRanges = true;
    }

    /** The ranges asked for, "whole" where none was. */
    List<String> ranges() {
        synchronized (ranges) {
            return List.copyOf(ranges);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] file = files.get(exchange.getRequestURI().getPath());
        String range = exchange.getRequestHeaders().getFirst("Range");
        synchronized (ranges) {
            ranges.add(range == null ? "whole" : range);
        }
        if (file == null) {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
            return;
        }
        int from = range == null || ignoresRanges ? 0 : Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1"));
        if (from >= file.length) {
            exchange.sendResponseHeaders(416, -1);
            exchange.close();
            return;
        }
        if (from > 0) {
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes " + from + "-" + (file.length - 1) + "/" + file.length);
        }
        byte[] rest = Arrays.copyOfRange(file, from, file.length);
        exchange.sendResponseHeaders(from > 0 ? 206 : 200, rest.length);
        try (OutputStream body = exchange.getResponseBody()) {
            int length = Math.min(rest.length, Math.min(breakAfter, stallAfter));
            body.write(rest, 0, length);
            body.flush();
            if (length < rest.length && stallAfter < breakAfter) {
                Thread.sleep(2_000);
            }
        } catch (IOException e) {
            // The server refuses to close an answer that is not whole, and drops the connection: what is wanted.
            exchange.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
