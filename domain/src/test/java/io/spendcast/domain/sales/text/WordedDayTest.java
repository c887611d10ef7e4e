package io.spendcast.domain.sales.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WordedDayTest {
  @Provide
  Arbitrary<LocalDate> days() {
    return Arbitraries.longs()
        .between(LocalDate.of(2000, 1, 1).toEpochDay(), LocalDate.of(2099, 12, 31).toEpochDay())
        .map(LocalDate::ofEpochDay);
  }

  @Provide
  Arbitrary<Locale> languages() {
    return Arbitraries.of("en-US", "en-GB", "de-DE", "de-AT", "fr", "es", "it", "nl", "pt", "pt-BR")
        .map(Locale::forLanguageTag);
  }

  @Provide
  Arbitrary<String> patterns() {
    return Arbitraries.of(
        "d MMMM yyyy",
        "d. MMMM yyyy",
        "dd MMM yyyy",
        "dd-MMM-yyyy",
        "dd-MMM-yy",
        "d/MMM/yyyy",
        "MMMM d, yyyy",
        "MMM dd yyyy",
        "yyyy-MMM-dd",
        "EEEE, d MMMM yyyy",
        "EEE d MMM yyyy",
        "d 'de' MMMM 'de' yyyy",
        "d MMMM yyyy HH:mm",
        "MMM d, yyyy h:mm a");
  }

  @Property(tries = 400)
  void what_java_writes_in_a_language_is_read(
      @ForAll("days") LocalDate day,
      @ForAll("languages") Locale language,
      @ForAll("patterns") String pattern) {
    String text = DateTimeFormatter.ofPattern(pattern, language).format(day.atTime(14, 5));
    assertThat(WordedDay.read(text)).as(text).hasValue(day);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "17-Mrz-24|2024-03-17",
        "17. Maerz 2024|2024-03-17",
        "1er mars 2024|2024-03-01",
        "3rd March 2024|2024-03-03",
        "MAY 17, 2024|2024-05-17",
        "  5 de mayo del 2024 |2024-05-05",
        "17. Jänner 2024, 14:05 Uhr|2024-01-17",
        "2024 Dez 31|2024-12-31"
      })
  void what_people_write_is_read(String text, LocalDate day) {
    assertThat(WordedDay.read(text)).hasValue(day);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "May 2024",
        "17 2024",
        "31 Feb 2024",
        "17 Foo 2024",
        "17 ma 2024",
        "17 May 2024 banana",
        "2024-05-17",
        "17.05.2024",
        "17 May 124"
      })
  void anything_else_is_no_day(String text) {
    assertThat(WordedDay.read(text)).isEmpty();
  }
}
