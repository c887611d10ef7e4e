package io.spendcast.application.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.clearInvocations;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.spendcast.domain.Kind;
import io.spendcast.domain.RunId;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.tracking.Artifact;
import io.spendcast.domain.tracking.ExperimentTracker;
import io.spendcast.domain.workflow.RunManifest;
import io.spendcast.domain.workflow.Task;
import io.spendcast.domain.workflow.TrainingOutcome;
import io.spendcast.testkit.InMemoryRunJournal;
import io.spendcast.testkit.Manifests;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReportRunTest {
  private static final RunManifest EARLIER = Manifests.complete(new RunId("earlier"));
  private static final RunManifest LATEST = Manifests.complete(new RunId("latest"));
  private static final TrainingOutcome TRAINING = LATEST.training().orElseThrow();

  private final InMemoryRunJournal journal = new InMemoryRunJournal();
  private final ExperimentTracker tracker = mock(ExperimentTracker.class);
  private final ReportRun report = new ReportRun(journal, tracker, ReportRunTest::page);

  private static String page(RunManifest manifest) {
    return "the page of " + manifest.run();
  }

  @Test
  void a_run_is_reported_by_its_name_and_without_one_the_run_saved_last() {
    journal.save(EARLIER);
    journal.save(LATEST);
    assertThat(report.report(Optional.of(EARLIER.run())))
        .isEqualTo(new ReportRun.Result(EARLIER, "the page of earlier"));
    assertThat(report.report(Optional.empty()))
        .isEqualTo(new ReportRun.Result(LATEST, "the page of latest"));
  }

  @Test
  void a_run_that_is_not_there_is_not_found_and_its_name_is_said() {
    assertNotFound(Optional.empty(), "Cannot report: there is no run yet.");
    journal.save(LATEST);
    assertNotFound(
        Optional.of(new RunId("other")),
        "Cannot report the run other: there is none of this name.");
  }

  private void assertNotFound(Optional<RunId> run, String why) {
    assertThatThrownBy(() -> report.report(run))
        .isInstanceOfSatisfying(
            SpendcastException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NOT_FOUND))
        .hasMessageStartingWith(why);
  }

  @Test
  void the_tracked_training_keeps_the_page_after_each_task_that_adds_to_it() {
    tracked();
    for (Task task : List.of(Task.TRAIN, Task.REGISTER, Task.PREDICT)) {
      report.keep(task, LATEST);
      verify(tracker).attach(TRAINING.run(), new Artifact("report.html", page(LATEST)));
      clearInvocations(tracker);
    }
  }

  @Test
  void a_task_before_the_training_keeps_no_page() {
    tracked();
    report.keep(Task.INGEST, LATEST);
    report.keep(Task.FEATURES, LATEST);
    verify(tracker, never()).attach(any(), any());
  }

  @Test
  void a_training_that_is_no_longer_tracked_keeps_no_page() {
    report.keep(Task.PREDICT, LATEST);
    verify(tracker, never()).attach(any(), any());
  }

  @Test
  void a_run_without_a_training_keeps_no_page() {
    tracked();
    report.keep(Task.PREDICT, RunManifest.empty(new RunId("new")));
    verify(tracker, never()).attach(any(), any());
  }

  private void tracked() {
    when(tracker.find(TRAINING.chosenCandidate().key()))
        .thenReturn(Optional.of(TRAINING.chosenCandidate().run()));
  }
}
