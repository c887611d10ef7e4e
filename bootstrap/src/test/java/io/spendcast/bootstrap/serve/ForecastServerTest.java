package io.spendcast.bootstrap.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The service, asked by Java's own client over a real connection. */
final class ForecastServerTest {
  private static final InetSocketAddress LOOPBACK =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  private static final ServeLimits LIMITS = new ServeLimits(20_000, 3, 2, 10);
  private static final Duration LOOK = Duration.ofMillis(20);
  private static final String TOKEN = "a-token-of-the-service";
  private static final String PURCHASES =
      """
      [{"day": "2002-12-22", "channel": "web", "amount": 60.25, "order": "A"},
       {"day": "2002-12-22", "channel": "web", "amount": 39.75, "order": "A", "quantity": 2,
        "category": "Shoes", "discount": 5},
       {"day": "2002-12-23", "known": "2002-12-24", "channel": "web", "amount": 20,
        "returned": true}]""";

  @TempDir private Path directory;
  private final HttpClient client = HttpClient.newHttpClient();
  private Path file;
  private WatchedContext context;
  private ForecastServer server;

  @BeforeEach
  void serve() throws IOException {
    file = SmallContext.write(directory.resolve("context.json"), SmallContext.version(4));
    context = WatchedContext.open(file, "spendcast context");
    server = ForecastServer.start(LOOPBACK, Optional.empty(), context, LIMITS, LOOK);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void a_customers_purchases_become_a_forecast() throws Exception {
    JsonNode answer =
        done("/forecast", "{\"customer\": 4711, \"purchases\": %s}".formatted(PURCHASES));
    assertThat(answer.get("model_name").asText()).isEqualTo("shop_customer_spend_model");
    assertThat(answer.get("model_version").asInt()).isEqualTo(4);
    assertThat(answer.get("verdict").asText()).isEqualTo("SKILL");
    assertThat(answer.get("as_of_date").asText()).isEqualTo("2003-01-01");
    assertThat(answer.get("currency").asText()).isEqualTo("EUR");
    JsonNode forecast = answer.at("/forecasts/0");
    assertThat(forecast.get("customer").asText()).isEqualTo("4711");
    // Half of 100 less the 20 that came back, 10 days since the last order, less 1.
    assertThat(forecast.get("predicted_spend").asDouble()).isEqualTo(40);
    assertThat(forecast.get("predicted_low").asDouble()).isEqualTo(20);
    assertThat(forecast.get("predicted_high").asDouble()).isEqualTo(80);
    assertThat(forecast.get("probability_of_spend").isNull()).isTrue();
    assertThat(forecast.has("reasons")).isFalse();
  }

  @Test
  void reasons_add_up_to_the_forecast() throws Exception {
    JsonNode all =
        done(
                "/forecast",
                "{\"customer\": \"a\", \"reasons\": true, \"purchases\": %s}".formatted(PURCHASES))
            .at("/forecasts/0/reasons");
    assertThat(all.get("base").asDouble()).isEqualTo(19);
    assertThat(all.get("inputs")).hasSize(2);
    assertThat(all.at("/inputs/0/input").asText()).isEqualTo("rolling_30d_spend");
    assertThat(all.at("/inputs/0/value").asDouble()).isEqualTo(80);
    assertThat(all.at("/inputs/0/amount").asDouble()).isEqualTo(30);
    assertThat(all.at("/families/0/words").asText()).isEqualTo("what they spent lately");
    double families = 0;
    for (JsonNode family : all.get("families")) {
      families += family.get("amount").asDouble();
    }
    assertThat(all.get("base").asDouble() + families).isEqualTo(40);
    JsonNode one =
        done(
            "/forecast",
            "{\"customer\": \"a\", \"reasons\": 1, \"purchases\": %s}".formatted(PURCHASES));
    assertThat(one.at("/forecasts/0/reasons/inputs")).hasSize(1);
  }

  @Test
  void many_customers_are_answered_in_their_order_and_who_never_bought_without_a_forecast()
      throws Exception {
    JsonNode answer =
        done(
            "/forecast",
            "{\"customers\": [{\"customer\": \"z\", \"purchases\": []}, {\"customer\": \"a\", \"purchases\": %s}]}"
                .formatted(PURCHASES));
    assertThat(answer.at("/forecasts/0/customer").asText()).isEqualTo("z");
    assertThat(answer.at("/forecasts/0/in_population").asBoolean()).isFalse();
    assertThat(answer.at("/forecasts/0/predicted_spend").isNull()).isTrue();
    assertThat(answer.at("/forecasts/1/predicted_spend").asDouble()).isEqualTo(40);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"customer": "a"} | purchases | must be there
          {"purchases": []} | customer | must be there
          {"customer": " ", "purchases": []} | customer | not blank
          {"customer": "a", "purchases": {}} | purchases | must be a list
          {"customer": "a", "purchases": [], "reason": 1} | reason | is not known
          {"customer": "a", "purchases": [], "reasons": "all"} | reasons | must be true, false or how many
          {"customer": "a", "purchases": [], "currency": "USD"} | currency | must be EUR
          {"customers": [{"customer": "a", "purchases": []}, {"customer": "a", "purchases": []}]} | customers[1].customer | twice
          {"customers": [{}, {}, {}, {}]} | customers | at most 3
          {"customer": "a", "purchases": [{"channel": "web", "amount": 1}]} | purchases[0].day | must be there
          {"customer": "a", "purchases": [{"day": "1.1.2002", "channel": "web", "amount": 1}]} | purchases[0].day | such as 2002-12-31
          {"customer": "a", "purchases": [{"day": "2003-01-01", "channel": "web", "amount": 1}]} | purchases[0].day | must be before 2003-01-01
          {"customer": "a", "purchases": [{"day": "2002-01-02", "known": "2002-01-01", "channel": "web", "amount": 1}]} | purchases[0].known | not be before day
          {"customer": "a", "purchases": [{"day": "2002-01-02", "known": "2003-01-01", "channel": "web", "amount": 1}]} | purchases[0].known | must be before 2003-01-01
          {"customer": "a", "purchases": [{"day": "2002-01-01", "channel": "fax", "amount": 1}]} | purchases[0].channel | one of store, web
          {"customer": "a", "purchases": [{"day": "2002-01-01", "channel": "web", "amount": -1}]} | purchases[0].amount | not negative
          {"customer": "a", "purchases": [{"day": "2002-01-01", "channel": "web", "amount": 1.23456}]} | purchases[0].amount | four decimals
          {"customer": "a", "purchases": [{"day": "2002-01-01", "channel": "web", "amount": 1e999999999}]} | purchases[0].amount | must be money
          {"customer": "a", "purchases": [{"day": "2002-01-01", "channel": "web", "amount": 1e-999999999}]} | purchases[0].amount | must be money
          {"customer": "a", "purchases": [{"day": "2002-01-01", "channel": "web", "amount": NaN}]} | purchases[0].amount | must be a number
          {"customer": "a", "purchases": [{"day": "2002-01-01", "channel": "web", "amount": "1"}]} | purchases[0].amount | must be a number
          {"customer": "a", "purchases": [{"day": "2002-01-01", "channel": "web", "amount": 1, "quantity": 1.5}]} | purchases[0].quantity | whole number
          {"customer": "a", "purchases": [{"day": "2002-01-01", "channel": "web", "amount": 1, "returned": "yes"}]} | purchases[0].returned | true or false
          """)
  void bad_input_is_refused_by_field_and_rule(String request, String field, String rule)
      throws Exception {
    HttpResponse<String> answer = post("/forecast", request);
    assertThat(answer.statusCode()).isEqualTo(400);
    JsonNode error = json(answer);
    assertThat(error.get("error_code").asText()).isEqualTo("BAD_REQUEST");
    assertThat(error.get("field").asText()).isEqualTo(field);
    assertThat(error.get("rule").asText()).contains(rule);
    assertThat(error.get("message").asText()).contains(field, rule);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{", "{} {}", "{\"customer\": 1, \"customer\": 2}", "no JSON"})
  void what_is_no_object_of_json_is_refused(String request) throws Exception {
    assertThat(post("/forecast", request).statusCode()).isEqualTo(400);
    assertThat(post("/forecast", "[".repeat(9_000)).statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"dataframe_split\": {\"columns\": [\"more\", \"days_since_last_purchase_within_365d\", \"rolling_30d_spend\"], \"data\": [[\"x\", 10, 80], [1, null, NaN], [1, 0, 0]]}}",
        "{\"dataframe_split\": {\"index\": [0, 1, 2], \"columns\": [\"rolling_30d_spend\", \"days_since_last_purchase_within_365d\"], \"data\": [[80, 10], [null, null], [0, 0]]}, \"params\": {}}",
        "{\"dataframe_records\": [{\"rolling_30d_spend\": 80, \"days_since_last_purchase_within_365d\": 10}, {}, {\"rolling_30d_spend\": 0, \"days_since_last_purchase_within_365d\": 0}]}",
        "{\"inputs\": {\"rolling_30d_spend\": [80, null, 0.0], \"days_since_last_purchase_within_365d\": [10, null, 0]}}",
        "{\"instances\": [{\"rolling_30d_spend\": 80, \"days_since_last_purchase_within_365d\": 10}, {}, {\"rolling_30d_spend\": 0, \"days_since_last_purchase_within_365d\": 0}]}"
      })
  void mlflows_protocol_takes_every_form_and_gives_money(String request) throws Exception {
    JsonNode predictions = done("/invocations", request).get("predictions");
    // What is unknown counts as its substitute; what is below zero is cut off.
    assertThat(List.of(predictions.get(0), predictions.get(1), predictions.get(2)))
        .extracting(JsonNode::asDouble)
        .containsExactly(40.0, 19.0, 0.0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {} | exactly one of
          {"inputs": {}, "instances": []} | exactly one of
          {"inputs": [[1, 2]]} | inputs[0] must be an object
          {"inputs": {"rolling_30d_spend": [1]}} | missing are [days_since_last_purchase_within_365d]
          {"inputs": {"rolling_30d_spend": [1], "days_since_last_purchase_within_365d": [1, 2]}} | inputs.rolling_30d_spend must have 2 values
          {"dataframe_split": {"data": [[1, 2]]}} | dataframe_split.columns must be there
          {"dataframe_split": {"columns": ["rolling_30d_spend", "days_since_last_purchase_within_365d"], "data": [[1]]}} | dataframe_split.data[0] must have 2 values
          {"dataframe_records": [{"rolling_30d_spend": "much", "days_since_last_purchase_within_365d": 1}]} | dataframe_records[0].rolling_30d_spend must be a number or null
          """)
  void rows_that_the_model_cannot_read_are_refused(String request, String why) throws Exception {
    HttpResponse<String> answer = post("/invocations", request);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).get("message").asText()).contains(why);
  }

  @Test
  void the_service_says_how_it_is() throws Exception {
    assertThat(get("/ping").statusCode()).isEqualTo(200);
    assertThat(get("/health").statusCode()).isEqualTo(200);
    assertThat(get("/health/live").statusCode()).isEqualTo(200);
    assertThat(get("/version").body()).isNotBlank();
    JsonNode ready = json(get("/health/ready"));
    assertThat(ready.get("status").asText()).isEqualTo("ready");
    assertThat(ready.get("refresh_problem").isNull()).isTrue();
  }

  @Test
  void the_page_names_every_path_and_every_code() throws Exception {
    JsonNode page = json(get("/openapi.json"));
    assertThat(page.get("openapi").asText()).startsWith("3.1");
    for (String path :
        List.of(
            "/forecast",
            "/invocations",
            "/ping",
            "/health/live",
            "/health/ready",
            "/version",
            "/metrics",
            "/openapi.json")) {
      assertThat(page.get("paths").has(path)).as(path).isTrue();
    }
    assertThat(page.at("/paths/~1forecast/post/responses").fieldNames())
        .toIterable()
        .contains("200", "400", "401", "413", "415", "503");
    List<String> answered = new ArrayList<>();
    done("/forecast", "{\"customer\": 1, \"purchases\": []}")
        .fieldNames()
        .forEachRemaining(answered::add);
    assertThat(page.at("/components/schemas/Forecasts/properties").fieldNames())
        .toIterable()
        .containsExactlyElementsOf(answered);
  }

  @Test
  void requests_are_counted_in_the_text_of_prometheus() throws Exception {
    done("/forecast", "{\"customer\": \"a\", \"purchases\": %s}".formatted(PURCHASES));
    post("/forecast", "{}");
    get("/made-up");
    HttpResponse<String> metrics = get("/metrics");
    assertThat(metrics.headers().firstValue("Content-Type").orElseThrow())
        .contains("version=0.0.4");
    assertThat(metrics.body())
        .contains(
            "# TYPE spendcast_requests_total counter\n",
            "spendcast_requests_total{path=\"/forecast\",status=\"200\"} 1\n",
            "spendcast_requests_total{path=\"/forecast\",status=\"400\"} 1\n",
            "spendcast_requests_total{path=\"other\",status=\"404\"} 1\n",
            "spendcast_request_seconds_bucket{le=\"+Inf\"} 3\n",
            "spendcast_request_seconds_count 3\n",
            "# TYPE spendcast_requests_open gauge\n",
            "spendcast_forecasts_total 1\n",
            "spendcast_context_info{model=\"shop_customer_spend_model\",version=\"4\",as_of=\"2003-01-01\"} 1\n");
    assertThat(metrics.body().lines())
        .allMatch(line -> line.matches("# (HELP|TYPE) .*|[a-z_]+(\\{[^}]*})? [0-9.E+-]+"));
  }

  @Test
  void other_paths_methods_and_types_are_refused() throws Exception {
    assertThat(get("/nothing").statusCode()).isEqualTo(404);
    assertThat(get("/forecast").statusCode()).isEqualTo(405);
    assertThat(post("/ping", "{}").statusCode()).isEqualTo(405);
    for (String type : List.of("text/csv", "text/plain", "application/json; charset=latin1")) {
      HttpRequest request =
          request("/forecast")
              .header("Content-Type", type)
              .POST(BodyPublishers.ofString("{}"))
              .build();
      assertThat(client.send(request, BodyHandlers.ofString()).statusCode())
          .as(type)
          .isEqualTo(415);
    }
  }

  @Test
  void a_request_that_is_too_large_is_refused_with_an_answer() throws Exception {
    String large = "{\"customer\": \"%s\", \"purchases\": []}".formatted("a".repeat(30_000));
    HttpResponse<String> answer = post("/forecast", large);
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.body()).contains("at most 20000 bytes");
    assertThat(get("/ping").statusCode()).isEqualTo(200);
  }

  @Test
  void who_comes_when_all_are_busy_is_asked_to_come_again() throws Exception {
    try (Slow one = new Slow();
        Slow other = new Slow()) {
      await(() -> status("/ping") == 503);
      HttpResponse<String> refused = post("/forecast", "{}");
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.headers().firstValue("Retry-After")).contains("1");
      assertThat(one.finish()).contains(" 200 ");
      assertThat(other.finish()).contains(" 200 ");
    }
    await(() -> status("/ping") == 200);
    assertThat(get("/metrics").body()).contains("path=\"/forecast\",status=\"503\"} 1\n");
  }

  @Test
  void what_has_come_is_answered_before_the_service_stops() throws Exception {
    try (Slow slow = new Slow()) {
      await(() -> body("/metrics").contains("spendcast_requests_open 2\n"));
      CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::close);
      await(() -> status("/health/ready") == 503);
      assertThat(stopped).isNotDone();
      assertThat(slow.finish()).contains(" 200 ");
      stopped.get(5, TimeUnit.SECONDS);
    }
    assertThatThrownBy(() -> get("/ping")).isInstanceOf(IOException.class);
  }

  @Test
  void a_newer_context_is_taken_up_and_one_that_cannot_be_used_is_not() throws Exception {
    SmallContext.write(file, SmallContext.version(5));
    await(() -> body("/health/ready").contains("\"model_version\":5"));
    Files.writeString(file, "{\"format\": \"other\"}");
    await(() -> !body("/health/ready").contains("\"refresh_problem\":null"));
    Thread.sleep(5 * LOOK.toMillis());
    assertThat(get("/metrics").body())
        .contains(
            "spendcast_context_refreshes_total 1\n",
            "spendcast_context_refresh_failures_total 1\n");
    assertThat(
            done("/forecast", "{\"customer\": 1, \"purchases\": []}").get("model_version").asInt())
        .isEqualTo(5);
    SmallContext.write(file, SmallContext.version(6));
    await(() -> body("/health/ready").contains("\"model_version\":6"));
    assertThat(context.problem()).isEmpty();
    Files.delete(file);
    await(() -> context.problem().isPresent());
    SmallContext.write(file, SmallContext.version(6));
    await(() -> context.problem().isEmpty());
  }

  @Test
  void without_a_context_it_says_how_to_get_one() {
    assertThatThrownBy(
            () -> WatchedContext.open(directory.resolve("none.json"), "spendcast context"))
        .isInstanceOfSatisfying(
            SpendcastException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(Kind.NOT_FOUND);
              assertThat(e.hint()).contains("`spendcast context`");
            });
  }

  @Test
  void beyond_this_machine_it_wants_a_token_and_a_taken_port_is_named() {
    InetSocketAddress everywhere = new InetSocketAddress("0.0.0.0", 0);
    assertThatThrownBy(
            () -> ForecastServer.start(everywhere, Optional.empty(), context, LIMITS, LOOK))
        .isInstanceOfSatisfying(
            SpendcastException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INVALID))
        .hasMessageContaining("without a token");
    assertThatThrownBy(
            () -> ForecastServer.start(server.address(), Optional.empty(), context, LIMITS, LOOK))
        .isInstanceOfSatisfying(
            SpendcastException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE));
    assertThatThrownBy(() -> new BearerToken("short")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void with_a_token_only_who_shows_it_is_answered() throws Exception {
    server.close();
    server =
        ForecastServer.start(
            new InetSocketAddress("0.0.0.0", 0),
            Optional.of(new BearerToken(TOKEN)),
            context,
            LIMITS,
            LOOK);
    for (String path :
        List.of("/forecast", "/invocations", "/metrics", "/version", "/openapi.json")) {
      assertThat(status(path)).as(path).isEqualTo(401);
    }
    assertThat(status("/ping")).isEqualTo(200);
    assertThat(status("/health/live")).isEqualTo(200);
    assertThat(status("/health/ready")).isEqualTo(200);
    assertThat(authorized("Bearer " + TOKEN)).isEqualTo(200);
    assertThat(authorized("bearer " + TOKEN)).isEqualTo(200);
    for (String wrong : List.of("Bearer " + TOKEN + "x", "Bearer ", "Basic " + TOKEN, TOKEN)) {
      assertThat(authorized(wrong)).as(wrong).isEqualTo(401);
    }
  }

  @Test
  void many_ask_at_once_and_each_gets_its_own_answer() {
    List<CompletableFuture<HttpResponse<String>>> answers =
        IntStream.range(0, 300)
            .mapToObj(
                i ->
                    client.sendAsync(
                        json(
                            "/forecast",
                            "{\"customer\": %s, \"purchases\": %s}".formatted(i, PURCHASES)),
                        BodyHandlers.ofString()))
            .toList();
    for (int i = 0; i < answers.size(); i++) {
      HttpResponse<String> answer = answers.get(i).join();
      assertThat(answer.statusCode()).isIn(200, 503);
      if (answer.statusCode() == 200) {
        assertThat(answer.body())
            .contains("\"customer\":\"%s\"".formatted(i), "\"predicted_spend\":40.0");
      }
    }
    assertThat(answers).anyMatch(answer -> answer.join().statusCode() == 200);
  }

  private int authorized(String header) throws Exception {
    HttpRequest request = request("/metrics").header("Authorization", header).build();
    return client.send(request, BodyHandlers.ofString()).statusCode();
  }

  private JsonNode done(String path, String body) throws Exception {
    HttpResponse<String> answer = post(path, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return json(answer);
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    return client.send(json(path, body), BodyHandlers.ofString());
  }

  private HttpRequest json(String path, String body) {
    return request(path)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body))
        .build();
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(request(path).build(), BodyHandlers.ofString());
  }

  private int status(String path) {
    try {
      return get(path).statusCode();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private String body(String path) {
    try {
      return get(path).body();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(
        URI.create("http://127.0.0.1:%s%s".formatted(server.address().getPort(), path)));
  }

  private static JsonNode json(HttpResponse<String> answer) throws IOException {
    return new JsonMapper().readTree(answer.body());
  }

  private static void await(BooleanSupplier holds) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!holds.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.sleep(10);
    }
  }

  /** Somebody who has sent half of a request. */
  private final class Slow implements AutoCloseable {
    private static final String BODY = "{\"customer\": 1, \"purchases\": []}";
    private final Socket socket;

    Slow() throws IOException {
      socket = new Socket(InetAddress.getLoopbackAddress(), server.address().getPort());
      socket.setSoTimeout(10_000);
      send(
          "POST /forecast HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: %s\r\n\r\n"
              .formatted(BODY.length()));
    }

    String finish() throws IOException {
      send(BODY);
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
    }

    private void send(String text) throws IOException {
      OutputStream out = socket.getOutputStream();
      out.write(text.getBytes(StandardCharsets.US_ASCII));
      out.flush();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
