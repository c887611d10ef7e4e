package io.spendcast.bootstrap.report;

import io.spendcast.domain.evaluation.Judgement;
import io.spendcast.domain.leak.SentinelFinding;
import io.spendcast.domain.workflow.RunManifest;
import io.spendcast.domain.workflow.TrainingOutcome;
import java.util.List;

/** What the run did to find out whether something knows the future. */
final class SentinelSection {
  private SentinelSection() {}

  static Section of(RunManifest manifest) {
    Section section = Section.of("leaks", "Does anything know the future?");
    return manifest
        .training()
        .map(TrainingOutcome::judgement)
        .map(judgement -> of(section, judgement))
        .orElseGet(() -> section.say("There is nothing to check, since nothing was trained."));
  }

  private static Section of(Section section, Judgement judgement) {
    List<SentinelFinding> findings = judgement.sentinels();
    if (findings.isEmpty()) {
      return section.say("The leak checks have not looked at this training.");
    }
    List<SentinelFinding> failing = judgement.failing();
    Table table = Table.of("The leak checks of this training", "Check", "found:", "result:");
    for (SentinelFinding finding : findings) {
      table.add(
          finding.passed() ? "" : "failed",
          new String[] {
            finding.sentinel().label().replace('_', ' '),
            finding.evidence(),
            finding.passed() ? "clean" : "suspect"
          });
    }
    return section
        .say(
            failing.isEmpty()
                ? "Nothing was found: all %s checks are clean.".formatted(findings.size())
                : "Yes, or it cannot be shown that nothing does: %s of %s checks failed."
                    .formatted(failing.size(), findings.size()))
        .show(table);
  }
}
