package io.spendcast.bootstrap.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScrubberTest {
  private static final String PLANTED = "S3cr+t/Value\"1=";

  private static Scrubber of(String name, String value) {
    return Scrubber.of(Map.of(name, value));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MLFLOW_TRACKING_TOKEN",
        "MLFLOW_TRACKING_PASSWORD",
        "DATABRICKS_TOKEN",
        "DATABRICKS_CLIENT_SECRET",
        "AWS_SECRET_ACCESS_KEY",
        "AWS_SESSION_TOKEN",
        "AZURE_STORAGE_KEY",
        "AZURE_CLIENT_SECRET",
        "some_api_key",
        "PGPASSWORD",
        "KEYSTORE_PASSPHRASE"
      })
  void the_value_of_a_secret_variable_is_shown_nowhere(String name) {
    Scrubber scrubber = of(name, PLANTED);
    String inJson = PLANTED.replace("\"", "\\\"");
    for (String form :
        new String[] {
          PLANTED,
          "S3cr%2Bt%2FValue%221%3D",
          inJson,
          "403 (bad credentials: Bearer " + PLANTED + ")",
          "{\"error\": \"" + inJson + "\"}"
        }) {
      assertThat(scrubber.scrub(form)).doesNotContain("S3cr").contains("***");
    }
  }

  @Test
  void a_name_and_password_are_not_shown_as_they_go_over_the_wire() {
    Scrubber scrubber =
        Scrubber.of(
            Map.of("MLFLOW_TRACKING_USERNAME", "ann", "MLFLOW_TRACKING_PASSWORD", "s3cret-word"));
    String header =
        Base64.getEncoder().encodeToString("ann:s3cret-word".getBytes(StandardCharsets.UTF_8));
    assertThat(scrubber.scrub("you sent " + header)).isEqualTo("you sent ***");
  }

  @ParameterizedTest
  @CsvSource({
    "http://ann:pass@host/x, ann",
    "http://ann:pa/ss@host/x, pa/ss",
    "s3a://KEY:SEC/RET@bucket/x, SEC",
    "https://host/x?sig=abc123&b=1, abc123",
    "https://host/x?a=1&token=abc123, abc123",
    "Authorization: Bearer eyJhbGciOi.J9, eyJhb",
    "authorization: basic YW5uOnBhc3M=, YW5"
  })
  void what_has_the_form_of_a_secret_is_not_shown_whoever_says_it(String text, String secret) {
    assertThat(Scrubber.of(Map.of()).scrub(text)).doesNotContain(secret).contains("***");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://host/api/2.0/mlflow/runs/get?run_id=abc",
        "models:/tpcds_customer_spend_model@champion",
        "Basic settings are in conf/spendcast.yaml",
        "the bearer of this note",
        "features/tpcds/customer_features@v3#5f0c9a3e",
        "ann@example.com",
        "total 8,562,649.05 of 4,602 customers"
      })
  void everything_else_is_shown_as_it_is(String text) {
    assertThat(of("MLFLOW_TRACKING_TOKEN", PLANTED).scrub(text)).isEqualTo(text);
  }

  @Test
  void the_name_of_a_file_with_a_secret_is_none() {
    Scrubber scrubber = of("GOOGLE_APPLICATION_CREDENTIALS", "/home/ann/key.json");
    assertThat(scrubber.scrub("no such file: /home/ann/key.json")).contains("/home/ann/key.json");
  }

  @Test
  void a_stream_is_scrubbed_although_the_secret_comes_in_pieces() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = ScrubbedStream.printing(bytes, of("MLFLOW_TRACKING_TOKEN", "MLTOKSECRET1"));
    for (char letter : "status 403 (token MLTOKSECRET1) für Käse\nend".toCharArray()) {
      out.append(letter);
    }
    out.flush();
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .isEqualTo("status 403 (token ***) für Käse\nend");
  }
}
