package io.spendcast.bootstrap.cli.workflow;

import io.spendcast.application.prediction.ShowPredictions;
import io.spendcast.application.prediction.WantedPredictions;
import io.spendcast.application.run.RunWorkflow;
import io.spendcast.application.run.RunWorkflow.Redo;
import io.spendcast.application.run.TaskOutcome;
import io.spendcast.bootstrap.checks.EarlyChecks;
import io.spendcast.bootstrap.cli.answer.Answer;
import io.spendcast.bootstrap.cli.answer.Fault;
import io.spendcast.bootstrap.cli.answer.PredictionOutputs;
import io.spendcast.bootstrap.cli.answer.RunOutputs;
import io.spendcast.bootstrap.cli.answer.Session;
import io.spendcast.bootstrap.text.PredictionsText;
import io.spendcast.bootstrap.text.RunText;
import io.spendcast.bootstrap.text.ShownPath;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.evaluation.Judgement;
import io.spendcast.domain.evaluation.Verdict;
import io.spendcast.domain.registry.ModelVersion;
import io.spendcast.domain.workflow.Advice;
import io.spendcast.domain.workflow.Registration;
import io.spendcast.domain.workflow.RunJournal;
import io.spendcast.domain.workflow.RunManifest;
import io.spendcast.domain.workflow.Task;
import io.spendcast.domain.workflow.TrainingOutcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs tasks and reports what came of them. */
final class WorkflowAnswer {
  private static final int SHOWN = 5;

  private WorkflowAnswer() {}

  /** What tasks found is printed whatever becomes of a later one. */
  static Answer run(Session session, List<Task> tasks, Redo redo) {
    session
        .parts()
        .get(EarlyChecks.class)
        .obstacle(tasks)
        .ifPresent(
            obstacle -> {
              throw obstacle;
            });
    LoggedTasks progress = new LoggedTasks(session.run(), session.progress());
    try {
      RunWorkflow.Result result =
          session.parts().get(RunWorkflow.class).run(session.run(), tasks, redo, progress);
      return judged(
          withForecasts(answer(result.manifest(), asked(result), session), result, session),
          result);
    } catch (RuntimeException | Error e) {
      if (progress.finished().isEmpty()) {
        throw e;
      }
      return broken(e, progress.finished(), session);
    }
  }

  /** Something was thrown after these tasks were finished. */
  static Answer broken(Throwable thrown, List<Task> finished, Session session) {
    session.faults().accept(thrown);
    Answer failed = Fault.of(thrown);
    return found(finished, session).map(found -> found.ending(failed)).orElse(failed);
  }

  /** What the finished tasks found, if the journal can still say. */
  private static Optional<Answer> found(List<Task> finished, Session session) {
    try {
      return session
          .parts()
          .get(RunJournal.class)
          .find(session.run())
          .map(manifest -> answer(manifest, finished, session));
    } catch (SpendcastException e) {
      return Optional.empty();
    }
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
        "Read above why. Mend it and run again; or, if it is good enough all the same: %s"
            .formatted(
                Advice.of(manifest)
                    .map(advice -> String.join("; then: ", advice.next()))
                    .orElse("promote it by force")));
  }

  private static boolean isSuspect(RunManifest manifest, List<Task> asked) {
    return (asked.contains(Task.TRAIN) || asked.contains(Task.REGISTER))
        && manifest.training().map(TrainingOutcome::judgement).map(Judgement::verdict).stream()
            .anyMatch(verdict -> verdict == Verdict.SUSPECT_LEAK);
  }

  private static Answer answer(RunManifest manifest, List<Task> asked, Session session) {
    Map<String, Object> outputs = new LinkedHashMap<>(RunOutputs.of(manifest, asked));
    if (!session.progress().aside().isEmpty()) {
      outputs.put("set_aside", session.progress().aside());
    }
    Answer answer =
        Answer.done(
                outputs,
                RunText.of(manifest, asked, ShownPath.of(session.config().settings().lake())))
            .withVerdict(manifest.training().map(training -> training.judgement().verdict()));
    return model(manifest).map(answer::about).orElse(answer);
  }

  /** The answer ends with a few of the forecasts that were made. */
  private static Answer withForecasts(Answer answer, RunWorkflow.Result result, Session session) {
    if (!asked(result).contains(Task.PREDICT)
        || result.manifest().prediction().filter(made -> made.batch().customers() > 0).isEmpty()) {
      return answer;
    }
    return highest(result, session)
        .map(
            found ->
                answer.with(
                    "highest_predictions",
                    PredictionOutputs.customers(found),
                    "%nThe highest forecasts; `spendcast predictions` shows more:%n%s"
                        .formatted(PredictionsText.table(found))))
        .orElse(answer);
  }

  /** A sink from outside may publish where nothing of ours can look. */
  private static Optional<ShowPredictions.Result> highest(
      RunWorkflow.Result result, Session session) {
    try {
      return Optional.of(
          session
              .parts()
              .get(ShowPredictions.class)
              .show(WantedPredictions.highest(result.manifest().run(), SHOWN), Optional.empty()));
    } catch (SpendcastException e) {
      if (e.kind() == Kind.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static Optional<ModelVersion> model(RunManifest manifest) {
    return manifest.registration().map(Registration::version);
  }
}
