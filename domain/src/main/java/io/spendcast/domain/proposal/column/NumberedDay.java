package io.spendcast.domain.proposal.column;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Days that are written as whole numbers. */
public enum NumberedDay {
  /** Year, month and day, as 20240131. */
  DIGITS(
      19000101, 21001231, "to_date(CAST(%s AS STRING), 'yyyyMMdd')", "digits of year, month, day"),
  /** Seconds since 1970, of the years from 1990 to 2100. */
  SECONDS(
      631_152_000L, 4_102_444_800L, "timestamp_seconds(CAST(%s AS BIGINT))", "seconds since 1970"),
  /** Milliseconds since 1970. */
  MILLIS(
      631_152_000_000L,
      4_102_444_800_000L,
      "timestamp_millis(CAST(%s AS BIGINT))",
      "milliseconds since 1970"),
  /** The serial days of spreadsheets, of the years from 1990 to 2036. */
  SERIAL(
      32_874, 50_000, "date_add(DATE'1899-12-30', CAST(%s AS INT))", "a spreadsheet's serial days");

  private final long least;
  private final long most;
  private final String expression;
  private final String reason;

  NumberedDay(long least, long most, String expression, String reason) {
    this.least = least;
    this.most = most;
    this.expression = expression;
    this.reason = reason;
  }

  public boolean fits(String text) {
    if (!text.matches("[0-9]{5,13}")) {
      return false;
    }
    long number = Long.parseLong(text);
    return number >= least && number <= most && (this != DIGITS || isDay(number));
  }

  private static boolean isDay(long digits) {
    long month = digits / 100 % 100;
    long day = digits % 100;
    return month >= 1 && month <= 12 && day >= 1 && day <= 31;
  }

  public LocalDate day(long number) {
    return switch (this) {
      case DIGITS ->
          LocalDate.of((int) (number / 10_000), (int) (number / 100 % 100), 1)
              .plusDays(number % 100 - 1);
      case SECONDS -> LocalDate.ofInstant(Instant.ofEpochSecond(number), ZoneOffset.UTC);
      case MILLIS -> LocalDate.ofInstant(Instant.ofEpochMilli(number), ZoneOffset.UTC);
      case SERIAL -> LocalDate.of(1899, 12, 30).plusDays(number);
    };
  }

  public String expression(String column) {
    return expression.formatted(column);
  }

  public String reason() {
    return reason;
  }
}
