package io.spendcast.bootstrap.report;

import io.spendcast.domain.TableVersion;
import io.spendcast.domain.training.Provenance;
import io.spendcast.domain.workflow.RunManifest;
import io.spendcast.domain.workflow.TaskRecord;
import io.spendcast.domain.workflow.TrainingOutcome;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Enough to do it all again: table versions, code, settings and seeds. */
final class ProvenanceSection {
  private ProvenanceSection() {}

  static Section of(RunManifest manifest) {
    Section section =
        Section.of(
                "provenance",
                "Where it comes from",
                "All that is needed to compute the same again. Tables are named with their"
                    + " version, which never changes.")
            .show(facts(manifest));
    Section settings =
        manifest.training().map(training -> section.show(settings(training))).orElse(section);
    return manifest.done().isEmpty() ? settings : settings.show(tasks(manifest));
  }

  private static Table facts(RunManifest manifest) {
    Table table = Table.of("Origin", "What", "value:");
    table.add("Run", manifest.run().value());
    manifest.ingest().ifPresent(report -> table.add("Source", report.source()));
    manifest
        .features()
        .ifPresent(
            built -> {
              table.add("Daily spend", version(built.table().dailySpend()));
              table.add("Features", version(built.table().table()));
              table.add("Feature definitions", built.table().fingerprint().value());
            });
    manifest.training().ifPresent(training -> add(table, training));
    manifest
        .prediction()
        .ifPresent(run -> table.add("Predictions", version(run.receipt().table())));
    return table;
  }

  private static void add(Table table, TrainingOutcome training) {
    Provenance provenance = training.provenance();
    table.add("Trained in run", provenance.run().value());
    table.add("Trained on", version(provenance.features()));
    table.add(
        "Rows",
        "%s to learn from (%s of the customers), %s to judge on"
            .formatted(
                Numbers.count(training.panel().trainRows()),
                Numbers.percent(training.panel().sampleFraction()),
                Numbers.count(training.panel().testRows())));
    table.add("Seed", Long.toString(provenance.seed()));
    table.add("Code", provenance.code());
    table.add("MLflow run", training.run().id());
  }

  private static String version(TableVersion table) {
    return "%s, version %s".formatted(table.table(), table.version());
  }

  private static Table settings(TrainingOutcome training) {
    Table table = Table.of("Settings of the candidates", "Candidate", "settings:", "MLflow run:");
    for (TrainingOutcome.Candidate candidate : training.candidates()) {
      table.add(candidate.algorithm().label(), settings(candidate), candidate.run().id());
    }
    return table;
  }

  private static String settings(TrainingOutcome.Candidate candidate) {
    String settings =
        new TreeMap<>(candidate.hyperparameters().values())
            .entrySet().stream()
                .map(setting -> setting.getKey() + " = " + setting.getValue())
                .collect(Collectors.joining(", "));
    return settings.isEmpty() ? Numbers.UNKNOWN : settings;
  }

  private static Table tasks(RunManifest manifest) {
    Table table = Table.of("Tasks of this run", "Task", "finished:", "seconds");
    for (TaskRecord task : manifest.done()) {
      table.add(
          task.task().label(),
          task.finished().truncatedTo(ChronoUnit.SECONDS).toString(),
          String.format(Locale.ROOT, "%.1f", task.seconds()));
    }
    return table;
  }
}
