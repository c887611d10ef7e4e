package io.spendcast.adapters.spark.training.learner;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.log1p;
import static org.apache.spark.sql.functions.signum;
import static org.apache.spark.sql.functions.stddev_pop;

import io.spendcast.adapters.spark.scoring.LogInputs;
import io.spendcast.domain.forecast.LogRange;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The inputs of training rows on a logarithmic scale, unknown ones at their mean.
 *
 * @param entries in the order of the inputs
 */
record LogScale(List<Entry> entries) {
  /**
   * Unit of what is a part of one at all rows, such as the weight of a season: one plus such a part
   * would hide that it is twice another.
   */
  private static final double OF_SHARES = 0.001;

  /** Copies the entries. */
  LogScale {
    entries = List.copyOf(entries);
  }

  /**
   * One input.
   *
   * @param name of the input
   * @param fill what it counts as where it is unknown
   * @param range of its values, with their unit
   * @param mean of its logarithms
   * @param deviation standard deviation of its logarithms; 0 if it never varies
   */
  record Entry(String name, double fill, LogRange range, double mean, double deviation) {
    Column logarithm() {
      Column value = coalesce(col(name), lit(fill));
      return signum(value).multiply(log1p(abs(value).divide(lit(range.unit()))));
    }

    /** With a mean of zero and a deviation of one, or always zero. */
    Column standardised() {
      return deviation > 0 ? logarithm().minus(lit(mean)).divide(lit(deviation)) : lit(0.0);
    }
  }

  /** Takes one pass over the rows. */
  static LogScale of(TrainingRows rows) {
    List<Entry> raw = rows.inputs().stream().map(name -> raw(name, rows.statistics())).toList();
    List<Column> wanted = new ArrayList<>();
    for (Entry entry : raw) {
      wanted.addAll(List.of(avg(entry.logarithm()), stddev_pop(entry.logarithm())));
    }
    Row found = rows.data().select(wanted.toArray(Column[]::new)).first();
    return new LogScale(
        IntStream.range(0, raw.size()).mapToObj(i -> entry(raw.get(i), found, 2 * i)).toList());
  }

  private static Entry raw(String name, Statistics statistics) {
    double least = statistics.least().get(name);
    double most = statistics.most().get(name);
    double unit = least > 0 && most < 1 ? OF_SHARES : 1;
    return new Entry(name, statistics.means().get(name), new LogRange(least, most, unit), 0, 0);
  }

  private static Entry entry(Entry raw, Row found, int at) {
    return new Entry(
        raw.name(), raw.fill(), raw.range(), found.getDouble(at), found.getDouble(at + 1));
  }

  /** Rows with all standardised logarithms in one vector, beside the columns that are kept. */
  Dataset<Row> vectors(Dataset<Row> rows, List<Column> kept) {
    String[] names =
        IntStream.range(0, entries.size()).mapToObj(i -> "log_" + i).toArray(String[]::new);
    List<Column> columns = new ArrayList<>(kept);
    for (int i = 0; i < names.length; i++) {
      columns.add(entries.get(i).standardised().as(names[i]));
    }
    return new VectorAssembler()
        .setInputCols(names)
        .setOutputCol(Preparation.FEATURES)
        .transform(rows.select(columns.toArray(Column[]::new)))
        .drop(names);
  }

  /** The same logarithms as a model reads them, cut to what was seen. */
  LogInputs asRead(String suffix, String logarithm) {
    return new LogInputs(
        entries.stream()
            .map(
                entry ->
                    new LogInputs.Input(
                        entry.name() + suffix, entry.name() + logarithm, entry.range()))
            .toList());
  }
}
