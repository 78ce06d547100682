package org.genera.server.devices;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeviceSlotsTest {
    @TempDir
    Path folder;

    @Test
    void the_driver_s_tool_is_read() throws IOException {
        assertThat(new GpuProbe(tool("0, NVIDIA H100 80GB HBM3, 81559, 550.54.15\n1, Tesla T4, [N/A], 550.54.15"))
                        .read())
                .containsExactly(
                        new Gpu(0, "NVIDIA H100 80GB HBM3", 81_559, "550.54.15"),
                        new Gpu(1, "Tesla T4", 0, "550.54.15"));
    }

    @Test
    void an_absent_failing_or_babbling_tool_means_no_gpu() throws IOException {
        assertThat(new GpuProbe(folder.resolve("none").toString()).read()).isEmpty();
        assertThat(new GpuProbe(script("echo 0, A, 1, 2; exit 9")).read()).isEmpty();
        assertThat(new GpuProbe(tool("No devices were found")).read()).isEmpty();
    }

    @Test
    void a_gpu_goes_to_one_run_at_a_time() throws IOException {
        DeviceSlots devices = devices(1, true);

        assertThat(devices.take("auto", "a")).contains("gpu:0");
        assertThat(devices.take("gpu:0", "b")).isEmpty();
        assertThat(devices.take("auto", "c")).contains("gpu:1");
        assertThat(devices.take("auto", "d")).contains("cpu");
        assertThat(devices.take("auto", "e")).isEmpty();
        assertThat(devices.holder("gpu:0")).contains("a");

        devices.release("a");

        assertThat(devices.take("gpu:0", "b")).contains("gpu:0");
    }

    @Test
    void without_the_gpu_libraries_auto_means_cpu_and_a_gpu_is_refused_with_advice() throws IOException {
        DeviceSlots devices = devices(2, false);

        assertThat(devices.take("auto", "a")).contains("cpu");
        assertThat(devices.refusal("gpu:0").orElseThrow()).contains("genera gpu install");
        assertThat(devices.advice()).contains("genera gpu install");
    }

    @Test
    void a_gpu_that_is_not_there_is_refused_with_what_is() throws IOException {
        DeviceSlots devices = devices(1, true);

        assertThat(devices.refusal("gpu:1")).isEmpty();
        assertThat(devices.refusal("gpu:7"))
                .contains("gpu:7 is not there: this machine has gpu:0, gpu:1; choose auto or cpu");
        assertThat(devices.refusal("tpu").orElseThrow()).contains("expected auto, cpu or gpu:0");
        assertThat(devices.refusal("auto")).isEmpty();
    }

    @Test
    void the_cpu_has_as_many_places_as_are_given() throws IOException {
        DeviceSlots devices = devices(2, true);

        assertThat(devices.take("cpu", "a")).contains("cpu");
        assertThat(devices.take("cpu", "b")).contains("cpu");
        assertThat(devices.take("cpu", "c")).isEmpty();
    }

    private DeviceSlots devices(int places, boolean libraries) throws IOException {
        Path gpu = folder.resolve("gpu");
        if (libraries) {
            Files.createDirectories(gpu);
            Files.createFile(gpu.resolve("tensorflow-core-native-1.1.0-linux-x86_64-gpu.jar"));
        }
        DeviceSlots devices = new DeviceSlots(
                places, new GpuProbe(tool("0, Tesla T4, 15360, 550.1\n1, Tesla T4, 15360, 550.1")), gpu);
        devices.refresh();
        return devices;
    }

    private String tool(String output) throws IOException {
        return script("cat <<'END'\n" + output + "\nEND");
    }

    private String script(String commands) throws IOException {
        Path script = Files.createTempFile(folder, "nvidia-smi", "");
        Files.writeString(script, "#!/bin/sh\n" + commands + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return script.toString();
    }
}
