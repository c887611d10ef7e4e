package io.spendcast.adapters.spark.ingest.tables;

import io.spendcast.domain.sales.OwnTable.Format;
import java.util.List;

/** Parquet, JSON and Delta as people have them. */
final class TypedForms {
  private static final Shop SHOP = Shop.small();

  private TypedForms() {}

  static List<Form> all() {
    return List.of(
        Form.of("parquet: no such folder", Format.PARQUET, SHOP, directory -> {})
            .at("none")
            .refused("none cannot be read"));
  }
}
