package io.spendcast.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FingerprintTest {
  private record Pair(String left, Object right) {}

  private record Own(Map<String, Integer> hidden) {
    @Override
    public String toString() {
      return "own";
    }
  }

  private static String printed() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                PrintedFingerprints.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return text;
  }

  @Test
  void a_fingerprint_is_the_same_in_every_process() throws IOException, InterruptedException {
    assertThat(printed()).hasSize(50).isEqualTo(printed()).isEqualTo(PrintedFingerprints.text());
  }

  static Stream<Object> values() {
    return Stream.of(
        "text",
        7,
        0.1,
        new BigDecimal("1.50"),
        Kind.INVALID,
        true,
        LocalDate.of(2001, 2, 3),
        Instant.EPOCH,
        Duration.ofDays(1),
        URI.create("file:///lake"),
        OptionalLong.of(3),
        Optional.of(List.of(1, 2)),
        Optional.empty(),
        List.of(),
        new Horizon(90, 0),
        new TableVersion(new TableName("raw/sales"), 3, "0123456789"),
        new Pair("a", List.of(new Pair("b", Optional.of(AsOfDate.parse("2001-02-03"))))),
        new TreeMap<>(Map.of("b", new Pair("c", 1), "a", new Pair("d", 2))),
        new TreeMap<>(Map.of(Kind.UNAVAILABLE, 1, Kind.INVALID, 2)),
        new Own(Map.of("a", 1)));
  }

  /** So the lakes of the first release find their work done. */
  @ParameterizedTest
  @MethodSource("values")
  void values_with_an_order_have_the_fingerprint_of_their_text(Object value) {
    assertThat(Fingerprint.of(value)).isEqualTo(Fingerprint.of(value.toString()));
  }

  @Test
  void maps_and_sets_have_the_order_of_their_keys() {
    Map<String, Integer> entries = Map.of("c", 3, "a", 1, "b", 2);
    assertThat(Fingerprint.of(new Pair("x", entries)))
        .isEqualTo(Fingerprint.of(new Pair("x", new TreeMap<>(entries))));
    assertThat(Fingerprint.of(Set.of("c", "a", "b"))).isEqualTo(Fingerprint.of("[a, b, c]"));
  }

  @Test
  void what_has_no_fixed_text_is_refused() {
    for (Object value :
        List.of(
            new Object(),
            new int[] {1},
            new Pair("x", new Object()),
            List.of(new int[] {1}),
            Optional.of(Stream.of(1)))) {
      assertThatThrownBy(() -> Fingerprint.of(value))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("the same in every process");
    }
  }
}
