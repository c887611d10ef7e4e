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
  private static final FeatureSet FEATURES = features(Catalogue.Inputs.LEAN);
  private static final FeatureSet ALL_INPUTS = features(Catalogue.Inputs.ALL);

  private static final String INTRODUCTION =
      """
      # Features

      This page is generated from the definitions in `io.spendcast.domain.feature`; a test keeps it current.

      One row per customer and as-of date in `features/<source>/customer_features`. A customer has a row if an order of
      theirs had happened and was known before the as-of date. Windows are half-open and end at the as-of date, which is
      outside; days are UTC; money is in the retailer's one currency. A sale counts from the day after it became known.
      `all` looks at every channel. Features of a channel exist for every channel of the source, here `store` and `web`,
      and those of a category for the `features.categories` categories with the highest spend before the last training
      as-of date, here `Books` and `Music`. `features.windows` gives the lengths of `spend_last_…` and `orders_last_…`,
      here 90 and 365; a window as long as the horizon, here 90, is `spend_last_horizon`.

      Spend is gross or net (`forecast.target`), in every feature and in the label alike. Gross, the default, is what is bought; what
      comes back is counted apart, in the `returned_` features. Net is what is bought less what comes back, and it is taken off
      on the day on which it comes back, once that is known: so a return after the as-of date changes no feature of that date, and the
      label takes off what comes back within the window, whenever it was bought. An order of which all comes back on its own day, such
      as one that is cancelled within minutes, is none. Where more comes back than is bought, in a window or in the label, spend
      is 0. Net features have another identity (their descriptions end with "returns taken off"), so no model of the one
      is applied to the other.

      `model` features are what models read. `extra` ones they read only with `features.inputs: all`, since on planted data
      they add no skill (below); of these `features.inputs: btyd` takes the `btyd_` ones alone. `report` ones never, because their meaning changes with the length of the history. Leak class
      OWN_PAST is computed from the customer's own past, POPULATION_PAST from all customers'; nothing else exists.
      Baselines read the one feature they need, whatever its use.

      A rate `at_tenure` is what came after a customer's first day with an order, over the time since that day: it means the same
      for who came early and late. Models read days since something up to a year only (`…_within_365d`), so that none meets a
      longer time than it learned from.

      `btyd_` features come from BG/NBD and Gamma-Gamma, fitted by maximum likelihood for each as-of date on about 10,000
      customers, chosen by a hash, and on what was known before it. Time is that of the calendar, and of the season in
      `btyd_expected_spend_in_season`. Where leaving does not show nobody leaves; where all are as likely to leave, or each leaves at
      once or never, the share that leaves is fitted alone; where baskets do not differ, everybody's is the mean; any other degenerate fit is reported and not used. The table's
      commit and the run of the baseline `btyd` keep the fits.

      ## Season

      There is one season, and all features with a season in their name use it: how much more or less is bought in each third of a
      month than on average over the year. It is estimated for each as-of date from the same customers, out of whole years before it:
      the days on which they came back, over the days that BG/NBD expects of everybody who had bought by then. The level of
      each quarter's new customers and the trend over the years are taken out. So neither new customers nor those who leave look like
      a season. What the years have in common is kept; what one year has and another has not is noise, and draws the season towards
      none. One year alone has to show more than chance and an expectation that is wrong by 15 % would; a season of twice
      that size is kept whole. Under a year there is no season, and what needs one is null.
      """;

  private static final String LEFT_OUT =
      """

      ## Measured on planted data

      Preset `signal`, 20,000 customers, XGBoost with 150 rounds, 12 training and 4 later test as-of dates, MSE skill against
      persistence, mean and standard deviation over three seeds. No group matters but season; so the models read the lean ones.

      | inputs | number | skill |
      |---|---|---|
      | all | 52 | 0.388 ± 0.004 |
      | lean | 22 | 0.386 ± 0.005 |
      | all without product mix | 41 | 0.386 ± 0.001 |
      | all without returns | 49 | 0.389 ± 0.005 |
      | all without channels | 42 | 0.390 ± 0.005 |
      | all without first day's spend | 51 | 0.391 ± 0.003 |
      | all without weekend, last channel, lookback | 48 | 0.391 ± 0.008 |
      | all without change of spend | 51 | 0.392 ± 0.002 |
      | all without 30-day mean, peak, trend, empty share | 48 | 0.393 ± 0.004 |
      | all without last year's window | 50 | 0.395 ± 0.003 |
      | all without basket details | 48 | 0.395 ± 0.002 |
      | all without gaps between orders | 49 | 0.396 ± 0.002 |
      | all without 30-day and 90-day windows | 49 | 0.402 ± 0.005 |
      | all without season | 51 | 0.192 ± 0.006 |

      These were measured before `spend_at_season_rate` and `orders_at_season_rate` were inputs, which lean has since: not for
      the skill, but for the total, which was 2 to 4 % too high without them. A rate per day of history means more in July,
      after the months in which little is bought, than a rate per season weight does (`docs/learners.md`). The rates `at_tenure`
      and the bounds came later too.

      An input that is unknown at some training date, such as the season in the first year, is left out of the models; the run
      says which. A sum over more days than the history has at a training date, such as `spend_last_365d` in an eleven months old
      record, counts as unknown there, since it would mean more with each day that passes.

      Planted customers have a rate, a basket value, a channel preference and the population's season, and nothing else; a
      retailer whose customers have more should try `all`.

      ## Left out, and why

      * Month and weekday of the as-of date as sine and cosine: panels are monthly and span one year, so a model could
        only memorise them; the season of the forecast window is in `horizon_season_weight`, learned from the past.
      * Medians, quantiles and maxima of baskets, distinct items and their entropy: they do not merge by addition, so a
        correction could not be taken back; `lines_per_order`, `avg_unit_price` and the product mix stand in for them.
      * Customer attributes such as birth country: TPC-DS holds only their present values, which is not point-in-time.
      """;

  private static FeatureSet features(Catalogue.Inputs inputs) {
    return CustomerFeatures.of(
        new Catalogue(
            List.of(new Channel("store"), new Channel("web")),
            new Horizon(90, 0),
            Catalogue.WINDOWS,
            List.of("Books", "Music"),
            inputs));
  }

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
            use(feature.name()),
            feature.aggregation().leakClass());
  }

  private static String use(String feature) {
    return FEATURES.inputs().contains(feature)
        ? "model"
        : ALL_INPUTS.inputs().contains(feature) ? "extra" : "report";
  }

  @Test
  void the_page_says_what_the_definitions_say() throws IOException {
    if ("write".equals(System.getProperty("spendcast.docs"))) {
      Files.writeString(PAGE, page());
    }
    assertThat(Files.readString(PAGE)).isEqualTo(page());
  }
}
