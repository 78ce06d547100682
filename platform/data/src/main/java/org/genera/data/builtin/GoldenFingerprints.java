package org.genera.data.builtin;

import java.util.Map;

/**
 * The fingerprints of the built-in sets, written down: their generators give the same bits on every machine, so a
 * catalogue can be listed without drawing a single example. A test draws them all and compares; whoever changes a
 * generator changes the data set and writes its new fingerprint here.
 */
final class GoldenFingerprints {
    private static final Map<String, String> OF_NAME = Map.ofEntries(
            Map.entry("ring8", "76910cdbd43dd76e8b40003b3cf3125978925bcab44d5cde217a5c8fcb80524d"),
            Map.entry("grid25", "a92685dd13c6f58449077012748d5440aa83e9ba46fa8cc13d358a1fd11de33a"),
            Map.entry("two-moons", "9145ad807f2cb38759eece4a968d2e09c48744019df1f7941decf4a8a035d1a5"),
            Map.entry("swiss-roll", "e3785374e936b7bd329e59a1a2d0dcd1d3a184401ae1e47147227587f79569ae"),
            Map.entry("checkerboard", "c18c9a08eff1fe9aa5dbedc5f411184025a9a0ba9db35217743d57bb560f9f9b"),
            Map.entry("glyphs", "1adcc4e78b4a9d7fd44738596fce5cb9f2dd2fc4de605f2656a263300ec408f1"),
            Map.entry("shapes", "9a1a6efa482d163967b359382f95755f3eec45f4141630d063dc9dff6c528d8d"),
            Map.entry("outlines", "2c7d540828b2f7fc9a8b7aac2015ab7db5a67f1f56e961439ba1ceb187f8e8bb"),
            Map.entry("textures", "8c331f71123de0d3b02d01d1d972dc75fe7477c90fe1b802a24dd6f3f8b7ab42"),
            Map.entry("captions", "3d73fcda7adee09007f64a575dbbda25e7da95671e9ede33550fba4f69027f51"),
            Map.entry("fever", "d53fa05f2666127334739a0f454409af296cada9150d23c9dcdff7f5669e43e7"),
            Map.entry("regimes", "a6dbf60f3d13d3c33d95201a0684f7c4dde89926d8e0ee09106a0d27750080f9"));

    private GoldenFingerprints() {}

    static String of(String name) {
        String fingerprint = OF_NAME.get(name);
        if (fingerprint == null) {
            throw new IllegalStateException("expected a fingerprint of " + name + " in GoldenFingerprints, found none");
        }
        return fingerprint;
    }
}
