package io.spendcast.bootstrap.report;

import io.spendcast.domain.workflow.RunManifest;

/** What the run did to find out whether something knows the future. */
final class SentinelSection {
  private SentinelSection() {}

  static Section of(RunManifest manifest) {
    Section section = Section.of("leaks", "Does anything know the future?");
    return manifest
        .training()
        .map(training -> section.say("The leak checks have not been run on this training."))
        .orElseGet(() -> section.say("There is nothing to check, since nothing was trained."));
  }
}
