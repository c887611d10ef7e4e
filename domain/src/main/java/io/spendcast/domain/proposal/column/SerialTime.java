package io.spendcast.domain.proposal.column;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Days and times as spreadsheets number them: {@code 45000.5} is noon of 2023-03-15. */
final class SerialTime {
  private static final LocalDate FIRST = LocalDate.of(1899, 12, 30);

  /** The years from 1990 to 2036. */
  private static final BigDecimal LEAST = BigDecimal.valueOf(32_874);

  private static final BigDecimal MOST = BigDecimal.valueOf(50_000);

  private static final Pattern LOOK = Pattern.compile("[345]\\d{4}([.,]\\d+)?");
  private static final int FEW = 20;

  private SerialTime() {}

  /** The column as days; empty if it holds something else. */
  static Optional<DayReading> of(SampledColumn column) {
    return Optional.of(column)
        .filter(SerialTime::mayBeDays)
        .flatMap(Amounts::of)
        .filter(SerialTime::areDays)
        .map(SerialTime::reading);
  }

  /** Hardly any column looks like that. */
  private static boolean mayBeDays(SampledColumn column) {
    return column.values().stream()
        .filter(text -> !text.isEmpty())
        .limit(FEW)
        .allMatch(LOOK.asMatchPredicate());
  }

  private static boolean areDays(Amounts amounts) {
    return !amounts.isWhole()
        && amounts.known().size() == amounts.column().filled().size()
        && amounts.known().stream()
            .allMatch(number -> number.compareTo(LEAST) >= 0 && number.compareTo(MOST) < 0);
  }

  private static DayReading reading(Amounts amounts) {
    List<Optional<LocalDate>> days =
        amounts.numbers().stream().map(number -> number.map(SerialTime::day)).toList();
    return new DayReading(
        "date_add(DATE'1899-12-30', CAST(%s AS INT))".formatted(amounts.expression()),
        days,
        Optional.empty(),
        "a spreadsheet's serial days, with times");
  }

  private static LocalDate day(BigDecimal number) {
    return FIRST.plusDays(number.setScale(0, RoundingMode.FLOOR).longValueExact());
  }
}
