package io.spendcast.bootstrap.report;

import io.spendcast.bootstrap.report.Conclusion.Fact;
import io.spendcast.domain.DateWindow;
import io.spendcast.domain.prediction.EarlierForecast;
import io.spendcast.domain.prediction.ForecastSummary;
import io.spendcast.domain.prediction.PredictionBatch;
import io.spendcast.domain.prediction.SegmentTotal;
import io.spendcast.domain.uncertainty.Expectation;
import io.spendcast.domain.workflow.Advice;
import io.spendcast.domain.workflow.PredictionRun;
import io.spendcast.domain.workflow.RunManifest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the run forecasts, beside last year's actual and the forecast before, if it has predicted
 * from its own features and nothing was refused.
 */
final class ForecastFacts {
  private final PredictionRun made;
  private final PredictionBatch batch;

  private ForecastFacts(PredictionRun made) {
    this.made = made;
    this.batch = made.batch();
  }

  static List<Fact> of(RunManifest manifest) {
    return made(manifest)
        .map(made -> new ForecastFacts(made).all())
        .orElseGet(
            () ->
                List.of(
                    new Fact(
                        "Expected spend",
                        "no forecast",
                        "nothing was forecast in this run that may be used")));
  }

  /** Predictions taken over from another run may be about other dates. */
  static Optional<PredictionRun> made(RunManifest manifest) {
    return Advice.isRefusal(manifest)
        ? Optional.empty()
        : manifest
            .prediction()
            .filter(
                made ->
                    manifest
                        .features()
                        .filter(built -> built.plan().scoring().equals(made.batch().asOf()))
                        .isPresent());
  }

  private List<Fact> all() {
    List<Fact> facts = new ArrayList<>();
    facts.add(expected());
    facts.add(lastYear());
    made.summary().map(this::spenders).ifPresent(facts::add);
    facts.add(since());
    return facts;
  }

  private Fact expected() {
    return new Fact(
        "Expected spend",
        money(batch.totalSpend()),
        "%sby %s customers, %s, by version %s of the model"
            .formatted(
                made.summary().flatMap(ForecastSummary::expectation).map(this::range).orElse(""),
                Numbers.count(batch.customers()),
                window(batch.horizon().window(batch.asOf())),
                batch.modelVersion()));
  }

  /** Of what comes, four times in five. */
  private String range(Expectation expectation) {
    return "%s with a probability of 80 %%; about %s customers are expected to buy; "
        .formatted(between(expectation), Numbers.count(Math.round(expectation.buyers())));
  }

  private String between(Expectation expectation) {
    return "between %s and %s"
        .formatted(money(expectation.range().low()), money(expectation.range().high()));
  }

  private String money(double amount) {
    return Numbers.roughly(amount) + made.currency().map(" "::concat).orElse("");
  }

  private Fact lastYear() {
    return made.summary()
        .flatMap(ForecastSummary::lastYear)
        .map(
            spent ->
                new Fact(
                    "The same days last year",
                    money(spent),
                    spent > 0
                        ? "is what these customers spent then; the forecast is %s against it"
                            .formatted(Numbers.signedPercent(batch.totalSpend() / spent - 1))
                        : "nothing was spent then, so there is nothing to compare with"))
        .orElseGet(
            () ->
                new Fact(
                    "The same days last year",
                    "unknown",
                    "the sales do not reach back to these days, so there is nothing to compare with"));
  }

  private Fact spenders(ForecastSummary summary) {
    String shares =
        List.of("channel mix", "tenure").stream()
            .filter(dimension -> !summary.by(dimension).isEmpty())
            .map(dimension -> "; by %s: %s".formatted(dimension, shares(summary.by(dimension))))
            .collect(Collectors.joining());
    return new Fact(
        "Who will spend it",
        Numbers.percent(summary.topTenth()),
        "of it is expected of the tenth of the customers with the highest forecasts" + shares);
  }

  private String shares(List<SegmentTotal> segments) {
    return segments.stream()
        .sorted(Comparator.comparingDouble(SegmentTotal::spend).reversed())
        .map(
            total ->
                "%s %s (%s customers%s)"
                    .formatted(
                        total.segment().value(),
                        Numbers.percent(total.spend() / batch.totalSpend()),
                        Numbers.count(total.customers()),
                        total.expectation().map(expected -> ", " + between(expected)).orElse("")))
        .collect(Collectors.joining(", "));
  }

  private Fact since() {
    return made.before()
        .map(this::since)
        .orElseGet(
            () ->
                new Fact(
                    "Since the last forecast", "the first", "no run forecast anything before"));
  }

  private Fact since(EarlierForecast before) {
    boolean comparable =
        before.horizon().days() == batch.horizon().days() && before.totalSpend() > 0;
    return new Fact(
        "Since the last forecast",
        comparable
            ? Numbers.signedPercent(batch.totalSpend() / before.totalSpend() - 1)
            : "not comparable",
        "run %s expected %s of %s customers, %s, by version %s"
            .formatted(
                before.run(),
                money(before.totalSpend()),
                Numbers.count(before.customers()),
                window(before.horizon().window(before.asOf())),
                before.modelVersion()));
  }

  static String window(DateWindow window) {
    return "%s to %s"
        .formatted(Numbers.day(window.from()), Numbers.day(window.until().minusDays(1)));
  }
}
