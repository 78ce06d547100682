package org.genera.server.plugins;

import org.genera.run.plugins.JarReport;

/**
 * What came of asking a jar.
 *
 * @param sure whether asking again would say the same; what a jar waited for may have come by then
 * @param fresh whether this server has asked, and not an earlier one
 */
record Description(JarReport report, boolean sure, boolean fresh) {}
