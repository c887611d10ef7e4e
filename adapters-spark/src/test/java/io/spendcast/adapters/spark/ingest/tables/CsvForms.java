package io.spendcast.adapters.spark.ingest.tables;

import java.util.List;

/** Delimited text as people have it. */
final class CsvForms {
  private static final Shop SHOP = Shop.small();
  private static final String DUCK = "read_csv('DIR/*.csv', all_varchar = true)";

  private CsvForms() {}

  static List<Form> all() {
    return List.of(
        Form.csv("plain", SHOP, SHOP.csv()).witness(DUCK),
        Form.csv("semicolons", SHOP, SHOP.csv(";", Shop.Sale::texts))
            .option("sep", ";")
            .witness(DUCK));
  }
}
