package io.spendcast.bootstrap.wiring;

import io.spendcast.adapters.spark.feature.DeltaFeatureStore;
import io.spendcast.adapters.spark.ingest.PlantedContracts;
import io.spendcast.adapters.spark.table.Lake;
import io.spendcast.adapters.spark.table.SourceArea;
import io.spendcast.domain.planted.PlantedPreset;
import io.spendcast.domain.planted.PlantedWorld;
import io.spendcast.domain.sales.SourceMapping;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Leaks in the features of a badly recorded shop, whose lines are corrected later. */
final class LeakMutantsIT extends LeakMutants {
  private static final PlantedWorld SHOP = PlantedWorld.of(PlantedPreset.DIRTY, 400, 3);

  LeakMutantsIT() {
    super(SHOP);
  }

  @Test
  void corrections_that_count_before_they_were_known_are_found() throws IOException {
    assertFound(
        store ->
            new DeltaFeatureStore(
                new Lake(session(), lake().toString()),
                SourceArea.REFERENCE,
                PlantedContracts.mappings(SourceArea.REFERENCE, SHOP).stream()
                    .map(LeakMutantsIT::knownOnItsDay)
                    .toList()),
        "reconciliation");
  }

  /** The latest version of a line still wins, but as if it had always been there. */
  private static SourceMapping knownOnItsDay(SourceMapping mapping) {
    return mapping
        .columns()
        .knownAt()
        .map(
            known ->
                mapping.knownAt(
                    "timestamp_micros(unix_micros(CAST(%s AS TIMESTAMP)) + unix_seconds(%s))"
                        .formatted(mapping.columns().day(), known)))
        .orElse(mapping);
  }
}
