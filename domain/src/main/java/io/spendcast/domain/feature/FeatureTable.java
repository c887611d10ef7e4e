package io.spendcast.domain.feature;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.Fingerprint;
import io.spendcast.domain.Horizon;
import io.spendcast.domain.TableVersion;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A handle to built features: one row per customer and as-of date, a column per feature, and the
 * column {@code label} where the forecast window has closed in the data.
 *
 * @param table the feature table
 * @param dailySpend the daily spend it was computed from
 * @param fingerprint of the feature set
 * @param inputs names of the features that models read, in order
 * @param horizon the forecast window of the labels
 * @param asOfs the as-of dates it holds, ascending
 * @param rows its number of rows
 * @param columns of each feature, the fingerprint of its definition; empty if an older version
 *     wrote it
 * @param contents of each as-of date, in their order, a digest of all that its rows were made from;
 *     empty if nobody noted it
 */
public record FeatureTable(
    TableVersion table,
    TableVersion dailySpend,
    Fingerprint fingerprint,
    List<String> inputs,
    Horizon horizon,
    List<AsOfDate> asOfs,
    long rows,
    Map<String, Fingerprint> columns,
    List<Fingerprint> contents) {
  /** The column that holds the spend of the forecast window. */
  public static final String LABEL = "label";

  /**
   * Where a table keeps, with a column, the {@link FeatureDefinition#lookback()} of its feature.
   */
  public static final String LOOKBACK = "lookback_days";

  /** Copies the lists, and checks that there is a digest for each date or none. */
  public FeatureTable {
    inputs = List.copyOf(inputs);
    asOfs = List.copyOf(asOfs);
    columns = Map.copyOf(Objects.requireNonNullElse(columns, Map.of()));
    contents = List.copyOf(Objects.requireNonNullElse(contents, List.of()));
    if (!contents.isEmpty() && contents.size() != asOfs.size()) {
      throw new IllegalArgumentException(
          "there must be a digest for each of %s as-of dates or none, not %s"
              .formatted(asOfs.size(), contents.size()));
    }
  }

  /** A table of which nobody noted what its rows were made from. */
  public FeatureTable(
      TableVersion table,
      TableVersion dailySpend,
      Fingerprint fingerprint,
      List<String> inputs,
      Horizon horizon,
      List<AsOfDate> asOfs,
      long rows,
      Map<String, Fingerprint> columns) {
    this(table, dailySpend, fingerprint, inputs, horizon, asOfs, rows, columns, List.of());
  }

  /**
   * Equal in two versions of the same table if the rows at these as-of dates are equal; of a table
   * of which nothing was noted, in the same version alone.
   */
  public Fingerprint content(List<AsOfDate> dates) {
    if (contents.isEmpty() || !asOfs.containsAll(dates)) {
      return Fingerprint.of(table.table(), table.id(), table.version());
    }
    return Fingerprint.of(
        table.table(),
        table.id(),
        dates.stream().map(date -> contents.get(asOfs.indexOf(date))).toList());
  }

  /** Names of all features, those that models do not read among them, in alphabetical order. */
  public List<String> names() {
    return columns.keySet().stream().sorted().toList();
  }

  /** Equal for the same inputs of the same definitions, whatever other features there are. */
  public Fingerprint of(List<String> inputs) {
    return of(columns, inputs);
  }

  /** The same, of columns that are in no table yet. */
  public static Fingerprint of(Map<String, Fingerprint> columns, List<String> inputs) {
    return Fingerprint.of(inputs.stream().map(input -> input + " " + columns.get(input)).toArray());
  }
}
