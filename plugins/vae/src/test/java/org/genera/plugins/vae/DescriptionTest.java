package org.genera.plugins.vae;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import org.genera.spi.ModelFamily;
import org.genera.spi.Variant;
import org.junit.jupiter.api.Test;

/** Whoever describes the family loads its classes, but must not wait for TensorFlow to unpack and start. */
class DescriptionTest {

    /** Defines the classes of family, graph blocks and TensorFlow anew, but for what starts the native library. */
    private static final class WithoutNativeTensorFlow extends ClassLoader {
        WithoutNativeTensorFlow() {
            super(DescriptionTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("org.tensorflow.internal.c_api.global.") || name.equals("org.tensorflow.TensorFlow")) {
                throw new ClassNotFoundException(name);
            }
            if (!name.startsWith("org.genera.plugins.")
                    && !name.startsWith("org.genera.nn.")
                    && !name.startsWith("org.tensorflow.")) {
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
    void card_and_variants_start_no_native_library() throws Exception {
        ModelFamily family = (ModelFamily) new WithoutNativeTensorFlow()
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
