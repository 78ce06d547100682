package org.genera.server.http.routes;

import io.vertx.ext.web.Router;

/** The routes of one resource. */
public interface Routes {

    void mount(Router router);
}
