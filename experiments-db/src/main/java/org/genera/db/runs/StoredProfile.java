package org.genera.db.runs;

import org.genera.spi.Profiles.Profile;

/** A row of numbers as it was at a step. */
public record StoredProfile(long step, Profile profile) {}
