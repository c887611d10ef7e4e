package io.spendcast.domain.planted;

import io.spendcast.domain.DateWindow;
import java.io.Serializable;
import java.time.LocalDate;

/**
 * When customers come to the shop; whoever joins does so with an order.
 *
 * @param opening the share of them that joins in the first 90 days, any day as likely as another
 * @param yearlyGrowth how many join in a year for each who joined in the year before, of the others
 */
public record Joining(double opening, double yearlyGrowth) implements Serializable {
  /** Nobody joins: all are there from the first day on, and order when they do. */
  public static final Joining NONE = new Joining(0, 0);

  /** Any day is as likely as another. */
  public static final Joining EVENLY = new Joining(0, 1);

  private static final int OPENING_DAYS = 90;
  private static final double DAYS_OF_YEAR = 365.25;

  /** Checks the share and the growth. */
  public Joining {
    if (!(opening >= 0 && opening <= 1)) {
      throw new IllegalArgumentException("opening must be a share, not " + opening);
    }
    if (!(yearlyGrowth >= 0)) {
      throw new IllegalArgumentException("growth must be 0 or more, not " + yearlyGrowth);
    }
  }

  /** Whether all are there from the first day on. */
  public boolean isNone() {
    return opening == 0 && yearlyGrowth == 0;
  }

  /** The day on which somebody joins. */
  LocalDate day(DateWindow days, Draws draws) {
    if (isNone()) {
      return days.from();
    }
    if (opening > 0 && draws.happens(opening)) {
      return days.from().plusDays(draws.between(0, OPENING_DAYS - 1));
    }
    if (yearlyGrowth == 1) {
      return days.from().plusDays(draws.between(0, (int) days.days() - 1));
    }
    double years = days.days() / DAYS_OF_YEAR;
    double logGrowth = StrictMath.log(yearlyGrowth);
    double grown = StrictMath.exp(years * logGrowth) - 1;
    double reached = StrictMath.log1p(draws.uniform() * grown) / logGrowth;
    return days.from().plusDays(Math.min(days.days() - 1, (long) (reached * DAYS_OF_YEAR)));
  }
}
