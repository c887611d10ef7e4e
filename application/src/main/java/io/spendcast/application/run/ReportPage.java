package io.spendcast.application.run;

import io.spendcast.domain.workflow.RunManifest;

/** How a run's report looks; the application only knows when there is one to be kept. */
public interface ReportPage {
  /** The page about a run, as far as it has come; the same manifest gives the same page. */
  String of(RunManifest manifest);
}
