package io.spendcast.bootstrap.cli;

import io.spendcast.bootstrap.settings.Settings;
import io.spendcast.bootstrap.text.TextTable;
import io.spendcast.bootstrap.wiring.Need;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.registry.ModelRegistry;
import io.spendcast.domain.tracking.ExperimentTracker;
import io.spendcast.domain.workflow.RunJournal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Checks what a run stands on. */
@picocli.CommandLine.Command(
    description = "Check Java, memory, Spark with the lake, tracking and registry; say what to do.")
final class DoctorCommand implements Command {
  private static final long ENOUGH_MEMORY = 2L << 30;
  private static final long MEBIBYTE = 1L << 20;

  @Override
  public Need need() {
    return Need.PIPELINE;
  }

  @Override
  public Answer perform(Session session) {
    Settings settings = session.config().settings();
    List<Finding> findings = new ArrayList<>();
    findings.add(java());
    findings.add(memory());
    findings.add(
        check(
            "Spark and the lake " + settings.lake(),
            () -> session.parts().get(RunJournal.class).latest()));
    findings.add(
        check(
            "tracking at " + settings.tracking().uri(),
            () -> session.parts().get(ExperimentTracker.class).find("doctor")));
    findings.add(
        check(
            "registry",
            () -> session.parts().get(ModelRegistry.class).find(settings.registry().modelName())));
    return answer(findings);
  }

  private static Finding java() {
    int version = Runtime.version().feature();
    return new Finding(
        "Java " + version,
        version == 17 ? Health.PASS : Health.FAIL,
        version == 17 ? "" : "Spendcast runs on Java 17: set JAVA_HOME to a JDK 17.");
  }

  private static Finding memory() {
    long heap = Runtime.getRuntime().maxMemory();
    return new Finding(
        "heap of %,d MiB".formatted(heap / MEBIBYTE),
        heap < ENOUGH_MEMORY ? Health.WARN : Health.PASS,
        heap < ENOUGH_MEMORY ? "Give more: SPENDCAST_HEAP=4g." : "");
  }

  private static Finding check(String what, Runnable probe) {
    try {
      probe.run();
      return new Finding(what, Health.PASS, "");
    } catch (SpendcastException e) {
      return new Finding(what, Health.FAIL, e.problem() + " " + e.hint());
    }
  }

  private static Answer answer(List<Finding> findings) {
    TextTable table = new TextTable("Check", "result");
    findings.forEach(finding -> table.add(finding.what(), finding.health().name()));
    StringBuilder text = new StringBuilder(table.toString());
    findings.stream()
        .filter(finding -> !finding.advice().isEmpty())
        .forEach(finding -> text.append(finding.what() + ": " + finding.advice() + "\n"));
    Answer answer =
        Answer.done(
            Answer.outputs("checks", findings.stream().map(DoctorCommand::fields).toList()),
            text.toString());
    return findings.stream().anyMatch(finding -> finding.health() == Health.FAIL)
        ? answer.failing(
            new SpendcastException(
                Kind.INVALID, "Cannot run as things are.", "Follow the advice above."))
        : answer;
  }

  private static Map<String, Object> fields(Finding finding) {
    return Answer.outputs(
        "check", finding.what(), "result", finding.health().name(), "advice", finding.advice());
  }

  /** How well something is. */
  private enum Health {
    PASS,
    WARN,
    FAIL
  }

  /** One check. */
  private record Finding(String what, Health health, String advice) {}
}
