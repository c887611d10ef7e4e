package io.spendcast.domain.evaluation.order;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Measures of the order in which a model puts the rows of one as-of date. Rows whose forecasts tie
 * count with the mean over all orders among them: the result depends neither on a seed nor on how
 * rows are spread, and a constant forecast scores exactly like no order at all. What is undefined
 * is NaN.
 */
public final class Ranking {
  private static final int DECILES = 10;
  static final int GAINS = 20;

  private final BinTable table;
  private final long[] bins;
  private final double[] rowsUpTo;
  private final LabelDistribution labels;

  /** Of the rows in the table, which have these labels. */
  public Ranking(BinTable table, LabelDistribution labels) {
    this.table = table;
    this.bins = table.bins();
    this.rowsUpTo = new double[bins.length + 1];
    for (int i = 0; i < bins.length; i++) {
      rowsUpTo[i + 1] = rowsUpTo[i] + rows(i);
    }
    this.labels = labels;
  }

  private double rows(int bin) {
    return table.get(bins[bin], ForecastShape.ROWS);
  }

  /** How many there are. */
  double rows() {
    return rowsUpTo[bins.length];
  }

  private double total(int sum) {
    return IntStream.range(0, bins.length).mapToDouble(bin -> table.get(bins[bin], sum)).sum();
  }

  /** Of all that could be gained over a random order, the share that this order gains. */
  double normalisedGini() {
    double perfect = labels.gini();
    return perfect > 0
        ? Gini.of(table, ForecastShape.ROWS, ForecastShape.SPEND) / perfect
        : Double.NaN;
  }

  /** Rank correlation of forecast and label; undefined if either is constant. */
  double spearman() {
    double middle = (rows() - 1) / 2;
    double covariation = 0;
    double variation = 0;
    for (int bin = 0; bin < bins.length; bin++) {
      double fromMiddle = rowsUpTo[bin] + (rows(bin) - 1) / 2 - middle;
      covariation +=
          fromMiddle * (table.get(bins[bin], ForecastShape.LABEL_RANK) - rows(bin) * middle);
      variation += fromMiddle * fromMiddle * rows(bin);
    }
    double both = Math.sqrt(variation) * Math.sqrt(labels.rankVariation());
    return both > 0 ? covariation / both : Double.NaN;
  }

  /** Probability that a row with spend has a higher forecast than one without. */
  double areaUnderCurve() {
    double buyers = total(ForecastShape.BUYERS);
    double others = rows() - buyers;
    double othersBelow = 0;
    double wins = 0;
    for (int bin = 0; bin < bins.length; bin++) {
      double here = table.get(bins[bin], ForecastShape.BUYERS);
      wins += here * (othersBelow + (rows(bin) - here) / 2);
      othersBelow += rows(bin) - here;
    }
    return buyers > 0 && others > 0 ? wins / buyers / others : Double.NaN;
  }

  /** Share of the spend in this share of the rows, those with the highest forecasts. */
  double capture(double share) {
    return spendOf(Math.max(1, Math.floor(share * rows())));
  }

  /** Share of the spend in this share of the rows, of which one may count in part. */
  double spendOfTop(double share) {
    return spendOf(share * rows());
  }

  private double spendOf(double rows) {
    double spend = total(ForecastShape.SPEND);
    return spend > 0 ? 1 - upTo(rows() - rows, ForecastShape.SPEND) / spend : Double.NaN;
  }

  /** A sum over the rows with the lowest forecasts, as many as given. */
  private double upTo(double rows, int sum) {
    double result = 0;
    for (int bin = 0; bin < bins.length && rowsUpTo[bin] < rows; bin++) {
      double part = Math.min(1, (rows - rowsUpTo[bin]) / rows(bin));
      result += part * table.get(bins[bin], sum);
    }
    return result;
  }

  List<Decile> deciles() {
    List<Decile> deciles = new ArrayList<>();
    for (int rank = 1; rank <= DECILES; rank++) {
      double from = Math.rint(rows() * (rank - 1) / DECILES);
      double to = Math.rint(rows() * rank / DECILES);
      if (to > from) {
        deciles.add(
            new Decile(
                rank,
                (long) (to - from),
                mean(from, to, ForecastShape.PREDICTION),
                mean(from, to, ForecastShape.SPEND)));
      }
    }
    return deciles;
  }

  private double mean(double from, double to, int sum) {
    return (upTo(to, sum) - upTo(from, sum)) / (to - from);
  }
}
