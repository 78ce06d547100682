package org.genera.server.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.genera.run.Json;

/** The value of a setting as it stands on a command line. */
final class SettingText {

    private SettingText() {}

    /** Numbers, truth values and lists as JSON spells them; everything else is a word. */
    static Object value(String text) {
        try {
            return Json.read(text, Object.class);
        } catch (JsonProcessingException e) {
            return text;
        }
    }
}
