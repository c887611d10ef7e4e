package io.spendcast.bootstrap.report;

import io.spendcast.bootstrap.report.Conclusion.Fact;
import io.spendcast.domain.DateWindow;
import io.spendcast.domain.prediction.PredictionBatch;
import io.spendcast.domain.workflow.RunManifest;
import java.util.List;
import java.util.Optional;

/** What the run forecasts, if it has predicted from its own features. */
final class ForecastFacts {
  private ForecastFacts() {}

  static List<Fact> of(RunManifest manifest) {
    return batch(manifest)
        .map(
            batch ->
                new Fact(
                    "Expected spend",
                    Numbers.roughly(batch.totalSpend()),
                    "by %s customers, %s"
                        .formatted(
                            Numbers.count(batch.customers()),
                            window(batch.horizon().window(batch.asOf())))))
        .stream()
        .toList();
  }

  /** Predictions taken over from another run may be about other dates. */
  static Optional<PredictionBatch> batch(RunManifest manifest) {
    return manifest
        .prediction()
        .map(run -> run.batch())
        .filter(
            batch ->
                manifest
                    .features()
                    .filter(built -> built.plan().scoring().equals(batch.asOf()))
                    .isPresent());
  }

  static String window(DateWindow window) {
    return "%s to %s"
        .formatted(Numbers.day(window.from()), Numbers.day(window.until().minusDays(1)));
  }
}
