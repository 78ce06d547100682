package org.genera.server.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.genera.run.Json;
import org.genera.run.request.EvaluationRequest;
import org.junit.jupiter.api.Test;

class JobQueueTest {

    @Test
    void jobs_that_wait_were_called_wishes() throws Exception {
        JobQueue.Job job = new JobQueue.Job(
                "ring",
                "vae-1",
                new EvaluationRequest("again", OptionalLong.of(40), "exact", Map.of("temperature", 0.5), 100, 200, 5));
        JobQueue.Waiting waiting = new JobQueue.Waiting(List.of(job));
        String older = Json.write(waiting).replace("\"jobs\":", "\"wishes\":");
        assertThat(older).contains("wishes");
        assertThat(Json.read(older, JobQueue.Waiting.class)).isEqualTo(waiting);
    }
}
