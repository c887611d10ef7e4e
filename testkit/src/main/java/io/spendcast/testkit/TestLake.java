package io.spendcast.testkit;

import io.spendcast.domain.CustomerId;
import io.spendcast.domain.DateWindow;
import io.spendcast.domain.TableName;
import io.spendcast.domain.TableVersion;
import io.spendcast.domain.feature.FeatureSet;
import io.spendcast.domain.feature.FeatureTable;
import io.spendcast.domain.sales.DailySpend;
import io.spendcast.domain.sales.IngestReport;
import java.util.List;
import java.util.Map;

/**
 * The lake behind the adapters under test, as the contracts see it: it puts small inputs where the
 * adapters look for them and reads back what they wrote. One lake per test, empty at first.
 */
public interface TestLake {
  /**
   * Writes cleaned sales that add up to these days, as an ingest would, in place of earlier ones.
   *
   * <p>Every day has at least as many lines as orders, and at least one order unless it only has
   * returns; lines may share the amount and the units in any way. Several tiles of one day and
   * channel are different orders.
   *
   * @param salesDays becomes {@link IngestReport#salesDays}
   */
  IngestReport sales(Map<CustomerId, List<DailySpend>> sales, DateWindow salesDays);

  /** Writes feature rows as the next version of the feature table, in place of earlier ones. */
  FeatureTable features(FeatureSet features, List<FeatureRow> rows);

  /** Reads the rows of a feature table at its version, in any order. */
  List<FeatureRow> featureRows(FeatureTable table);

  /** Writes rows where a scorer leaves them; other scored rows stay as they are. */
  TableVersion scored(List<PredictionRow> rows);

  /** Reads scored or published rows, in any order. */
  List<PredictionRow> predictions(TableVersion table);

  /** Removes a table with its history, as somebody does who deletes its directory. */
  void remove(TableName table);

  /** Deletes the rows of a table, as anybody may who can write to the lake. */
  void empty(TableName table);

  /** Reads any table as one text per row, so that equal content gives equal texts, in any order. */
  List<String> texts(TableVersion table);
}
