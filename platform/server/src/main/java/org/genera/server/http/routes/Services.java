package org.genera.server.http.routes;

import java.util.Optional;
import org.genera.data.DataCatalogue;
import org.genera.db.ExperimentsDb;
import org.genera.db.ingest.Rebuild;
import org.genera.run.home.Home;
import org.genera.server.bin.Bin;
import org.genera.server.devices.DeviceSlots;
import org.genera.server.http.guard.AccessToken;
import org.genera.server.launch.ExperimentRegister;
import org.genera.server.launch.Launches;
import org.genera.server.launch.RunLifecycle;
import org.genera.server.launch.RunsToBuildOn;
import org.genera.server.plugins.PluginCatalogue;
import org.genera.server.stream.LiveStream;
import org.genera.server.sweep.RunningSweeps;

/**
 * What the routes ask.
 *
 * @param host on which the server listens
 * @param token that clients must show, empty where only this machine can reach the server
 * @param database in words for people, without a password
 */
public record Services(
        Home home,
        String host,
        Optional<AccessToken> token,
        String database,
        ExperimentsDb db,
        PluginCatalogue plugins,
        DataCatalogue data,
        DeviceSlots devices,
        RunLifecycle lifecycle,
        Launches launches,
        RunsToBuildOn others,
        ExperimentRegister experiments,
        LiveStream stream,
        RunningSweeps sweeps,
        Bin bin,
        Rebuild rebuild) {}
