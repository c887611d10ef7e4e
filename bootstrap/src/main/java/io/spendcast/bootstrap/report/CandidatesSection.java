package io.spendcast.bootstrap.report;

import io.spendcast.domain.btyd.PurchaseFit;
import io.spendcast.domain.evaluation.Evaluation;
import io.spendcast.domain.evaluation.Judgement;
import io.spendcast.domain.evaluation.Metric;
import io.spendcast.domain.evaluation.loss.Interval;
import io.spendcast.domain.registry.ModelVersion;
import io.spendcast.domain.workflow.Registration;
import io.spendcast.domain.workflow.RunManifest;
import io.spendcast.domain.workflow.TrainingOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** All candidates side by side, and what the gate said to the chosen one. */
final class CandidatesSection {
  private static final double NARROWEST = 0.05;

  private CandidatesSection() {}

  static Section of(RunManifest manifest) {
    Section section = Section.of("candidates", "The candidates");
    return manifest
        .training()
        .map(training -> gate(of(section, training), training, manifest.registration()))
        .orElseGet(() -> section.say("There are none, since nothing was trained."));
  }

  private static Section of(Section section, TrainingOutcome training) {
    Judgement judgement = training.judgement();
    List<Evaluation> evaluations = judgement.evaluations();
    Section shown =
        section
            .say(
                ("Simple rules stand first and are models like any other. To have skill, a forecast"
                        + " by customer has to beat %s, the best for all alike, by more than chance:"
                        + " the whole interval must be above zero.")
                    .formatted(judgement.bestBaseline().label()))
            .show(
                new Figure(
                    "skill-chart",
                    "Squared error saved against %s".formatted(judgement.bestBaseline().label()),
                    "MSE skill with its 95 % interval over customers, drawn again with all their"
                        + " rows. Right of zero is better; an arrow points to what is beyond the"
                        + " edge.",
                    judgement.reason(),
                    60 + 26 * evaluations.size(),
                    "wide",
                    chart(judgement),
                    List.of()))
            .show(table(training))
            .show(reasons(judgement))
            .show(measures(judgement));
    Section complete = unfitted(training).map(shown::say).orElse(shown);
    List<String> missing = training.shortfall().sentences();
    return missing.isEmpty() ? complete : complete.say(String.join(" ", missing));
  }

  /** Where buying could not be modelled, and why the last time. */
  private static Optional<String> unfitted(TrainingOutcome training) {
    List<PurchaseFit> fits =
        training.candidates().stream()
            .flatMap(candidate -> candidate.hyperparameters().values().entrySet().stream())
            .filter(entry -> entry.getKey().startsWith(PurchaseFit.PARAMETER))
            .sorted(Map.Entry.comparingByKey())
            .map(entry -> PurchaseFit.parse(entry.getValue()))
            .toList();
    List<String> reasons =
        fits.stream().filter(fit -> fit.model().isEmpty()).map(PurchaseFit::finding).toList();
    return reasons.isEmpty()
        ? Optional.empty()
        : Optional.of(
            ("At %s of %s as-of dates no model of buying and leaving can be fitted, so btyd"
                    + " knows nothing there; at the last of them since %s.")
                .formatted(reasons.size(), fits.size(), reasons.get(reasons.size() - 1)));
  }

  private static Table reasons(Judgement judgement) {
    Table table = Table.of("Why not the others", "Candidate", "it was not chosen, since:");
    judgement
        .choice()
        .others()
        .forEach(standing -> table.add(standing.candidate().label(), standing.whyNot()));
    return table;
  }

  private static Table measures(Judgement judgement) {
    Table table =
        Table.of(
            "Further measures of level and rank; AUC is of buying at all, top shares are of spend",
            "Candidate",
            "Gini [95 % interval]",
            "Tweedie deviance",
            "WAPE",
            "decile MAPE",
            "Spearman",
            "AUC",
            "top 1 %",
            "top 5 %",
            "top 10 %");
    for (Evaluation one : judgement.evaluations()) {
      boolean chosen = one.algorithm() == judgement.chosen();
      table.add(
          chosen ? "chosen" : "",
          new String[] {
            one.algorithm().label() + (chosen ? " (chosen)" : ""),
            one.gini().map(Numbers::skill).orElse(Numbers.UNKNOWN),
            metric(one, Metric.TWEEDIE_DEVIANCE),
            share(one, Metric.WAPE),
            share(one, Metric.DECILE_MAPE),
            metric(one, Metric.SPEARMAN),
            metric(one, Metric.AUC),
            share(one, Metric.TOP_1_CAPTURE),
            share(one, Metric.TOP_5_CAPTURE),
            share(one, Metric.TOP_10_CAPTURE)
          });
    }
    return table;
  }

  private static String share(Evaluation evaluation, Metric metric) {
    return Optional.ofNullable(evaluation.metrics().get(metric))
        .map(Numbers::percent)
        .orElse(Numbers.UNKNOWN);
  }

  private static Map<String, Object> chart(Judgement judgement) {
    List<Evaluation> evaluations = judgement.evaluations();
    double high = evaluations.stream().mapToDouble(e -> upper(e.skill())).max().orElse(0);
    double low = evaluations.stream().mapToDouble(e -> lower(e.skill())).min().orElse(0);
    double edge = Math.max(low, -Math.max(NARROWEST, 2 * high));
    List<Object> rows = new ArrayList<>();
    for (Evaluation one : evaluations) {
      rows.add(
          Map.of(
              "name", one.algorithm().label(),
              "value", one.skill().value(),
              "low", lower(one.skill()),
              "high", upper(one.skill()),
              "role", role(one, judgement)));
    }
    return Map.of("kind", "intervals", "rows", rows, "min", edge, "max", Math.max(high, 0));
  }

  private static double lower(Interval interval) {
    return Double.isFinite(interval.low()) ? interval.low() : interval.value();
  }

  private static double upper(Interval interval) {
    return Double.isFinite(interval.high()) ? interval.high() : interval.value();
  }

  private static String role(Evaluation evaluation, Judgement judgement) {
    if (evaluation.algorithm() == judgement.chosen()) {
      return "chosen";
    }
    return evaluation.algorithm().isBaseline() ? "rule" : "model";
  }

  private static Table table(TrainingOutcome training) {
    Judgement judgement = training.judgement();
    Table table =
        Table.of(
            "Every candidate on the same held-out rows",
            "Candidate",
            "RMSE",
            "MAE",
            "R²",
            "MSE skill [95 % interval]",
            "total spend error [95 % interval]",
            "training");
    for (Evaluation one : judgement.evaluations()) {
      boolean chosen = one.algorithm() == judgement.chosen();
      table.add(
          chosen ? "chosen" : "",
          new String[] {
            one.algorithm().label() + (chosen ? " (chosen)" : ""),
            metric(one, Metric.RMSE),
            metric(one, Metric.MAE),
            metric(one, Metric.R2),
            Numbers.skill(one.skill()),
            Numbers.shares(one.totalSpendError()),
            seconds(training, one)
          });
    }
    return table;
  }

  private static String metric(Evaluation evaluation, Metric metric) {
    return Optional.ofNullable(evaluation.metrics().get(metric))
        .map(Numbers::plain)
        .orElse(Numbers.UNKNOWN);
  }

  private static String seconds(TrainingOutcome training, Evaluation evaluation) {
    return training.candidates().stream()
        .filter(candidate -> candidate.algorithm() == evaluation.algorithm())
        .map(candidate -> String.format(Locale.ROOT, "%.1f s", candidate.seconds()))
        .findFirst()
        .orElse(Numbers.UNKNOWN);
  }

  private static Section gate(
      Section section, TrainingOutcome training, Optional<Registration> registration) {
    return registration
        .filter(made -> made.version().trackedRunId().equals(training.chosen().id()))
        .map(made -> section.say(gate(made)))
        .orElseGet(() -> section.say("The chosen model has not been registered in this run."));
  }

  private static String gate(Registration registration) {
    ModelVersion version = registration.version();
    String registered =
        "It is registered as %s version %s, in %s."
            .formatted(version.name(), version.number(), version.stage().label());
    return registration.refusals().isEmpty()
        ? registered
        : registered
            + " The gate kept it from Production: "
            + String.join("; ", registration.refusals())
            + ".";
  }
}
