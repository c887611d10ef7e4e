package io.spendcast.adapters.spark.feature;

import io.spendcast.adapters.spark.table.CommitNote;
import io.spendcast.adapters.spark.table.Lake;
import io.spendcast.adapters.spark.table.SourceArea;
import io.spendcast.adapters.spark.table.fault.SparkErrors;
import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.TableVersion;
import io.spendcast.domain.btyd.PurchaseFit;
import io.spendcast.domain.feature.FeatureSet;
import io.spendcast.domain.feature.FeatureTable;
import io.spendcast.domain.feature.compute.PopulationDays;
import io.spendcast.domain.feature.compute.PurchaseFits;
import io.spendcast.domain.feature.store.BuiltFeatures;
import io.spendcast.domain.feature.store.FeatureStore;
import io.spendcast.domain.feature.store.FeatureWork;
import io.spendcast.domain.feature.store.PopulationPast;
import io.spendcast.domain.feature.store.SalesChange;
import io.spendcast.domain.sales.IngestReport;
import io.spendcast.domain.sales.SourceMapping;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Features in Delta tables, computed by the domain's calculator on every core. */
public final class DeltaFeatureStore implements FeatureStore {
  private final Lake lake;
  private final TileTable tiles;
  private final PanelTable panel;

  /**
   * A store in a lake.
   *
   * @param area where the tables of the source are
   * @param mappings how the ingested tables are read as sales and returns
   */
  public DeltaFeatureStore(Lake lake, SourceArea area, List<SourceMapping> mappings) {
    this.lake = lake;
    this.tiles = new TileTable(lake, area, List.copyOf(mappings));
    this.panel = new PanelTable(lake, area);
  }

  @Override
  public TableVersion update(IngestReport sales) {
    return SparkErrors.translate("add up daily spend", () -> tiles.update(sales));
  }

  @Override
  public List<String> topCategories(IngestReport sales, AsOfDate before, int most) {
    return SparkErrors.translate(
        "find the top categories",
        () -> DailySpendTiles.topCategories(current(sales), before, most));
  }

  /** The tiles of these sales: from the table if it is up to date, else from the raw tables. */
  private Dataset<Row> current(IngestReport sales) {
    return tiles
        .upToDate(sales)
        .map(lake::read)
        .orElseGet(() -> tiles.tiles(sales, Optional.empty()));
  }

  @Override
  public PopulationPast past(FeatureTable table, AsOfDate asOf) {
    if (!table.asOfs().contains(asOf)) {
      throw new SpendcastException(
          Kind.NOT_FOUND,
          "Cannot look before %s: %s has no such as-of date.".formatted(asOf, table.table()),
          "Build features for it.");
    }
    return SparkErrors.translate(
        "look at the population before " + asOf,
        () ->
            new PopulationPast(
                asOf.day()
                    .minusDays(
                        DailySpendTiles.season(lake.read(table.dailySpend())).observedDays(asOf)),
                lake.note(table.table())
                    .find(CommitNote.PURCHASES + asOf)
                    .map(PurchaseFit::parse)));
  }

  @Override
  public FeatureWork plan(IngestReport sales, FeatureSet features, List<AsOfDate> asOfs) {
    return SparkErrors.translate(
        "plan features",
        () -> {
          Optional<PanelTable.Content> content = panel.content();
          SalesChange change =
              content
                  .map(found -> tiles.since(found.dailySpend()).and(tiles.pending(sales)))
                  .orElse(SalesChange.EVERYTHING);
          return FeatureWork.plan(
              content.map(PanelTable.Content::features),
              change,
              features,
              asOfs,
              sales.salesDays().until());
        });
  }

  @Override
  public FeatureTable build(IngestReport sales, FeatureSet features, List<AsOfDate> asOfs) {
    List<AsOfDate> ascending = asOfs.stream().sorted().distinct().toList();
    TableVersion dailySpend = update(sales);
    FeatureWork work = plan(sales, features, ascending);
    return SparkErrors.translate(
        "build features",
        () -> {
          Dataset<Row> read = lake.read(dailySpend);
          PopulationDays season = DailySpendTiles.season(read);
          requirePopulation(season, ascending.get(0));
          Optional<PanelTable.Content> held = panel.content();
          Map<AsOfDate, PurchaseFit> purchases = kept(held, work);
          purchases.putAll(PurchaseRows.fits(read, season, work.compute()));
          PanelRows rows =
              new PanelRows(
                  features, season, new PurchaseFits(purchases), sales.salesDays().until());
          BuiltFeatures built =
              BuiltFeatures.after(
                  work,
                  held.map(PanelTable.Content::features),
                  features,
                  dailySpend,
                  sales.salesDays().until());
          TableVersion table =
              panel.write(
                  new PanelTable.Content(dailySpend, built, purchases),
                  features,
                  work,
                  asOf -> rows.of(read, asOf));
          return new FeatureTable(
              table,
              dailySpend,
              features.fingerprint(),
              features.inputs(),
              features.horizon(),
              ascending,
              lake.read(table).count(),
              features.columns(),
              List.copyOf(built.contents().values()));
        });
  }

  /** What was fitted for the as-of dates that stay as they are. */
  private static Map<AsOfDate, PurchaseFit> kept(
      Optional<PanelTable.Content> held, FeatureWork work) {
    Map<AsOfDate, PurchaseFit> kept = new HashMap<>();
    held.ifPresent(content -> kept.putAll(content.purchases()));
    kept.keySet().retainAll(work.keep());
    return kept;
  }

  private static void requirePopulation(PopulationDays season, AsOfDate first) {
    if (season.observedDays(first) == 0) {
      throw new SpendcastException(
          Kind.INVALID,
          "Cannot build features at %s: no customer had bought before.".formatted(first),
          "Choose as-of dates after the first sale.");
    }
  }
}
