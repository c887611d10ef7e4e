package io.spendcast.application.feature;

import io.spendcast.application.done.SameSettings;
import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.DateWindow;
import io.spendcast.domain.Fingerprint;
import io.spendcast.domain.category.Vocabulary;
import io.spendcast.domain.drift.FeatureStatistics;
import io.spendcast.domain.drift.PanelDrift;
import io.spendcast.domain.feature.Catalogue;
import io.spendcast.domain.feature.CustomerFeatures;
import io.spendcast.domain.feature.FeatureSet;
import io.spendcast.domain.feature.FeatureTable;
import io.spendcast.domain.feature.store.FeatureStore;
import io.spendcast.domain.feature.store.FeatureWork;
import io.spendcast.domain.sales.Channel;
import io.spendcast.domain.sales.IngestReport;
import io.spendcast.domain.sales.TableIngest;
import io.spendcast.domain.training.PanelPlan;
import io.spendcast.domain.workflow.FeatureBuild;
import java.util.List;
import java.util.Optional;

/** Builds the customer features of every as-of date that training and scoring need. */
public final class BuildFeatures {
  private final FeatureStore store;
  private final FeatureStatistics statistics;
  private final List<Channel> channels;
  private final ForecastSettings forecast;
  private final FeatureSettings settings;
  private final ProductionVocabulary production;

  /** Builds into this store. */
  public BuildFeatures(
      FeatureStore store,
      FeatureStatistics statistics,
      List<Channel> channels,
      ForecastSettings forecast,
      FeatureSettings settings,
      ProductionVocabulary production) {
    this.store = store;
    this.statistics = statistics;
    this.channels = List.copyOf(channels);
    this.forecast = forecast;
    this.settings = settings;
    this.production = production;
  }

  /** Plans the as-of dates over the sales days and builds what is not there yet. */
  public Result build(IngestReport sales) {
    PanelPlan dates = dates(sales.salesDays());
    store.update(sales);
    Catalogue catalogue = catalogue(sales, dates);
    FeatureSet features = CustomerFeatures.of(catalogue);
    FeatureWork work = store.plan(sales, features, dates.all());
    FeatureTable table = store.build(sales, features, dates.all());
    return new Result(
        new FeatureBuild(table, dates, catalogue, drift(table, features, dates)), work);
  }

  private PanelDrift drift(FeatureTable table, FeatureSet features, PanelPlan dates) {
    return PanelDrift.of(
        features, dates, statistics.measure(table, features.names(), PanelDrift.asOfs(dates)));
  }

  /** What {@link #build} would compute; changes nothing. */
  public FeatureWork plan(IngestReport sales) {
    PanelPlan dates = dates(sales.salesDays());
    return store.plan(sales, CustomerFeatures.of(catalogue(sales, dates)), dates.all());
  }

  /**
   * What {@link #build} would give, as far as models learn from it; empty if it would compute any
   * of that. Changes nothing.
   *
   * @param held the features that were built last
   */
  public Optional<FeatureBuild> foresee(IngestReport sales, FeatureBuild held) {
    PanelPlan dates = dates(sales.salesDays());
    Catalogue catalogue = catalogue(sales, dates);
    FeatureSet features = CustomerFeatures.of(catalogue);
    return Optional.of(held)
        .filter(built -> built.table().fingerprint().equals(features.fingerprint()))
        .filter(
            built -> store.plan(sales, features, dates.all()).keep().containsAll(dates.labelled()))
        .map(built -> new FeatureBuild(built.table(), dates, catalogue, built.drift()));
  }

  /** The vocabulary of the product mix is Production's, or what is known at the last training. */
  private Catalogue catalogue(IngestReport sales, PanelPlan dates) {
    AsOfDate lastTrain = dates.train().get(dates.train().size() - 1);
    Optional<Vocabulary> frozen = production.find(settings.categories(), lastTrain);
    List<String> categories =
        frozen.map(Vocabulary::categories).orElseGet(() -> leading(sales, lastTrain));
    return new Catalogue(
        channels,
        forecast.horizon(),
        settings.windows(),
        categories,
        settings.inputs(),
        settings.target(),
        frozen.map(Vocabulary::before));
  }

  private List<String> leading(IngestReport sales, AsOfDate lastTrain) {
    return settings.categories() == 0
        ? List.of()
        : store.topCategories(sales, lastTrain, settings.categories());
  }

  /** The categories of these features, as a version that reads them keeps them. */
  public Vocabulary vocabulary(FeatureBuild built) {
    List<AsOfDate> train = built.plan().train();
    return new Vocabulary(
        built.catalogue().categories(),
        settings.categories(),
        built.catalogue().chosenBefore().orElse(train.get(train.size() - 1)));
  }

  /** The as-of dates over these sales days. */
  public PanelPlan dates(DateWindow salesDays) {
    return forecast.plan(salesDays);
  }

  /** Refuses features of other settings than these; {@code INVALID}, with the keys that differ. */
  public void requireSame(IngestReport sales, FeatureBuild built) {
    new SameSettings("the features", "spendcast features")
        .of("forecast.horizon-days", forecast.horizon().days(), built.table().horizon().days())
        .of("forecast.gap-days", forecast.horizon().gapDays(), built.table().horizon().gapDays())
        .of("forecast.target", settings.target().label(), built.catalogue().target().label())
        .of(
            "features.windows",
            settings.windows().stream().sorted().distinct().toList(),
            built.catalogue().windows())
        .of("features.inputs", settings.inputs(), built.catalogue().inputs())
        .require();
    PanelPlan dates = dates(sales.salesDays());
    new SameSettings("the features", "spendcast features")
        .of("forecast.as-of", dates.scoring(), built.plan().scoring())
        .of("training.train-as-ofs", dates.train(), built.plan().train())
        .of("training.test-as-ofs", dates.test(), built.plan().test())
        .of("features.categories", categories(sales, built), built.catalogue().categories())
        .require();
  }

  /** A source may have fewer categories than are asked for: then it is asked which. */
  private List<String> categories(IngestReport sales, FeatureBuild built) {
    List<String> there = built.catalogue().categories();
    return settings.categories() == there.size()
        ? there
        : catalogue(sales, built.plan()).categories();
  }

  /** Digests all that the output depends on, except the code. */
  public Fingerprint inputs(IngestReport sales) {
    PanelPlan dates = dates(sales.salesDays());
    return Fingerprint.of(
        forecast,
        settings,
        channels,
        sales.tables().stream().map(TableIngest::table).toList(),
        production
            .find(settings.categories(), dates.train().get(dates.train().size() - 1))
            .map(Vocabulary::categories));
  }

  /**
   * What was built.
   *
   * @param features the table and the plan of its as-of dates
   * @param work which of it was computed, and which was there already
   */
  public record Result(FeatureBuild features, FeatureWork work) {}
}
