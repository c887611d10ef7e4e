package io.spendcast.testkit;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.TableVersion;
import io.spendcast.domain.feature.FeatureSet;
import io.spendcast.domain.feature.FeatureTable;
import io.spendcast.domain.feature.store.FeatureStore;
import io.spendcast.domain.feature.store.FeatureWork;
import io.spendcast.domain.feature.store.PopulationPast;
import io.spendcast.domain.sales.IngestReport;
import java.util.List;

/** A store that does what another does, but for what it overrides. */
public interface AlteredFeatureStore extends FeatureStore {
  /** The other. */
  FeatureStore honest();

  @Override
  default TableVersion update(IngestReport sales) {
    return honest().update(sales);
  }

  @Override
  default FeatureTable build(IngestReport sales, FeatureSet features, List<AsOfDate> asOfs) {
    return honest().build(sales, features, asOfs);
  }

  @Override
  default FeatureWork plan(IngestReport sales, FeatureSet features, List<AsOfDate> asOfs) {
    return honest().plan(sales, features, asOfs);
  }

  @Override
  default List<String> topCategories(IngestReport sales, AsOfDate before, int most) {
    return honest().topCategories(sales, before, most);
  }

  @Override
  default PopulationPast past(FeatureTable table, AsOfDate asOf) {
    return honest().past(table, asOf);
  }

  /** The built table's description over other content. */
  static FeatureTable at(TableVersion content, FeatureTable built) {
    return new FeatureTable(
        content,
        built.dailySpend(),
        built.fingerprint(),
        built.inputs(),
        built.horizon(),
        built.asOfs(),
        built.rows(),
        built.columns());
  }
}
