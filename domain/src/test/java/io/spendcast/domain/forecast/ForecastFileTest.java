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
        "\"version\": 1   | \"version\": 3    | version is 3; this version of Spendcast reads 1 to 2",
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

  /** So that the release before reads what it can. */
  @Test
  void a_file_has_the_second_version_only_where_a_value_counts_in_units() {
    LinearModel ones = line(new LogRange(0, 9));
    LinearModel units = line(new LogRange(0, 9, 0.001));
    AverageModel average = new AverageModel(List.of(new AverageModel.Member(1, units)));
    assertThat(ForecastFile.write(portable(ones)))
        .contains("\"version\": 1")
        .doesNotContain("unit");
    assertThat(ForecastFile.write(portable(units))).contains("\"version\": 2");
    assertThat(ForecastFile.write(portable(average))).contains("\"version\": 2");
    assertThat(ForecastFile.read(ForecastFile.write(portable(units))).model()).isEqualTo(units);
  }

  private static LinearModel line(LogRange range) {
    return new LinearModel(0, List.of(new Term(0, 2, 0, range)), Link.IDENTITY);
  }

  @Test
  void a_field_that_it_does_not_know_does_not_matter() {
    String text = ForecastFile.write(portable(new RandomModels(1).line(Link.LOG, 1)));
    assertThat(ForecastFile.read(text.replaceFirst("\\{", "{\"remark\": [{}], ")))
        .isEqualTo(ForecastFile.read(text));
  }
}
