package io.spendcast.adapters.mlflow.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.Set;

/**
 * What a server answered.
 *
 * @param status of HTTP
 * @param mediaType as announced
 * @param retryAfter as announced
 * @param location as announced
 * @param body text
 */
record Response(
    int status,
    String mediaType,
    Optional<String> retryAfter,
    Optional<String> location,
    String body) {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Set<Integer> PASSING = Set.of(408, 429, 500, 502, 503, 504);
  private static final int LONGEST_TEXT = 300;

  static Response of(HttpResponse<String> response) {
    return new Response(
        response.statusCode(),
        response.headers().firstValue("Content-Type").orElse(""),
        response.headers().firstValue("Retry-After"),
        response.headers().firstValue("Location"),
        response.body());
  }

  Response requireSuccess() throws IOException {
    if (status / 100 == 2) {
      return this;
    }
    if (PASSING.contains(status)) {
      throw new Overload(status, retryAfter);
    }
    if (status / 100 == 3) {
      throw new ServerRefusal(
          status, "", "it sends us on to " + location.map(Response::shown).orElse("nowhere"));
    }
    throw refusal();
  }

  private ServerRefusal refusal() {
    try {
      JsonNode error = JSON.readTree(body);
      if (error.hasNonNull("error_code")) {
        return new ServerRefusal(
            status, error.get("error_code").asText(), shown(error.path("message").asText()));
      }
    } catch (JsonProcessingException e) {
      // A proxy, or the server before MLflow has a say, answers in text or HTML.
    }
    return new ServerRefusal(status, "", isHtml() ? "a web page" : shown(body));
  }

  JsonNode json() throws IOException {
    if (isHtml()) {
      throw new ServerRefusal(status, "", "a web page where MLflow would answer in JSON");
    }
    JsonNode json = JSON.readTree(body);
    if (!json.isObject()) {
      throw new IOException("the answer is not an object of JSON");
    }
    return json;
  }

  private boolean isHtml() {
    return mediaType.startsWith("text/html");
  }

  /** Without the SQL statements that MLflow adds, and without an address's user or query. */
  private static String shown(String text) {
    String start = text.strip().lines().findFirst().orElse("nothing");
    String safe =
        start
            .replaceAll("\\[SQL.*", "")
            .replaceAll("(//)[^/@]*@", "$1")
            .replaceAll("(https?://[^\\s?]*)\\?\\S*", "$1");
    return safe.length() > LONGEST_TEXT ? safe.substring(0, LONGEST_TEXT) + "…" : safe;
  }

  /** An answer that may be another one later. */
  static final class Overload extends IOException {
    private static final Set<Integer> NOT_DONE = Set.of(429, 503);

    private final int status;
    private final transient Optional<String> retryAfter;

    Overload(int status, Optional<String> retryAfter) {
      super("status " + status);
      this.status = status;
      this.retryAfter = retryAfter;
    }

    /** Whether the server may have carried the request out before it failed. */
    boolean mayHaveActed() {
      return !NOT_DONE.contains(status);
    }

    Optional<String> retryAfter() {
      return retryAfter;
    }
  }
}
