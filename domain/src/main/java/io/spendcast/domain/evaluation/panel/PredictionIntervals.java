package io.spendcast.domain.evaluation.panel;

import io.spendcast.domain.evaluation.loss.RowSums;
import io.spendcast.domain.evaluation.order.BinPair;
import io.spendcast.domain.evaluation.order.OutcomeShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An interval about each forecast that holds the customer's spend with a given probability, by
 * split conformal prediction within bands of the forecast (Mondrian conformal prediction; Vovk,
 * Gammerman and Shafer, 2005): the score of a held-out row is its label over its forecast, and the
 * bounds are order statistics of that ratio among the rows whose forecast is in the same band. So
 * the interval is as wide as errors are at that size of forecast, and it is asymmetric where spend
 * is.
 *
 * <p>Where more than a tenth of a band bought nothing, the lower bound is zero and all misses lie
 * above the upper bound. An interval from zero reaches at least to the forecast. So where four
 * fifths bought nothing it holds the spend with more than its probability, since those who bought
 * nothing are more than that by themselves.
 *
 * @param nominal the probability, in (0, 1)
 * @param bands ascending by forecast, at least one, the first from zero
 */
public record PredictionIntervals(double nominal, List<Band> bands) {
  /** A forecast below this, in currency, counts as this. */
  public static final double FLOOR = RowSums.FLOOR;

  /** The probability of the intervals that come with every forecast. */
  public static final double NOMINAL = 0.8;

  private static final int SMALLEST_BAND = 200;
  private static final double SMALLEST_SHARE = 0.05;

  /** Copies the bands. */
  public PredictionIntervals {
    bands = List.copyOf(bands);
    if (bands.isEmpty() || bands.get(0).from() != 0) {
      throw new IllegalArgumentException("bands must begin at zero, not " + bands);
    }
  }

  /**
   * The bounds for forecasts of one size, as multiples of the forecast.
   *
   * @param from the smallest forecast of the band, in currency
   * @param low lower bound over forecast
   * @param high upper bound over forecast
   */
  public record Band(double from, double low, double high) {
    private boolean holds(double ratioFrom, double ratioTo) {
      return low <= ratioFrom && ratioTo <= high;
    }
  }

  /** The band of a forecast. */
  public Band band(double forecast) {
    Band found = bands.get(0);
    for (Band band : bands) {
      if (band.from() <= forecast) {
        found = band;
      }
    }
    return found;
  }

  /** Lower bound for a forecast, in currency. */
  public double low(double forecast) {
    return band(forecast).low() * Math.max(forecast, FLOOR);
  }

  /** Upper bound for a forecast, in currency. */
  public double high(double forecast) {
    return band(forecast).high() * Math.max(forecast, FLOOR);
  }

  /** Calibrates on held-out rows; empty if they are too few for the probability. */
  public static Optional<PredictionIntervals> calibrate(OutcomeShape rows, double nominal) {
    List<RatioCounts> groups = groups(rows);
    List<Band> bands = new ArrayList<>();
    for (RatioCounts group : groups) {
      group.band(bands.isEmpty() ? 0 : group.from(), nominal).ifPresent(bands::add);
    }
    return bands.isEmpty() || bands.size() < groups.size()
        ? Optional.empty()
        : Optional.of(new PredictionIntervals(nominal, bands));
  }

  /**
   * Neighbouring octaves are joined until each group has rows enough; what is left joins the last.
   */
  private static List<RatioCounts> groups(OutcomeShape rows) {
    long total = Arrays.stream(rows.octaves()).map(rows::rows).sum();
    double enough = Math.max(SMALLEST_BAND, SMALLEST_SHARE * total);
    List<RatioCounts> groups = new ArrayList<>();
    for (RatioCounts octave : RatioCounts.byOctave(rows)) {
      int last = groups.size() - 1;
      if (last >= 0 && groups.get(last).rows() < enough) {
        groups.get(last).merge(octave);
      } else {
        groups.add(octave);
      }
    }
    int last = groups.size() - 1;
    if (last > 0 && groups.get(last).rows() < enough) {
      groups.get(last - 1).merge(groups.remove(last));
    }
    return groups;
  }

  /** The share of rows within their interval. */
  public double coverage(OutcomeShape rows) {
    long within = 0;
    long all = 0;
    for (long key : rows.ratioKeys()) {
      Band band = band(OutcomeShape.OCTAVES.from(BinPair.first(key)));
      int ratio = BinPair.second(key);
      all += rows.rowsOf(key);
      if (band.holds(OutcomeShape.RATIOS.from(ratio), OutcomeShape.RATIOS.to(ratio))) {
        within += rows.rowsOf(key);
      }
    }
    return (double) within / all;
  }

  /** Mean of upper minus lower bound, in currency. */
  public double meanWidth(OutcomeShape rows) {
    double width = 0;
    long all = 0;
    for (long octave : rows.octaves()) {
      Band band = band(OutcomeShape.OCTAVES.from((int) octave));
      width += rows.forecasts(octave) * (band.high() - band.low());
      all += rows.rows(octave);
    }
    return width / all;
  }

  /** A short text that {@link #parse} reads back as the same intervals. */
  public String asText() {
    return nominal
        + bands.stream()
            .map(band -> ";%s:%s:%s".formatted(band.from(), band.low(), band.high()))
            .collect(Collectors.joining());
  }

  /** Reads {@link #asText}; throws {@code IllegalArgumentException} for other texts. */
  public static PredictionIntervals parse(String text) {
    String[] parts = text.split(";", -1);
    return new PredictionIntervals(
        Double.parseDouble(parts[0]),
        Arrays.stream(parts).skip(1).map(PredictionIntervals::parseBand).toList());
  }

  private static Band parseBand(String text) {
    String[] numbers = text.split(":", -1);
    if (numbers.length != 3) {
      throw new IllegalArgumentException("a band has three numbers, not " + text);
    }
    return new Band(
        Double.parseDouble(numbers[0]),
        Double.parseDouble(numbers[1]),
        Double.parseDouble(numbers[2]));
  }
}
