package io.spendcast.domain.feature;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.Fingerprint;
import io.spendcast.domain.Horizon;
import io.spendcast.domain.TableVersion;
import java.util.List;

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
 */
public record FeatureTable(
    TableVersion table,
    TableVersion dailySpend,
    Fingerprint fingerprint,
    List<String> inputs,
    Horizon horizon,
    List<AsOfDate> asOfs,
    long rows) {
  /** The column that holds the spend of the forecast window. */
  public static final String LABEL = "label";

  /** Copies the lists. */
  public FeatureTable {
    inputs = List.copyOf(inputs);
    asOfs = List.copyOf(asOfs);
  }
}
