package io.spendcast.bootstrap.report;

import io.spendcast.domain.DateWindow;
import io.spendcast.domain.training.PanelPlan;
import io.spendcast.domain.workflow.FeatureBuild;
import io.spendcast.domain.workflow.RunManifest;
import java.time.MonthDay;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether the models were tested in the season that they forecast. */
final class SeasonOfTests {
  /** If less of the forecast's days had been tested, the season was not. */
  private static final double ENOUGH = 0.5;

  private SeasonOfTests() {}

  /** What must be said if they were not. */
  static Optional<String> caveat(RunManifest manifest) {
    return manifest.features().map(FeatureBuild::plan).flatMap(SeasonOfTests::caveat);
  }

  private static Optional<String> caveat(PanelPlan plan) {
    Set<MonthDay> tested =
        plan.test().stream()
            .flatMap(asOf -> days(plan.horizon().window(asOf)))
            .collect(Collectors.toSet());
    DateWindow forecast = plan.horizon().window(plan.scoring());
    List<MonthDay> wanted = days(forecast).toList();
    double share = wanted.stream().filter(tested::contains).count() / (double) wanted.size();
    return share >= ENOUGH
        ? Optional.empty()
        : Optional.of(
            "no test was in the season of the forecast (%s), so how well that is hit was not checked"
                .formatted(ForecastFacts.window(forecast)));
  }

  private static Stream<MonthDay> days(DateWindow window) {
    return window.from().datesUntil(window.until()).map(MonthDay::from);
  }
}
