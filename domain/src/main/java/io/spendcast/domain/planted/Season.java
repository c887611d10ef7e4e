package io.spendcast.domain.planted;

import java.time.LocalDate;
import java.time.Month;

/** How buying is spread over a year; a whole year adds up to 1. */
public enum Season {
  /**
   * Months weigh as in TPC-DS: January to July 4.8 % of the year each, August to October 11.1 %,
   * November and December 16.55 %; days of a month weigh the same.
   */
  TPCDS {
    @Override
    double on(LocalDate day) {
      return ofMonth(day.getMonth()) / day.lengthOfMonth();
    }
  },
  /** Every day is like every other. */
  EVEN {
    @Override
    double on(LocalDate day) {
      return 1.0 / day.lengthOfYear();
    }
  },
  /** All is paid on the first day of each month. */
  FIRST_OF_MONTH {
    @Override
    double on(LocalDate day) {
      return day.getDayOfMonth() == 1 ? 1.0 / MONTHS : 0;
    }
  };

  /** Payments in a year, where each month has one. */
  static final int MONTHS = 12;

  private static final double LOW = 0.048;
  private static final double MEDIUM = 0.111;
  private static final double HIGH = 0.1655;

  /** The share of a year's buying that is on this day. */
  abstract double on(LocalDate day);

  /** The share of a month in a year of TPC-DS. */
  static double ofMonth(Month month) {
    return month.compareTo(Month.JULY) <= 0
        ? LOW
        : month.compareTo(Month.OCTOBER) <= 0 ? MEDIUM : HIGH;
  }
}
