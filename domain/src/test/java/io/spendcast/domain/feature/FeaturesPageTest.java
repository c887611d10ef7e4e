package io.spendcast.domain.feature;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.domain.Horizon;
import io.spendcast.domain.sales.Channel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Keeps {@code docs/features.md} current; {@code -Dspendcast.docs=write} writes it. */
class FeaturesPageTest {
  private static final Path PAGE = Path.of("..", "docs", "features.md");
  private static final FeatureSet FEATURES =
      CustomerFeatures.of(
          new Catalogue(
              List.of(new Channel("store"), new Channel("web")),
              new Horizon(90, 0),
              Catalogue.WINDOWS,
              List.of("Books", "Music")));

  private static final String INTRODUCTION =
      """
      # Features

      This page is generated from the definitions in `io.spendcast.domain.feature`; a test keeps it current.

      One row per customer and as-of date in `features/tpcds/customer_features`. A customer has a row if an order of
      theirs had happened and was known before the as-of date. Windows are half-open and end at the as-of date, which is
      outside; days are UTC; money is in the retailer's one currency. A sale counts from the day after it became known.
      `all` looks at every channel. Features of a channel exist for every channel of the source, here `store` and `web`,
      and those of a category for the `features.categories` categories with the highest spend before the last training
      as-of date, here `Books` and `Music`. `features.windows` gives the lengths of `spend_last_…` and `orders_last_…`,
      here 90 and 365; a window as long as the horizon, here 90, is `spend_last_horizon`.

      `report` features stay out of the models, because their meaning changes with the length of the history. Leak class
      OWN_PAST is computed from the customer's own past, POPULATION_PAST from all customers'; nothing else exists.
      """;

  private static final String LEFT_OUT =
      """

      ## Left out, and why

      * Month and weekday of the as-of date as sine and cosine: panels are monthly and span one year, so a model could
        only memorise them; the season of the forecast window is in `horizon_season_weight`, learned from the past.
      * Medians, quantiles and maxima of baskets, distinct items and their entropy: they do not merge by addition, so a
        correction could not be taken back; `lines_per_order`, `avg_unit_price` and the product mix stand in for them.
      * Customer attributes such as birth country: TPC-DS holds only their present values, which is not point-in-time.
      * BG/NBD outputs: they belong to a model, not to the catalogue.
      """;

  private static String page() {
    return INTRODUCTION
        + "\nFingerprint of the features below: `%s`\n\n".formatted(FEATURES.fingerprint())
        + "| feature | description | unit | null policy | sales | window | use | leak class |\n"
        + "|---|---|---|---|---|---|---|---|\n"
        + FEATURES.definitions().stream().map(FeaturesPageTest::row).collect(Collectors.joining())
        + LEFT_OUT;
  }

  private static String row(FeatureDefinition feature) {
    return "| `%s` | %s | %s | %s | %s | %s | %s | %s |\n"
        .formatted(
            feature.name(),
            feature.description(),
            feature.unit(),
            feature.aggregation().absence(),
            feature.sales(),
            feature.window(),
            feature.use().name().toLowerCase(java.util.Locale.ROOT),
            feature.aggregation().leakClass());
  }

  @Test
  void the_page_says_what_the_definitions_say() throws IOException {
    if ("write".equals(System.getProperty("spendcast.docs"))) {
      Files.writeString(PAGE, page());
    }
    assertThat(Files.readString(PAGE)).isEqualTo(page());
  }
}
