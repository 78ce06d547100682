package org.genera.views;

/** Asked between the parts of longer work. */
@FunctionalInterface
public interface CancellationCheck {

    /** Leaves longer work where somebody wants to stop. */
    void leaveIfAsked() throws Cancelled;
}
