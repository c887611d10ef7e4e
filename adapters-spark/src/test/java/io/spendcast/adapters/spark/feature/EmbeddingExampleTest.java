package io.spendcast.adapters.spark.feature;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.adapters.spark.table.DeltaTestLake;
import io.spendcast.adapters.spark.table.Lake;
import io.spendcast.adapters.spark.table.SourceArea;
import io.spendcast.adapters.spark.table.TestSession;
import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.CustomerId;
import io.spendcast.domain.DateWindow;
import io.spendcast.domain.Horizon;
import io.spendcast.domain.btyd.PurchaseFit;
import io.spendcast.domain.feature.CustomerFeatures;
import io.spendcast.domain.feature.FeatureSet;
import io.spendcast.domain.feature.FeatureTable;
import io.spendcast.domain.feature.compute.PopulationDays.DayTotal;
import io.spendcast.domain.sales.Channel;
import io.spendcast.domain.sales.DailySpend;
import io.spendcast.domain.sales.IngestReport;
import io.spendcast.testkit.FeatureRow;
import io.spendcast.testkit.InMemoryFeatureStore;
import io.spendcast.testkit.SalesFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddingExampleTest {
  private static final AsOfDate TODAY = AsOfDate.parse("2001-03-01");
  private static final List<Channel> CHANNELS = List.of(SalesFixture.STORE, SalesFixture.WEB);
  private static final FeatureSet FEATURES =
      CustomerFeatures.forChannels(CHANNELS, new Horizon(90, 0));

  @TempDir Path directory;

  @Test
  void the_page_shows_the_example_that_is_compiled_and_run() throws IOException {
    String source =
        Files.readString(
            Path.of("src/test/java/io/spendcast/adapters/spark/feature/EmbeddingExample.java"));
    String example =
        source.substring(
            source.indexOf("// begin\n") + "// begin\n".length(), source.indexOf("// end"));
    assertThat(Files.readString(Path.of("../docs/embedding.md"))).contains(example);
  }

  @Test
  void a_service_gets_the_vectors_of_the_batch_table_bit_by_bit() {
    Map<CustomerId, List<DailySpend>> sales = SalesFixture.sales(90, 21);
    Lake lake = new Lake(TestSession.session(), directory.toString());
    DeltaTestLake tables = new DeltaTestLake(lake);
    IngestReport report =
        tables.sales(sales, new DateWindow(SalesFixture.OPENING, LocalDate.parse("2002-07-01")));
    DeltaFeatureStore store =
        new DeltaFeatureStore(
            lake,
            SourceArea.REFERENCE,
            DeltaTestLake.mappings(SalesFixture.STORE, SalesFixture.WEB));
    FeatureTable batch = store.build(report, FEATURES, List.of(TODAY));
    PurchaseFit purchases =
        PurchaseFit.parse(lake.note(batch.table()).find("purchases " + TODAY).orElseThrow());
    assertThat(purchases)
        .as("as all customers at once give it, in another order")
        .isEqualTo(
            InMemoryFeatureStore.purchases(sales.values(), List.of(TODAY)).byAsOf().get(TODAY));
    assertThat(purchases.model()).isPresent();
    EmbeddingExample service = new EmbeddingExample(FEATURES, population(sales), purchases, TODAY);
    Map<CustomerId, Map<String, Double>> served = new HashMap<>();
    sales.forEach((customer, tiles) -> served.put(customer, service.featuresOf(tiles)));
    served.values().removeIf(Map::isEmpty);
    Map<CustomerId, Map<String, Double>> batched = new HashMap<>();
    for (FeatureRow row : tables.featureRows(batch)) {
      batched.put(row.customer(), row.values());
    }
    assertThat(served).isEqualTo(batched).hasSizeGreaterThan(20);
  }

  private static List<DayTotal> population(Map<CustomerId, List<DailySpend>> sales) {
    return sales.values().stream()
        .flatMap(List::stream)
        .filter(tile -> tile.orders() > 0)
        .map(tile -> new DayTotal(tile.day(), tile.knownDay(), tile.spend()))
        .toList();
  }
}
