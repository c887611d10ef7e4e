package io.spendcast.domain.feature;

import static io.spendcast.domain.feature.FeatureUse.EXTRA;
import static io.spendcast.domain.feature.FeatureUse.MODEL;
import static io.spendcast.domain.feature.FeatureUse.REPORT;
import static io.spendcast.domain.feature.FeatureWindow.LIFETIME;

import java.util.List;

/** The kinds of entries of the catalogue. */
final class CatalogueEntry {
  private static final int YEAR = 365;

  private CatalogueEntry() {}

  static FeatureDefinition lifetime(
      String name, String description, String unit, Measure measure, Aggregation aggregation) {
    return lifetime(name, description, unit, measure, aggregation, SalesFilter.ALL);
  }

  static FeatureDefinition lifetime(
      String name,
      String description,
      String unit,
      Measure measure,
      Aggregation aggregation,
      SalesFilter sales) {
    return new FeatureDefinition(
        name, description, unit, measure, aggregation, sales, LIFETIME, MODEL);
  }

  static FeatureDefinition trailing(
      String name,
      String description,
      String unit,
      Measure measure,
      Aggregation aggregation,
      int days) {
    return new FeatureDefinition(
        name,
        description,
        unit,
        measure,
        aggregation,
        SalesFilter.ALL,
        FeatureWindow.last(days),
        MODEL);
  }

  static FeatureDefinition extra(FeatureDefinition feature) {
    return feature.withUse(EXTRA);
  }

  /** For reports as it is; for models within a year, or they would meet values they never saw. */
  static List<FeatureDefinition> bounded(FeatureDefinition days) {
    FeatureWindow year = FeatureWindow.last(YEAR);
    return List.of(
        days.withUse(REPORT),
        new FeatureDefinition(
            days.name() + "_within_%s".formatted(year),
            "%s, at most %s".formatted(days.description(), YEAR),
            days.unit(),
            days.measure(),
            days.aggregation(),
            days.sales(),
            year,
            MODEL));
  }
}
