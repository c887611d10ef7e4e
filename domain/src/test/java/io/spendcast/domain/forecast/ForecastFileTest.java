package io.spendcast.domain.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spendcast.domain.Fingerprint;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class ForecastFileTest {
  private static final List<String> INPUTS = List.of("a", "b \"quoted\"", "ü");

  static Stream<ForecastModel> models() {
    RandomModels random = new RandomModels(5);
    return Stream.of(
        random.line(Link.IDENTITY, 3),
        random.line(Link.LOG, 2),
        random.trees(Arithmetic.SINGLE, Link.LOG, 3, 20, 5),
        random.trees(Arithmetic.DOUBLE, Link.IDENTITY, 3, 5, 3),
        random.average(3));
  }

  private static PortableModel portable(ForecastModel model) {
    return new PortableModel(INPUTS, Fingerprint.of("some"), model);
  }

  @ParameterizedTest
  @MethodSource("models")
  void a_model_comes_back_as_it_was(ForecastModel model) {
    PortableModel written = portable(model);
    PortableModel read = ForecastFile.read(ForecastFile.write(written));
    assertThat(read).isEqualTo(written);
    RandomModels random = new RandomModels(6);
    for (int i = 0; i < 50; i++) {
      double[] row = random.row(3);
      assertThat(List.of(read.spend(row))).containsExactly(written.spend(row));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"version\": 2   | \"version\": 3    | version is 3; this version of Spendcast reads 1 to 2",
        "forecast\"       | other\"           | format is not spendcast-forecast",
        "\"kind\": \"linear\" | \"kind\": \"net\" | model.kind is unknown: net",
        "\"link\": \"log\" | \"link\": \"logit\" | model.link is unknown: logit",
        "\"input\": \"a\" | \"input\": \"c\" | model.terms[0].input is no input",
        "\"intercept\"    | \"else\"          | model.intercept is not there",
      })
  void what_it_does_not_know_it_refuses_by_name(String from, String to, String why) {
    String text = ForecastFile.write(portable(new RandomModels(1).line(Link.LOG, 1)));
    assertThat(text).contains(from);
    assertThatThrownBy(() -> ForecastFile.read(text.replace(from, to)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(why);
  }

  /** Version 1 knew no unit. */
  @Test
  void a_file_of_the_first_version_counts_in_ones() {
    ForecastModel line =
        new LinearModel(0, List.of(new Term(0, 2, 0, new LogRange(0, 9))), Link.IDENTITY);
    String first =
        ForecastFile.write(portable(line))
            .replace("\"version\": 2", "\"version\": 1")
            .replace(",\n\"unit\": 1.0", "");
    assertThat(first).doesNotContain("unit");
    assertThat(ForecastFile.read(first).model()).isEqualTo(line);
  }

  @Test
  void a_field_that_it_does_not_know_does_not_matter() {
    String text = ForecastFile.write(portable(new RandomModels(1).line(Link.LOG, 1)));
    assertThat(ForecastFile.read(text.replaceFirst("\\{", "{\"remark\": [{}], ")))
        .isEqualTo(ForecastFile.read(text));
  }
}
