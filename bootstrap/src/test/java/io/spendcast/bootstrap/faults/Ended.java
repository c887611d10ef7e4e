package io.spendcast.bootstrap.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How a command ended.
 *
 * @param exit its exit code
 * @param json its answer; empty if it gave none
 * @param text all that it said
 */
record Ended(int exit, JsonNode json, String text) {
  static Ended of(int exit, Path said, Path problems) throws IOException {
    String answer = Files.readString(said);
    JsonMapper mapper = new JsonMapper();
    return new Ended(
        exit,
        answer.startsWith("{") ? mapper.readTree(answer) : mapper.createObjectNode(),
        answer + Files.readString(problems));
  }
}
