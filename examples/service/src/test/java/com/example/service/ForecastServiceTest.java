package com.example.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.javalin.Javalin;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ForecastServiceTest {
  private static final Path CONTEXT = Path.of("target/test-classes/context.json");
  private static final String SHOES =
      "[{\"day\": \"2002-12-20\", \"channel\": \"web\", \"amount\": 59.90}]";

  @TempDir private Path directory;
  private Path file;
  private Javalin service;

  @BeforeEach
  void start() throws IOException {
    file = Files.copy(CONTEXT, directory.resolve("context.json"));
    service = new ForecastService(file).start(0);
  }

  @AfterEach
  void stop() {
    service.stop();
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://localhost:" + service.port() + path))
                .POST(BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString());
  }

  @Test
  void a_customer_gets_a_forecast_with_its_main_reason() throws Exception {
    HttpResponse<String> answer = post("/forecast", SHOES);
    assertEquals(200, answer.statusCode(), answer.body());
    assertEquals(
        "{\"spend\":30.15,\"mostlyBy\":\"rolling_30d_spend\",\"modelVersion\":4}", answer.body());
  }

  @Test
  void another_version_is_taken_up_without_a_restart() throws Exception {
    Files.writeString(
        file, Files.readString(file).replace("\"model_version\": 4", "\"model_version\": 5"));
    assertEquals(204, post("/refresh", "").statusCode());
    assertTrue(post("/forecast", SHOES).body().contains("\"modelVersion\":5"));
  }

  @Test
  void who_never_bought_is_not_found_and_a_sale_of_the_future_is_refused() throws Exception {
    assertEquals(404, post("/forecast", "[]").statusCode());
    HttpResponse<String> refused = post("/forecast", SHOES.replace("2002-12-20", "2003-01-01"));
    assertEquals(400, refused.statusCode());
    assertTrue(refused.body().contains("is not of the time before"), refused.body());
  }
}
