package io.spendcast.bootstrap.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.application.prediction.ExplainForecast;
import io.spendcast.application.prediction.FamilyShare;
import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.CustomerId;
import io.spendcast.domain.RunId;
import io.spendcast.domain.TableName;
import io.spendcast.domain.TableVersion;
import io.spendcast.domain.feature.FeatureFamily;
import io.spendcast.domain.forecast.Explanation;
import io.spendcast.domain.forecast.Explanation.Share;
import io.spendcast.domain.prediction.PublishedBatch;
import io.spendcast.domain.registry.ModelName;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ExplanationTextTest {
  private static final AsOfDate AS_OF = AsOfDate.parse("2003-01-01");
  private static final Share DAYS = new Share("days_since_last_purchase", 12, -100.25);
  private static final Share MEAN = new Share("avg_basket_value", Double.NaN, 1_300.5);
  private static final Share PRICE = new Share("avg_unit_price", 7.125, 0.001);

  private static String text(double base, double cut, FamilyShare... families) {
    double sum = base + cut;
    for (FamilyShare share : families) {
      sum += share.amount();
    }
    return ExplanationText.of(
        new CustomerId("c7"),
        new ExplainForecast.Result(
            new PublishedBatch(
                new TableVersion(new TableName("predictions/a/b"), 1),
                new ModelName("model"),
                4,
                AS_OF,
                90,
                new RunId("run"),
                1,
                1),
            AS_OF,
            new Explanation(sum, base, List.of(DAYS, MEAN, PRICE), cut),
            List.of(families),
            Optional.of("EUR")));
  }

  @Test
  void money_goes_from_the_base_to_the_forecast() {
    assertThat(
            text(
                    800,
                    0,
                    new FamilyShare(FeatureFamily.BASKET, 1_300.501, List.of(MEAN, PRICE)),
                    new FamilyShare(FeatureFamily.RECENCY, -100.25, List.of(DAYS)))
                .lines())
        .containsExactly(
            "Forecast for customer c7 as of 2003-01-01 for the next 90 days, by model version 4",
            "                                  EUR                                      mostly by",
            "with nothing known of them     800.00",
            "their usual basket          +1,300.50  avg_basket_value unknown, avg_unit_price 7.13",
            "how recently they bought      -100.25                    days_since_last_purchase 12",
            "forecast                     2,000.25");
  }

  @Test
  void what_nobody_sees_is_left_out_and_what_is_cut_off_is_said() {
    assertThat(text(-50, 50, new FamilyShare(FeatureFamily.BASKET, 0.001, List.of(PRICE))))
        .containsPattern("spend is never below zero +\\+50.00")
        .doesNotContain("basket");
  }
}
