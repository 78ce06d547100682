package org.genera.plugins.vae;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import org.genera.spi.ModelFamily;
import org.genera.spi.Variant;
import org.junit.jupiter.api.Test;

/** The server, which has neither TensorFlow nor the graph blocks on its class path, reads card and schemas. */
class ServerSideTest {

    /** Defines the family's classes anew and knows no TensorFlow. */
    private static final class WithoutTensorFlow extends ClassLoader {
        WithoutTensorFlow() {
            super(ServerSideTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("org.tensorflow.") || name.startsWith("org.genera.nn.")) {
                throw new ClassNotFoundException(name);
            }
            if (!name.startsWith("org.genera.plugins.")) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = java.util.Objects.requireNonNull(in, name).readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    @Test
    void card_and_variants_need_no_tensorflow() throws Exception {
        ModelFamily family = (ModelFamily) new WithoutTensorFlow()
                .loadClass(VaeFamily.class.getName())
                .getConstructor()
                .newInstance();
        assertThat(family.getClass()).isNotEqualTo(VaeFamily.class);
        assertThat(family.card().id()).isEqualTo("vae");
        assertThat(family.variants())
                .extracting(Variant::id)
                .containsExactly("vae-bernoulli", "vae-gaussian", "beta-vae", "autoencoder");
    }
}
