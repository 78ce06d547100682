package org.genera.server.http.response;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.genera.server.http.Failures;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkPoolTest {
    private final Vertx vertx = Vertx.vertx();
    private final CountDownLatch door = new CountDownLatch(1);

    @AfterEach
    void stop() {
        door.countDown();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    /** A server whose only route works until the door opens. */
    private URI serving(WorkPool pool) throws Exception {
        Router router = Router.router(vertx);
        router.route()
                .handler(context -> pool.run(context, asked -> {
                            try {
                                door.await();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                            return "done";
                        })
                        .onSuccess(text -> context.response().end(text))
                        .onFailure(context::fail))
                .failureHandler(new Failures());
        int port = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get()
                .actualPort();
        return URI.create("http://127.0.0.1:" + port + "/");
    }

    private static CompletableFuture<HttpResponse<String>> ask(URI address) {
        return HttpClient.newHttpClient()
                .sendAsync(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void what_would_wait_behind_too_many_is_refused_at_once_and_the_others_are_served() throws Exception {
        URI address = serving(new WorkPool(vertx, "few", 1, 2, Optional.empty()));
        List<CompletableFuture<HttpResponse<String>>> asked = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            asked.add(ask(address));
        }

        CompletableFuture<HttpResponse<String>> answered = new CompletableFuture<>();
        asked.forEach(each -> each.thenAccept(answered::complete));
        HttpResponse<String> first = answered.get();
        assertThat(first.statusCode()).isEqualTo(503);
        assertThat(first.headers().firstValue("Retry-After")).isPresent();
        assertThat(first.body()).contains("try again in a few seconds");
        door.countDown();

        List<Integer> statuses = new ArrayList<>();
        for (CompletableFuture<HttpResponse<String>> each : asked) {
            statuses.add(each.get().statusCode());
        }
        assertThat(statuses).containsExactlyInAnyOrder(200, 200, 200, 503, 503);
    }

    @Test
    void an_answer_that_comes_too_late_is_a_sentence() throws Exception {
        URI address = serving(new WorkPool(vertx, "late", 1, 1, Optional.of(Duration.ofMillis(200))));

        HttpResponse<String> answer = ask(address).get();

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("found none after");
    }
}
