package io.spendcast.domain.workflow;

import io.spendcast.domain.prediction.EarlierForecast;
import io.spendcast.domain.prediction.ForecastSummary;
import io.spendcast.domain.prediction.PredictionBatch;
import io.spendcast.domain.prediction.PublishReceipt;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Output of the predict task.
 *
 * @param batch what was scored
 * @param receipt what was published
 * @param summary what it adds up to; empty in what an older version wrote
 * @param currency of the amounts, such as EUR; empty if nobody has said
 * @param before the forecast of the run before; empty if there is none
 * @param examples a few forecasts taken apart; none if only the model's library can evaluate it, or
 *     an older version forecast
 */
public record PredictionRun(
    PredictionBatch batch,
    PublishReceipt receipt,
    Optional<ForecastSummary> summary,
    Optional<String> currency,
    Optional<EarlierForecast> before,
    List<ExampleReasons> examples) {
  /** An older version knew of no examples. */
  public PredictionRun {
    examples = List.copyOf(Objects.requireNonNullElse(examples, List.of()));
  }
}
