package io.spendcast.bootstrap.cli.workflow;

import io.spendcast.bootstrap.checks.ToConfirm;
import io.spendcast.bootstrap.cli.answer.Answer;
import io.spendcast.bootstrap.cli.answer.Command;
import io.spendcast.bootstrap.cli.answer.Session;
import io.spendcast.bootstrap.settings.section.Settings;
import io.spendcast.bootstrap.text.TextTable;
import io.spendcast.bootstrap.wiring.Need;
import io.spendcast.bootstrap.wiring.Preflights;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.preflight.Finding;
import io.spendcast.domain.preflight.Health;
import io.spendcast.domain.registry.ModelRegistry;
import io.spendcast.domain.tracking.ExperimentTracker;
import io.spendcast.domain.workflow.RunJournal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Checks what a run stands on. */
@picocli.CommandLine.Command(
    description =
        "Check Java, memory, Spark, the cluster, XGBoost, the lake, tracking, registry and, where"
            + " one is named, the Databricks workspace; say what to do.")
public final class DoctorCommand implements Command {
  private static final long ENOUGH_MEMORY = 2L << 30;
  private static final long MEBIBYTE = 1L << 20;

  @Override
  public Need need() {
    return Need.CHECKS;
  }

  @Override
  public Answer perform(Session session) {
    Settings settings = session.config().settings();
    List<Finding> findings = new ArrayList<>(List.of(java(Runtime.version().feature()), memory()));
    findings.addAll(session.parts().get(Preflights.class).findings());
    findings.add(
        Finding.probing(
            "lake " + settings.lake(), () -> session.parts().get(RunJournal.class).latest()));
    findings.add(
        Finding.probing(
            "tracking at " + settings.tracking().uri(),
            () -> session.parts().get(ExperimentTracker.class).find("doctor")));
    findings.add(
        Finding.probing(
            "registry of " + settings.modelName(),
            () -> session.parts().get(ModelRegistry.class).find(settings.modelName())));
    return answer(findings, settings.speaksToDatabricks() ? ToConfirm.lines() : List.of());
  }

  static Finding java(int version) {
    String what = "Java " + version;
    return switch (version) {
      case 17, 21 -> Finding.pass(what);
      case 18, 19, 20 ->
          Finding.warn(
              what,
              "Spendcast runs on Java 17 to 21, and is tested on 17 and 21: set JAVA_HOME to one of these.");
      default ->
          Finding.fail(what, "Spendcast runs on Java 17 to 21: set JAVA_HOME to a JDK 17 or 21.");
    };
  }

  private static Finding memory() {
    long heap = Runtime.getRuntime().maxMemory();
    String what = String.format(Locale.ROOT, "heap of %,d MiB", heap / MEBIBYTE);
    return heap < ENOUGH_MEMORY
        ? Finding.warn(what, "Give more: SPENDCAST_HEAP=4g; on a cluster, a larger driver.")
        : Finding.pass(what);
  }

  private static Answer answer(List<Finding> findings, List<String> toConfirm) {
    TextTable table = new TextTable("Check", "result");
    findings.forEach(finding -> table.add(finding.what(), finding.health().name()));
    StringBuilder text = new StringBuilder(table.toString());
    findings.stream()
        .filter(finding -> !finding.advice().isEmpty())
        .forEach(finding -> text.append(finding.what() + ": " + finding.advice() + "\n"));
    Answer answer =
        Answer.done(
            Answer.outputs(
                "checks",
                findings.stream().map(DoctorCommand::fields).toList(),
                "to_confirm",
                toConfirm),
            text + checklist(toConfirm));
    if (has(findings, Health.UNAVAILABLE)) {
      return answer.failing(sick(Kind.UNAVAILABLE, "Cannot run now: something does not answer."));
    }
    return has(findings, Health.FAIL)
        ? answer.failing(sick(Kind.INVALID, "Cannot run as things are."))
        : answer;
  }

  /** What no check can show before the job has run. */
  private static String checklist(List<String> lines) {
    StringBuilder text = new StringBuilder(lines.isEmpty() ? "" : "\nTo be confirmed by a run:\n");
    for (int i = 0; i < lines.size(); i++) {
      text.append("%s. %s%n".formatted(i + 1, lines.get(i)));
    }
    return text.toString();
  }

  private static boolean has(List<Finding> findings, Health health) {
    return findings.stream().anyMatch(finding -> finding.health() == health);
  }

  private static SpendcastException sick(Kind kind, String problem) {
    return new SpendcastException(kind, problem, "Follow the advice above.");
  }

  private static Map<String, Object> fields(Finding finding) {
    return Answer.outputs(
        "check", finding.what(), "result", finding.health().name(), "advice", finding.advice());
  }
}
