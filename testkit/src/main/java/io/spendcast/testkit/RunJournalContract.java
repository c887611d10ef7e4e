package io.spendcast.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.domain.Fingerprint;
import io.spendcast.domain.RunId;
import io.spendcast.domain.workflow.RunJournal;
import io.spendcast.domain.workflow.RunManifest;
import io.spendcast.domain.workflow.Task;
import org.junit.jupiter.api.Test;

/** What every {@link RunJournal} does. */
public abstract class RunJournalContract {
  private static final RunId FIRST = new RunId("first");
  private static final RunId SECOND = new RunId("second-Run_2");
  private static final Fingerprint INPUTS = Fingerprint.of("these inputs");

  /** A journal over this test's store, empty at first; asked again, another over the same store. */
  protected abstract RunJournal journal();

  private static RunManifest ingested(RunId run, String inputs) {
    return RunManifest.empty(run).withDone(Manifests.done(Task.INGEST, inputs));
  }

  @Test
  void an_empty_journal_has_no_manifest() {
    assertThat(journal().find(FIRST)).isEmpty();
    assertThat(journal().latest()).isEmpty();
    assertThat(journal().all()).isEmpty();
    assertThat(journal().findDone(Task.INGEST, INPUTS)).isEmpty();
  }

  @Test
  void a_complete_manifest_comes_back_as_it_was_saved() {
    RunManifest manifest = Manifests.complete(FIRST);
    journal().save(manifest);
    assertThat(journal().find(FIRST)).contains(manifest);
  }

  @Test
  void a_manifest_of_a_run_that_has_done_nothing_comes_back() {
    journal().save(RunManifest.empty(FIRST));
    assertThat(journal().find(FIRST)).contains(RunManifest.empty(FIRST));
    assertThat(journal().latest()).contains(RunManifest.empty(FIRST));
  }

  @Test
  void runs_do_not_touch_each_other() {
    journal().save(Manifests.complete(FIRST));
    journal().save(RunManifest.empty(SECOND));
    assertThat(journal().all())
        .containsExactly(RunManifest.empty(SECOND), Manifests.complete(FIRST));
    assertThat(journal().find(FIRST)).contains(Manifests.complete(FIRST));
    assertThat(journal().find(SECOND)).contains(RunManifest.empty(SECOND));
    assertThat(journal().find(new RunId("third"))).isEmpty();
  }

  @Test
  void saving_replaces_the_manifest_of_the_same_run() {
    journal().save(Manifests.complete(FIRST));
    journal().save(ingested(FIRST, "these inputs"));
    assertThat(journal().find(FIRST)).contains(ingested(FIRST, "these inputs"));
  }

  @Test
  void the_latest_is_the_one_saved_last() {
    journal().save(RunManifest.empty(FIRST));
    journal().save(RunManifest.empty(SECOND));
    assertThat(journal().latest()).contains(RunManifest.empty(SECOND));
    journal().save(ingested(FIRST, "these inputs"));
    assertThat(journal().latest()).contains(ingested(FIRST, "these inputs"));
  }

  @Test
  void the_latest_before_a_run_is_another() {
    journal().save(RunManifest.empty(FIRST));
    assertThat(journal().latestBefore(FIRST)).isEmpty();
    assertThat(journal().latestBefore(SECOND)).contains(RunManifest.empty(FIRST));
    journal().save(RunManifest.empty(SECOND));
    assertThat(journal().latestBefore(SECOND)).contains(RunManifest.empty(FIRST));
  }

  @Test
  void finds_finished_work_by_its_inputs() {
    journal().save(ingested(FIRST, "these inputs"));
    journal().save(ingested(SECOND, "other inputs"));
    assertThat(journal().findDone(Task.INGEST, INPUTS)).contains(ingested(FIRST, "these inputs"));
  }

  @Test
  void work_from_other_inputs_or_of_another_task_is_not_found() {
    journal().save(ingested(FIRST, "other inputs"));
    journal().save(RunManifest.empty(SECOND).withDone(Manifests.done(Task.TRAIN, "these inputs")));
    assertThat(journal().findDone(Task.INGEST, INPUTS)).isEmpty();
  }

  @Test
  void of_several_runs_with_the_same_work_the_one_saved_last_is_found() {
    journal().save(ingested(SECOND, "these inputs"));
    journal().save(ingested(FIRST, "these inputs"));
    assertThat(journal().findDone(Task.INGEST, INPUTS).map(RunManifest::run)).contains(FIRST);
    journal().save(ingested(SECOND, "these inputs"));
    assertThat(journal().findDone(Task.INGEST, INPUTS).map(RunManifest::run)).contains(SECOND);
  }

  @Test
  void replaced_work_is_no_longer_found() {
    journal().save(ingested(FIRST, "these inputs"));
    journal().save(ingested(FIRST, "other inputs"));
    assertThat(journal().findDone(Task.INGEST, INPUTS)).isEmpty();
  }
}
