package org.genera.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Compiles a family and packs it as a plugin, with whatever is wrong about it. */
public final class JarOnTheFly {
    private final Map<String, String> manifest = new LinkedHashMap<>();
    private final Map<String, String> sources = new LinkedHashMap<>();
    private final Map<String, String> resources = new LinkedHashMap<>();
    private String leftOut = "";

    public static JarOnTheFly plugin(String id) {
        return new JarOnTheFly()
                .manifest("Plugin-Id", id)
                .manifest("Plugin-Version", "1.2.3")
                .manifest("Plugin-Requires", ">=1.0.0 & <2.0.0");
    }

    /** A plugin with one good family of the same id. */
    public static JarOnTheFly good(String id) {
        return plugin(id).family(id, "");
    }

    public JarOnTheFly manifest(String name, String value) {
        manifest.put(name, value);
        return this;
    }

    public JarOnTheFly resource(String name, String content) {
        resources.put(name, content);
        return this;
    }

    public JarOnTheFly source(String className, String code) {
        sources.put(className, code);
        return this;
    }

    /** A class that is compiled but does not come into the jar. */
    public JarOnTheFly leavingOut(String className) {
        leftOut = className;
        return this;
    }

    public JarOnTheFly family(String familyId, String insideClass) {
        resource("META-INF/extensions.idx", "sample.Family\n");
        return source("sample.Family", familyCode(familyId, insideClass));
    }

    public static String familyCode(String familyId, String insideClass) {
        return """
                package sample;
                import java.util.List;
                import java.util.Set;
                import org.genera.spi.*;
                @org.pf4j.Extension
                public class Family implements ModelFamily {
                    %s
                    public FamilyCard card() {
                        return new FamilyCard("%s", "Title", "Summary", DensityKind.IMPLICIT, List.of());
                    }
                    public List<Variant> variants() {
                        return List.of(new Variant("plain", "Plain", "Plain.", Accepts.vectorsAndImages(),
                                List.of(Stage.whole(Reads.MINIBATCH)), List.of(), List.of(), List.of(), Set.of()));
                    }
                    public Model build(ModelSpec spec, ModelContext context) {
                        throw new IllegalArgumentException("not here");
                    }
                }
                """.formatted(insideClass, familyId);
    }

    public void into(Path file) throws IOException {
        Path work = Files.createTempDirectory(file.getParent(), "build");
        Path classes = Files.createDirectories(work.resolve("classes"));
        compile(work, classes);
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar =
                        manifest.isEmpty() ? new JarOutputStream(out) : new JarOutputStream(out, made())) {
            try (Stream<Path> found = Files.walk(classes)) {
                for (Path path : found.filter(Files::isRegularFile).toList()) {
                    String name = classes.relativize(path).toString().replace('\\', '/');
                    if (!name.equals(leftOut.replace('.', '/') + ".class")) {
                        add(jar, name, Files.readAllBytes(path));
                    }
                }
            }
            for (Map.Entry<String, String> resource : resources.entrySet()) {
                add(jar, resource.getKey(), resource.getValue().getBytes(UTF_8));
            }
        }
    }

    private void compile(Path work, Path classes) throws IOException {
        if (sources.isEmpty()) {
            return;
        }
        List<String> arguments = new java.util.ArrayList<>(
                List.of("-proc:none", "-d", classes.toString(), "-classpath", System.getProperty("java.class.path")));
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Path path = work.resolve(source.getKey().replace('.', '/') + ".java");
            Files.createDirectories(path.getParent());
            Files.writeString(path, source.getValue());
            arguments.add(path.toString());
        }
        int result = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));
        if (result != 0) {
            throw new IllegalStateException("the plugin of the test does not compile");
        }
    }

    private static void add(JarOutputStream jar, String name, byte[] content) throws IOException {
        jar.putNextEntry(new JarEntry(name));
        jar.write(content);
        jar.closeEntry();
    }

    private Manifest made() {
        Manifest made = new Manifest();
        made.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.forEach((name, value) -> made.getMainAttributes().putValue(name, value));
        return made;
    }
}
