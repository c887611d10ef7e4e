package io.spendcast.bootstrap.cli;

import io.spendcast.application.RunWorkflow;
import io.spendcast.application.RunWorkflow.Redo;
import io.spendcast.application.TaskOutcome;
import io.spendcast.bootstrap.text.RunText;
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
    RunWorkflow.Result result =
        session.parts().get(RunWorkflow.class).run(session.run(), tasks, redo, session.progress());
    List<Task> asked = result.tasks().stream().map(TaskOutcome::task).toList();
    Answer answer = answer(result.manifest(), asked, session);
    return isSuspect(result.manifest(), asked)
        ? answer.refused(
            "Cannot trust these models: the verdict is SUSPECT_LEAK.",
            "Look for what knows the future, beginning with the leak sentinels that failed;"
                + " nothing was promoted or predicted.")
        : answer;
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
                RunText.of(manifest, asked, session.config().settings().lake()))
            .withVerdict(manifest.training().map(training -> training.judgement().verdict()));
    return model(manifest).map(answer::about).orElse(answer);
  }

  private static Optional<ModelVersion> model(RunManifest manifest) {
    return manifest.registration().map(Registration::version);
  }
}
