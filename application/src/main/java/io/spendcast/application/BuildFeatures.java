package io.spendcast.application;

import io.spendcast.domain.DateWindow;
import io.spendcast.domain.Fingerprint;
import io.spendcast.domain.feature.CustomerFeatures;
import io.spendcast.domain.feature.FeatureSet;
import io.spendcast.domain.feature.FeatureStore;
import io.spendcast.domain.sales.Channel;
import io.spendcast.domain.sales.IngestReport;
import io.spendcast.domain.sales.TableIngest;
import io.spendcast.domain.training.PanelPlan;
import io.spendcast.domain.workflow.FeatureBuild;
import java.util.List;

/** Builds the customer features of every as-of date that training and scoring need. */
public final class BuildFeatures {
  private final FeatureStore store;
  private final List<Channel> channels;
  private final ForecastSettings settings;

  /** Builds into this store. */
  public BuildFeatures(FeatureStore store, List<Channel> channels, ForecastSettings settings) {
    this.store = store;
    this.channels = List.copyOf(channels);
    this.settings = settings;
  }

  /** Plans the as-of dates over the sales days and builds; repeating gives the same values. */
  public Result build(IngestReport sales) {
    PanelPlan plan = dates(sales.salesDays());
    FeatureSet features = CustomerFeatures.forChannels(channels, settings.horizon());
    return new Result(new FeatureBuild(store.build(sales, features, plan.all()), plan));
  }

  /** The as-of dates over these sales days. */
  PanelPlan dates(DateWindow salesDays) {
    return settings.plan(salesDays);
  }

  /** Digests all that the output depends on, but for the code. */
  Fingerprint inputs(IngestReport sales) {
    return Fingerprint.of(
        settings, channels, sales.tables().stream().map(TableIngest::table).toList());
  }

  /**
   * What was built.
   *
   * @param features the table and the plan of its as-of dates
   */
  public record Result(FeatureBuild features) {}
}
