package io.spendcast.domain.sales.text;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Days and times in the form of ISO 8601, such as {@code 2024-05-17} or {@code 2024-05-17
 * 22:30:00-05:00}. The day is always whole, and nothing stands behind it but a time and where that
 * holds; without that it is UTC.
 */
public final class TimeText {
  private static final Pattern FORM =
      Pattern.compile(
          "(?<year>\\d{4})-(?<month>\\d{1,2})-(?<day>\\d{1,2})(?:[T"
              + " ](?<hour>\\d{1,2}):(?<minute>\\d{2})(?::(?<second>\\d{2})(?:[.,](?<part>\\d{1,9}))?)?"
              + " ?(?<zone>Z|UTC|GMT|[+-]\\d{2}(?::?\\d{2})?|[A-Z][A-Za-z_]+/[A-Za-z_/]+)?"
              + "(?:\\[(?<region>[\\w/+-]+)])?)?");

  private TimeText() {}

  /** The instant; of a day alone its first, in UTC. Empty if the text is not a whole day. */
  public static Optional<Instant> read(String text) {
    Matcher found = FORM.matcher(Blanks.strip(text));
    try {
      return found.matches() ? Optional.of(instant(found)) : Optional.empty();
    } catch (DateTimeException e) {
      // There is no such day, time or zone, which counts as not written.
      return Optional.empty();
    }
  }

  private static Instant instant(Matcher found) {
    LocalDate day =
        LocalDate.of(number(found, "year"), number(found, "month"), number(found, "day"));
    LocalTime time =
        LocalTime.of(
            number(found, "hour"), number(found, "minute"), number(found, "second"), nanos(found));
    return LocalDateTime.of(day, time).atZone(zone(found)).toInstant();
  }

  private static int number(Matcher found, String group) {
    return Optional.ofNullable(found.group(group)).map(Integer::parseInt).orElse(0);
  }

  private static int nanos(Matcher found) {
    return Optional.ofNullable(found.group("part"))
        .map(part -> Integer.parseInt((part + "00000000").substring(0, 9)))
        .orElse(0);
  }

  /** Where both are written, the offset says which of two equal hours of autumn is meant. */
  private static ZoneId zone(Matcher found) {
    return Stream.of("zone", "region")
        .flatMap(group -> Optional.ofNullable(found.group(group)).stream())
        .findFirst()
        .map(ZoneId::of)
        .orElse(ZoneOffset.UTC);
  }
}
