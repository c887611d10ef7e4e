package io.spendcast.bootstrap.serve;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;

/**
 * What is answered.
 *
 * @param status of HTTP
 * @param type of the content
 * @param text the content
 */
record Reply(int status, String type, String text) {
  static final String JSON = "application/json";
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  static Reply json(Object value) {
    return json(200, value);
  }

  static Reply json(int status, Object value) {
    try {
      return new Reply(status, JSON, MAPPER.writeValueAsString(value));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("no JSON: " + value, e);
    }
  }

  static Reply text(String text) {
    return new Reply(200, "text/plain; charset=utf-8", text);
  }

  byte[] bytes() {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
