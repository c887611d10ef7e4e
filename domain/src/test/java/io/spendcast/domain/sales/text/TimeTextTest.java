package io.spendcast.domain.sales.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeTextTest {
  @ParameterizedTest
  @CsvSource({
    "2024-05-17, 2024-05-17T00:00:00Z",
    "2024-5-7, 2024-05-07T00:00:00Z",
    "2024-03-01T22:30:00-05:00, 2024-03-02T03:30:00Z",
    "2024-03-01 22:30:00-0500, 2024-03-02T03:30:00Z",
    "2024-03-01T22:30-05, 2024-03-02T03:30:00Z",
    "2024-03-01T00:30:00+02:00, 2024-02-29T22:30:00Z",
    "2024-03-01T22:30:00Z, 2024-03-01T22:30:00Z",
    "2024-03-01T22:30:00.123456789Z, 2024-03-01T22:30:00.123456789Z",
    "2024-03-01 22:30:00 UTC, 2024-03-01T22:30:00Z",
    "2024-03-01 22:30:00, 2024-03-01T22:30:00Z",
    "2024-03-01 22:30:00 America/New_York, 2024-03-02T03:30:00Z",
    "2024-03-01T22:30-05:00[America/New_York], 2024-03-02T03:30:00Z",
    "2024-07-01T00:30[Europe/Berlin], 2024-06-30T22:30:00Z",
  })
  void times_are_instants(String text, Instant instant) {
    assertThat(TimeText.read(text)).contains(instant);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2024", "2024-05", "2024-05-17 banana", "2024-05-17T", "2024-02-30", "2024-13-01",
        "17.05.2024", "05/17/2024", "24-05-17", "20240517", "45429", "2024-05-17 25:00:00",
        "2024-05-17 12:00:00 EST", "2024-05-17 12:00:00 Mars/Olympus", "12024-05-17", "today", ""
      })
  void what_is_no_whole_day_is_none(String text) {
    assertThat(TimeText.read(text)).isEmpty();
  }

  @Property
  void what_java_writes_is_read_back(
      @ForAll @LongRange(min = 0, max = 4_102_444_800L) long second,
      @ForAll @IntRange(min = -14 * 60, max = 14 * 60) int minutes) {
    Instant instant = Instant.ofEpochSecond(second);
    OffsetDateTime there = instant.atOffset(ZoneOffset.ofTotalSeconds(minutes * 60));
    assertThat(TimeText.read(there.toString())).contains(instant);
    assertThat(TimeText.read(instant.toString())).contains(instant);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "YYYY-MM-dd | write yyyy",
        "yyyy-mm-dd | write MM",
        "dd.mm.yyyy | write MM",
        "yyyy-mm-dd HH:mm:ss | write MM",
        "yyyy-MM-DD | write dd",
        "yyyy-MM-dd HH:MM:ss | write mm",
        "yyyy-MM-dd hh:mm:ss | write HH",
        "yyyy-MM-dd HH:mm:SS | write ss",
      })
  void a_letter_that_means_something_else_is_explained(String pattern, String why) {
    assertThat(TimePattern.problem(pattern)).get().asString().contains(why);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yyyy-MM-dd",
        "dd.MM.yyyy",
        "yyyyMMdd",
        "yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
        "HH:mm dd.MM.yyyy",
        "M/d/yyyy h:mm a",
        "yyyy-DDD",
        "yyyyMMddHHmmss",
        "'Day' d 'MYSELF' MM yyyy"
      })
  void other_patterns_are_left_alone(String pattern) {
    assertThat(TimePattern.problem(pattern)).isEqualTo(Optional.empty());
  }
}
