package io.spendcast.domain.proposal.column;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.domain.proposal.column.SampledColumn.ValueType;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DayReadingTest {
  @Provide
  Arbitrary<List<LocalDate>> days() {
    return Arbitraries.longs()
        .between(LocalDate.of(2001, 1, 1).toEpochDay(), LocalDate.of(2030, 12, 31).toEpochDay())
        .map(LocalDate::ofEpochDay)
        .list()
        .ofMinSize(1)
        .ofMaxSize(30);
  }

  @Property(tries = 100)
  void what_was_written_in_a_pattern_is_read_as_it_was(
      @ForAll("days") List<LocalDate> written, @ForAll("patterns") String pattern) {
    List<LocalDate> days =
        Stream.concat(written.stream(), Stream.of(LocalDate.of(2024, 5, 31))).toList();
    DateTimeFormatter format = DateTimeFormatter.ofPattern(pattern, Locale.US);
    List<String> texts = days.stream().map(day -> format.format(day.atTime(14, 5))).toList();
    DayReading reading = DayReading.of(Samples.column("day", texts)).orElseThrow();
    assertThat(reading.days()).containsExactlyElementsOf(days.stream().map(Optional::of).toList());
    assertThat(reading.doubt()).isEmpty();
  }

  @Provide
  Arbitrary<String> patterns() {
    return Arbitraries.of(
        "yyyy-MM-dd",
        "yyyy-MM-dd HH:mm:ss",
        "yyyy-MM-dd'T'HH:mm:ss'Z'",
        "yyyyMMdd",
        "yyyy/MM/dd",
        "dd.MM.yyyy",
        "d.M.yyyy",
        "dd.MM.yyyy HH:mm",
        "MM/dd/yyyy",
        "M/d/yyyy",
        "M/d/yyyy H:mm",
        "MM/dd/yyyy hh:mm:ss a",
        "dd/MM/yyyy",
        "d/M/yy",
        "dd-MMM-yyyy",
        "MMM d, yyyy");
  }

  @Test
  void days_without_one_above_12_are_read_as_they_run_on_and_doubted() {
    DayReading months =
        DayReading.of(
                Samples.column(
                    "d", List.of("01/05/2024", "01/06/2024", "01/07/2024", "01/08/2024")))
            .orElseThrow();
    assertThat(months.expression()).isEqualTo("to_date(d, 'MM/dd/yyyy')");
    assertThat(months.doubt()).hasValueSatisfying(text -> assertThat(text).contains("dd/MM/yyyy"));
    DayReading days =
        DayReading.of(
                Samples.column(
                    "d", List.of("05/01/2024", "06/01/2024", "07/01/2024", "08/01/2024")))
            .orElseThrow();
    assertThat(days.expression()).isEqualTo("to_date(d, 'dd/MM/yyyy')");
    assertThat(days.doubt()).isPresent();
  }

  @Test
  void a_few_unreadable_texts_do_no_harm() {
    DayReading reading =
        DayReading.of(
                Samples.column(
                    "d",
                    Stream.concat(
                            Stream.of("unknown", ""),
                            Stream.iterate(13, day -> day + 1)
                                .limit(15)
                                .map("%d.05.2024"::formatted))
                        .toList()))
            .orElseThrow();
    assertThat(reading.expression()).isEqualTo("to_date(d, 'dd.MM.yyyy')");
    assertThat(reading.days().get(0)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1706659200|timestamp_seconds(CAST(d AS BIGINT))|2024-01-31",
        "1706659200123|timestamp_millis(CAST(d AS BIGINT))|2024-01-31",
        "20240131|to_date(CAST(d AS STRING), 'yyyyMMdd')|2024-01-31",
        "45322|date_add(DATE'1899-12-30', CAST(d AS INT))|2024-01-31"
      })
  void numbers_that_are_days_are_read(String text, String expression, LocalDate day) {
    DayReading reading = DayReading.of(Samples.column("d", ValueType.WHOLE, text)).orElseThrow();
    assertThat(reading.expression()).isEqualTo(expression);
    assertThat(reading.days()).containsExactly(Optional.of(day));
  }

  @Test
  void ids_and_words_are_no_days() {
    assertThat(DayReading.of(Samples.column("d", List.of("A-1", "B-2")))).isEmpty();
    assertThat(DayReading.of(Samples.column("d", List.of("1", "2")))).isEmpty();
    assertThat(DayReading.of(Samples.column("d", List.of("2024-13-45x", "n/a")))).isEmpty();
  }
}
