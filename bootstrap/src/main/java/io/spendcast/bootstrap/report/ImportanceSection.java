package io.spendcast.bootstrap.report;

import io.spendcast.domain.training.Algorithm;
import io.spendcast.domain.workflow.RunManifest;
import io.spendcast.domain.workflow.TrainingOutcome;
import io.spendcast.domain.workflow.TrainingOutcome.Candidate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the models look at. */
final class ImportanceSection {
  private static final int SHOWN = 12;

  private ImportanceSection() {}

  static Section of(RunManifest manifest) {
    Section section = Section.of("importances", "What the model looks at");
    return manifest
        .training()
        .map(training -> of(section, training))
        .orElseGet(() -> section.say("There is no model, since nothing was trained."));
  }

  private static Section of(Section section, TrainingOutcome training) {
    return explained(training)
        .map(candidate -> show(about(section, training, candidate), candidate))
        .orElseGet(() -> section.say("None of the candidates says importances of its features."));
  }

  /** The chosen one if it says anything, else the best learner that does. */
  private static Optional<Candidate> explained(TrainingOutcome training) {
    Algorithm chosen = training.judgement().chosen();
    return training.candidates().stream()
        .filter(candidate -> !candidate.importances().isEmpty())
        .max(
            Comparator.comparing((Candidate candidate) -> candidate.algorithm() == chosen)
                .thenComparing(
                    candidate -> training.judgement().of(candidate.algorithm()).skill().value()));
  }

  private static Section about(Section section, TrainingOutcome training, Candidate candidate) {
    return candidate.algorithm() == training.judgement().chosen()
        ? section.say(
            "Shares of the chosen model's decisions by feature. They show what the model uses, not"
                + " what makes customers buy.")
        : section.say(
            "The chosen %s is a rule and weighs no features. For comparison: what %s looked at, which did not earn its place."
                .formatted(training.judgement().chosen().label(), candidate.algorithm().label()));
  }

  private static Section show(Section section, Candidate candidate) {
    List<Map.Entry<String, Double>> sorted =
        candidate.importances().entrySet().stream()
            .sorted(
                Map.Entry.<String, Double>comparingByValue()
                    .reversed()
                    .thenComparing(Map.Entry.comparingByKey()))
            .toList();
    List<Map.Entry<String, Double>> top = sorted.subList(0, Math.min(SHOWN, sorted.size()));
    Table table = Table.of("Importances of " + candidate.algorithm().label(), "Feature", "share");
    sorted.forEach(entry -> table.add(entry.getKey(), Numbers.percent(entry.getValue())));
    return section.show(
        new Figure(
            "importance-chart",
            "Feature importances of " + candidate.algorithm().label(),
            "The %s most important of %s features.".formatted(top.size(), sorted.size()),
            "Bars of importance; first is %s with %s."
                .formatted(top.get(0).getKey(), Numbers.percent(top.get(0).getValue())),
            50 + 24 * top.size(),
            "wide",
            Map.of(
                "kind", "rows",
                "unit", "percent",
                "rows",
                    top.stream()
                        .map(entry -> Map.of("name", entry.getKey(), "value", entry.getValue()))
                        .toList()),
            List.of(table)));
  }
}
