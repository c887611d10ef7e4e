package io.spendcast.domain.season;

import io.spendcast.domain.DateWindow;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How much more or less customers buy in each third of a month than on average over a year: the 1st
 * to the 10th, the 11th to the 20th, and the rest.
 *
 * @param factors of the 36 thirds of a year, from January on, a day of the whole year's being 1 on
 *     average; empty if the season is not known
 */
public record Season(List<Double> factors) implements Serializable {
  /** A history that knows no season, such as one of less than a year. */
  public static final Season UNKNOWN = new Season(List.of());

  static final int THIRDS = 36;
  private static final int OF_MONTH = 3;
  private static final int DAYS_OF_THIRD = 10;
  private static final double DAYS_OF_YEAR = 365.25;

  /** Copies the list and checks its length. */
  public Season {
    factors = List.copyOf(factors);
    if (!factors.isEmpty() && factors.size() != THIRDS) {
      throw new IllegalArgumentException(
          "a season has %s factors, not %s".formatted(THIRDS, factors.size()));
    }
  }

  /** Whether the history could show one; a known season may be none. */
  public boolean isKnown() {
    return !factors.isEmpty();
  }

  /** What a day of the year's mean comes to on this day; NaN if the season is not known. */
  public double factor(LocalDate day) {
    return isKnown() ? factors.get(third(day)) : Double.NaN;
  }

  /** The share of a year's purchases in the window; NaN if the season is not known. */
  public double weight(DateWindow window) {
    double sum = 0;
    for (LocalDate day = window.from(); day.isBefore(window.until()); day = day.plusDays(1)) {
      sum += factor(day);
    }
    return isKnown() ? sum / DAYS_OF_YEAR : Double.NaN;
  }

  /** The third of the year that a day falls in, from 0 on. */
  static int third(LocalDate day) {
    int ofMonth = Math.min(OF_MONTH - 1, (day.getDayOfMonth() - 1) / DAYS_OF_THIRD);
    return (day.getMonthValue() - 1) * OF_MONTH + ofMonth;
  }

  static int month(int third) {
    return third / OF_MONTH;
  }

  /** A text from which {@link #parse} makes the same season again, to the last bit. */
  @Override
  public String toString() {
    return factors.stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  /** The season of a text. */
  public static Season parse(String text) {
    return text.isEmpty()
        ? UNKNOWN
        : new Season(Stream.of(text.split(",")).map(Double::valueOf).toList());
  }
}
