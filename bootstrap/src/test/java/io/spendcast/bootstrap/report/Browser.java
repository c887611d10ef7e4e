package io.spendcast.bootstrap.report;

import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;

/**
 * A headless Chromium behind its own driver, by the WebDriver protocol. Where it is not installed,
 * tests are skipped with the reason; with {@code SPENDCAST_REQUIRE_SERVERS=true} they fail.
 */
final class Browser implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Pattern STARTED = Pattern.compile("successfully on port (\\d+)\\.?\\s*$");
  private static final JsonMapper JSON = new JsonMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Process driver;
  private final URI session;

  private Browser(Process driver, URI session) {
    this.driver = driver;
    this.session = session;
  }

  static Browser open() {
    try {
      Process driver =
          new ProcessBuilder("chromedriver", "--port=0").redirectErrorStream(true).start();
      Runtime.getRuntime().addShutdownHook(new Thread(driver::destroy));
      URI address = URI.create("http://127.0.0.1:" + port(driver) + "/session");
      String id = send("POST", address, capabilities()).get("sessionId").asText();
      return new Browser(driver, URI.create(address + "/" + id));
    } catch (IOException | UncheckedIOException e) {
      String reason =
          "There is no headless Chromium: %s. Install it with apt-get install chromium chromium-driver."
              .formatted(e.getMessage());
      if ("true".equals(System.getenv("SPENDCAST_REQUIRE_SERVERS"))) {
        fail(reason, e);
      }
      Assumptions.abort(reason);
      throw new AssertionError("aborted", e);
    }
  }

  private static int port(Process driver) throws IOException {
    BufferedReader output = driver.inputReader();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      Matcher started = STARTED.matcher(line);
      if (started.find()) {
        return Integer.parseInt(started.group(1));
      }
    }
    throw new IOException("chromedriver ended at once");
  }

  private static Object capabilities() {
    Map<String, Object> chrome =
        Map.of(
            "browserName",
            "chrome",
            "goog:loggingPrefs",
            Map.of("browser", "ALL", "performance", "ALL"),
            "goog:chromeOptions",
            Map.of(
                "args",
                List.of(
                    "--headless=new",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-dev-shm-usage",
                    "--disable-background-networking",
                    "--hide-scrollbars")));
    return Map.of("capabilities", Map.of("alwaysMatch", chrome));
  }

  /** As wide and as coloured as this, from now on. */
  void look(int width, int height, String scheme) {
    devTools(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
    devTools(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  JsonNode devTools(String command, Map<String, Object> parameters) {
    return post("/goog/cdp/execute", Map.of("cmd", command, "params", parameters));
  }

  /** Opens a page and waits until it is loaded. */
  void visit(URI page) {
    post("/url", Map.of("url", page.toString()));
  }

  /** What a script returns. */
  JsonNode run(String script) {
    return post("/execute/sync", Map.of("script", script, "args", List.of()));
  }

  /** Errors and warnings on the console since the last question. */
  List<String> complaints() {
    List<String> complaints = new ArrayList<>();
    for (JsonNode entry : log("browser")) {
      if (List.of("SEVERE", "WARNING").contains(entry.get("level").asText())) {
        complaints.add(entry.get("message").asText());
      }
    }
    return complaints;
  }

  /** Addresses that were asked for since the last question. */
  List<String> requests() throws IOException {
    List<String> requests = new ArrayList<>();
    for (JsonNode entry : log("performance")) {
      JsonNode message = JSON.readTree(entry.get("message").asText()).get("message");
      if (message.get("method").asText().equals("Network.requestWillBeSent")) {
        requests.add(message.at("/params/request/url").asText());
      }
    }
    return requests;
  }

  private JsonNode log(String type) {
    return post("/se/log", Map.of("type", type));
  }

  private JsonNode post(String command, Object body) {
    return send("POST", URI.create(session + command), body);
  }

  private static JsonNode send(String method, URI address, Object body) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(address)
              .timeout(PATIENCE)
              .method(method, BodyPublishers.ofString(JSON.writeValueAsString(body)))
              .build();
      var answer = HTTP.send(request, BodyHandlers.ofString());
      JsonNode value = JSON.readTree(answer.body()).get("value");
      if (answer.statusCode() != 200) {
        throw new IOException(
            Optional.ofNullable(value.get("message")).map(JsonNode::asText).orElse("no answer"));
      }
      return value;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    try {
      send("DELETE", session, Map.of());
    } finally {
      driver.destroy();
    }
  }
}
