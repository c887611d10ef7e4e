package io.spendcast.bootstrap.cli;

import io.spendcast.application.RunWorkflow;
import io.spendcast.application.RunWorkflow.Redo;
import io.spendcast.application.TaskOutcome;
import io.spendcast.bootstrap.checks.EarlyChecks;
import io.spendcast.bootstrap.text.RunText;
import io.spendcast.bootstrap.text.ShownPath;
import io.spendcast.domain.evaluation.Judgement;
import io.spendcast.domain.evaluation.Verdict;
import io.spendcast.domain.registry.ModelVersion;
import io.spendcast.domain.workflow.Registration;
import io.spendcast.domain.workflow.RunManifest;
import io.spendcast.domain.workflow.Task;
import io.spendcast.domain.workflow.TrainingOutcome;
import java.util.List;
import java.util.Optional;

/** Runs tasks and tells what came of them. */
final class WorkflowAnswer {
  private WorkflowAnswer() {}

  static Answer run(Session session, List<Task> tasks, Redo redo) {
    session
        .parts()
        .get(EarlyChecks.class)
        .obstacle(tasks)
        .ifPresent(
            obstacle -> {
              throw obstacle;
            });
    RunWorkflow.Result result =
        session.parts().get(RunWorkflow.class).run(session.run(), tasks, redo, session.progress());
    List<Task> asked = asked(result);
    return judged(answer(result.manifest(), asked, session), result);
  }

  private static List<Task> asked(RunWorkflow.Result result) {
    return result.tasks().stream().map(TaskOutcome::task).toList();
  }

  /** Refused if a leak is suspected, or if the gate left nothing to predict with. */
  static Answer judged(Answer answer, RunWorkflow.Result result) {
    if (isSuspect(result.manifest(), asked(result))) {
      return answer.refused(
          "Cannot trust these models: the verdict is SUSPECT_LEAK.",
          "Look for what knows the future, beginning with the leak sentinels that failed;"
              + " nothing was promoted or predicted.");
    }
    return result.isStoppedByGate() ? withoutProduction(answer, result.manifest()) : answer;
  }

  private static Answer withoutProduction(Answer answer, RunManifest manifest) {
    return answer.refused(
        "Cannot predict: version %s was kept from Production, and no other is there."
            .formatted(model(manifest).map(ModelVersion::number).orElseThrow()),
        "Read above why. Mend it and run again; or promote the version after all, and predict.");
  }

  private static boolean isSuspect(RunManifest manifest, List<Task> asked) {
    return (asked.contains(Task.TRAIN) || asked.contains(Task.REGISTER))
        && manifest.training().map(TrainingOutcome::judgement).map(Judgement::verdict).stream()
            .anyMatch(verdict -> verdict == Verdict.SUSPECT_LEAK);
  }

  private static Answer answer(RunManifest manifest, List<Task> asked, Session session) {
    Answer answer =
        Answer.done(
                RunOutputs.of(manifest, asked),
                RunText.of(manifest, asked, ShownPath.of(session.config().settings().lake())))
            .withVerdict(manifest.training().map(training -> training.judgement().verdict()));
    return model(manifest).map(answer::about).orElse(answer);
  }

  private static Optional<ModelVersion> model(RunManifest manifest) {
    return manifest.registration().map(Registration::version);
  }
}
