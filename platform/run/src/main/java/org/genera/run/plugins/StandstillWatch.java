package org.genera.run.plugins;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Notices that a thread gets nowhere: it waits, or computes, for longer than it may. Not by the clock, which says nothing
 * where the machine is busy with others.
 */
final class StandstillWatch {
    private static final long LOOK_EVERY_MILLIS = 50;
    private static final long WAITING_MILLIS = 2_000;
    private static final long COMPUTING_MILLIS = 10_000;

    private final Thread watched;
    private final Consumer<String> standsStill;
    private long waitedMillis;
    private long computedBefore;
    private boolean begun;

    /** @param standsStill is told once, in a sentence that says where the thread stands */
    StandstillWatch(Thread watched, Consumer<String> standsStill) {
        this.watched = watched;
        this.standsStill = standsStill;
    }

    void watch() {
        Thread thread = new Thread(this::look, "standstill");
        thread.setDaemon(true);
        thread.start();
    }

    /** The thread turns to something else. */
    synchronized void anew() {
        waitedMillis = 0;
        begun = false;
    }

    private void look() {
        try {
            while (true) {
                Thread.sleep(LOOK_EVERY_MILLIS);
                String where = standstill();
                if (!where.isEmpty()) {
                    standsStill.accept(where);
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized String standstill() {
        Thread.State state = watched.getState();
        if (state != Thread.State.RUNNABLE) {
            waitedMillis += LOOK_EVERY_MILLIS;
            return waitedMillis < WAITING_MILLIS ? "" : "it waits" + where() + " instead of saying what it is";
        }
        long computed = ManagementFactory.getThreadMXBean().getThreadCpuTime(watched.getId()) / 1_000_000;
        if (!begun) {
            begun = true;
            computedBefore = computed;
        }
        return computed - computedBefore < COMPUTING_MILLIS
                ? ""
                : "it computes for more than " + COMPUTING_MILLIS / 1_000 + " s" + where()
                        + " instead of saying what it is";
    }

    /** The innermost line that is neither the JDK's nor ours. */
    private String where() {
        return Arrays.stream(watched.getStackTrace())
                .filter(line -> !line.getClassName().matches("(java|jdk|sun|org\\.pf4j|org\\.genera\\.run)\\..*"))
                .findFirst()
                .map(line -> " in " + line.getClassName() + "." + line.getMethodName() + " (" + line.getFileName() + ":"
                        + line.getLineNumber() + ")")
                .orElse("");
    }
}
