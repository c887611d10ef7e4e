package io.spendcast.application.run;

import io.spendcast.application.done.CodeVersion;
import io.spendcast.application.done.FinishedWork;
import io.spendcast.domain.DateWindow;
import io.spendcast.domain.Fingerprint;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.feature.store.FeatureWork;
import io.spendcast.domain.sales.IngestReport;
import io.spendcast.domain.sales.SourceCheck;
import io.spendcast.domain.training.PanelPlan;
import io.spendcast.domain.workflow.RunJournal;
import io.spendcast.domain.workflow.RunManifest;
import io.spendcast.domain.workflow.Task;
import io.spendcast.domain.workflow.Workflow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds out what a run would do, and changes nothing. */
public final class PlanRun {
  private final TaskSteps steps;
  private final FinishedWork finished;
  private final RunJournal journal;
  private final CodeVersion code;

  /** Plans over the same steps and finished work as the run itself. */
  public PlanRun(TaskSteps steps, FinishedWork finished, RunJournal journal, CodeVersion code) {
    this.steps = steps;
    this.finished = finished;
    this.journal = journal;
    this.code = code;
  }

  /**
   * Looks at the finished work. Sales that are not ingested yet are checked, and give the dates; of
   * generated ones the dates are known once they are ingested.
   */
  public Result plan() {
    List<Task> open = new ArrayList<>(Workflow.STANDARD.tasks());
    Optional<RunManifest> done = Optional.empty();
    Optional<RunManifest> reached = journal.latest();
    while (!open.isEmpty() && reached.isPresent()) {
      reached = finishedFrom(open.get(0), reached.get());
      if (reached.isPresent()) {
        open.remove(0);
        done = reached;
      }
    }
    if (!open.isEmpty() && open.get(0) == Task.FEATURES) {
      done.ifPresent(manifest -> open.removeAll(learned(manifest)));
    }
    Optional<SourceCheck> check =
        open.contains(Task.INGEST) ? steps.ingest().check() : Optional.empty();
    return result(open, done.flatMap(RunManifest::ingest), check);
  }

  /** A history that is too short for the dates asked for is part of the answer. */
  private Result result(
      List<Task> open, Optional<IngestReport> sales, Optional<SourceCheck> check) {
    String source = steps.ingest().source();
    Optional<SpendcastException> refusal = check.flatMap(SourceCheck::refusal);
    Optional<DateWindow> days =
        sales.map(IngestReport::salesDays).or(() -> check.flatMap(SourceCheck::salesDays));
    try {
      Optional<PanelPlan> dates = days.map(steps.features()::dates);
      Optional<FeatureWork> work =
          sales.filter(ingested -> open.contains(Task.FEATURES)).map(steps.features()::plan);
      return new Result(source, open, dates, work, check, refusal);
    } catch (SpendcastException e) {
      return new Result(
          source,
          open,
          Optional.empty(),
          Optional.empty(),
          check,
          refusal.or(() -> Optional.of(e)));
    }
  }

  /** What stays done since the features to be built change nothing that models learn from. */
  private List<Task> learned(RunManifest manifest) {
    Optional<RunManifest> reached =
        manifest
            .features()
            .flatMap(held -> steps.features().foresee(manifest.ingest().orElseThrow(), held))
            .map(manifest::with);
    List<Task> learned = new ArrayList<>();
    for (Task task : List.of(Task.TRAIN, Task.REGISTER)) {
      reached = reached.flatMap(found -> finishedFrom(task, found));
      reached.ifPresent(found -> learned.add(task));
    }
    return learned;
  }

  private Optional<RunManifest> finishedFrom(Task task, RunManifest manifest) {
    Fingerprint inputs = Fingerprint.of(task, code, steps.inputs(task, manifest));
    return finished.find(task, inputs).map(found -> manifest.withOutputOf(task, found));
  }

  /**
   * What a run would do.
   *
   * @param source where the sales come from
   * @param open the tasks that would run; the others are done
   * @param dates the as-of dates, if the sales days are known and reach
   * @param features what of the features would be computed, if they are open and the sales known
   * @param check how the source stands against its contract, if it is yet to be ingested
   * @param obstacle why the run would fail, if that is known already
   */
  public record Result(
      String source,
      List<Task> open,
      Optional<PanelPlan> dates,
      Optional<FeatureWork> features,
      Optional<SourceCheck> check,
      Optional<SpendcastException> obstacle) {
    /** Copies the tasks. */
    public Result {
      open = List.copyOf(open);
    }
  }
}
