package io.spendcast.application.prediction;

import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.feature.Catalogue;
import io.spendcast.domain.forecast.Explanation;
import io.spendcast.domain.prediction.ForecastExample;
import io.spendcast.domain.prediction.PredictionBatch;
import io.spendcast.domain.prediction.Scorer;
import io.spendcast.domain.prediction.ScoringRequest;
import io.spendcast.domain.workflow.ExampleReasons;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;

/** Takes a few forecasts of a batch apart, for whoever reads the report. */
final class ExplainExamples {
  private static final Logger LOG = System.getLogger(ExplainExamples.class.getName());

  private final Scorer scorer;

  ExplainExamples(Scorer scorer) {
    this.scorer = scorer;
  }

  /**
   * None if only its library can evaluate the model, which does not keep a batch from its users.
   */
  List<ExampleReasons> of(ScoringRequest request, PredictionBatch batch, Catalogue catalogue) {
    try {
      return scorer.examples(request, batch).stream()
          .map(example -> reasons(example, catalogue))
          .toList();
    } catch (SpendcastException e) {
      if (e.kind() != Kind.INVALID) {
        throw e;
      }
      LOG.log(Level.WARNING, "no reasons for the report: {0}", e.problem());
      return List.of();
    }
  }

  private static ExampleReasons reasons(ForecastExample example, Catalogue catalogue) {
    Explanation why = example.why();
    return new ExampleReasons(
        example.role(),
        why.spend(),
        example.past(),
        why.base(),
        FamilyShare.of(why, catalogue).stream()
            .map(share -> new ExampleReasons.Part(share.family(), share.amount()))
            .toList(),
        why.cut());
  }
}
