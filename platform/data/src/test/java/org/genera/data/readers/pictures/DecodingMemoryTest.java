package org.genera.data.readers.pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DecodingMemoryTest {

    @Test
    void pictures_of_all_imports_share_the_room_and_wait_for_it() throws Exception {
        DecodingMemory memory = new DecodingMemory(10 << 20);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CompletableFuture<?>[] imports = new CompletableFuture<?>[8];
        for (int i = 0; i < imports.length; i++) {
            imports[i] = CompletableFuture.runAsync(() -> {
                for (int picture = 0; picture < 50; picture++) {
                    try (DecodingMemory.Room room = memory.room(4 << 20, "a.png")) {
                        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                        Thread.yield();
                        inside.decrementAndGet();
                    }
                }
            });
        }

        CompletableFuture.allOf(imports).get(20, TimeUnit.SECONDS);

        assertThat(most.get()).isBetween(1, 2);
    }

    @Test
    void a_picture_that_will_never_have_room_is_refused_by_name() {
        DecodingMemory memory = new DecodingMemory(10 << 20);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> memory.room(280L << 20, "a/b.png of 7000 × 7000"))
                .withMessage(
                        "pictures: expected pictures of at most 10 MiB when decoded, got a/b.png of 7000 × 7000, which"
                                + " takes 280; make it smaller, or give Java more memory, such as JAVA_TOOL_OPTIONS=-Xmx8g");
    }
}
