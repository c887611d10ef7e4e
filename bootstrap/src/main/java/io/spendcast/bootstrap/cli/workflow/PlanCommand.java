package io.spendcast.bootstrap.cli.workflow;

import io.spendcast.application.run.PlanRun;
import io.spendcast.bootstrap.checks.EarlyChecks;
import io.spendcast.bootstrap.cli.answer.Answer;
import io.spendcast.bootstrap.cli.answer.CheckOutputs;
import io.spendcast.bootstrap.cli.answer.Command;
import io.spendcast.bootstrap.cli.answer.ExitCode;
import io.spendcast.bootstrap.cli.answer.Failure;
import io.spendcast.bootstrap.cli.answer.Session;
import io.spendcast.bootstrap.settings.section.Settings;
import io.spendcast.bootstrap.settings.section.TuningSection;
import io.spendcast.bootstrap.text.PlanText;
import io.spendcast.bootstrap.wiring.Need;
import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.feature.store.FeatureWork;
import io.spendcast.domain.training.PanelPlan;
import io.spendcast.domain.workflow.Task;
import io.spendcast.domain.workflow.Workflow;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shows what a run would do. */
@picocli.CommandLine.Command(
    description = "Show what a run would read, write and train, with dates; change nothing.")
public final class PlanCommand implements Command {
  @Override
  public Need need() {
    return Need.PIPELINE;
  }

  @Override
  public Answer perform(Session session) {
    Optional<SpendcastException> obstacle =
        session.parts().get(EarlyChecks.class).obstacle(Workflow.STANDARD.tasks());
    return obstacle
        .map(why -> Answer.failed(ExitCode.of(why.kind()), Failure.of(why)))
        .orElseGet(() -> planned(session));
  }

  private static Answer planned(Session session) {
    PlanRun.Result plan = session.parts().get(PlanRun.class).plan();
    Settings settings = session.config().settings();
    Map<String, Object> outputs =
        Answer.outputs(
            "source", plan.source(),
            "lake", settings.lake(),
            "name", settings.source().effectiveName(),
            "model", settings.modelName().value(),
            "open", plan.open().stream().map(Task::label).toList(),
            "learners",
                settings.training().learners().stream().map(learner -> learner.label()).toList());
    plan.dates().ifPresent(dates -> outputs.putAll(fields(dates)));
    TuningSection tuning = settings.training().tuning();
    if (tuning.isOn()) {
      outputs.put("tuning", text(tuning));
      plan.dates().ifPresent(dates -> outputs.putAll(fields(tuning, dates)));
    }
    plan.features().ifPresent(work -> outputs.putAll(fields(work)));
    plan.check().ifPresent(check -> outputs.put("check", CheckOutputs.fields(check)));
    Answer answer = Answer.done(outputs, PlanText.of(plan, settings));
    return plan.obstacle().map(answer::failing).orElse(answer);
  }

  private static Map<String, Object> fields(PanelPlan dates) {
    return Answer.outputs(
        "train_as_ofs", texts(dates.train()),
        "test_as_ofs", texts(dates.test()),
        "scoring_as_of", dates.scoring().toString(),
        "forecast_window", dates.horizon().window(dates.scoring()).toString());
  }

  private static String text(TuningSection tuning) {
    return "%s trials per learner, one after another, at most %s minutes"
        .formatted(tuning.trials(), tuning.minutes());
  }

  private static Map<String, Object> fields(TuningSection tuning, PanelPlan dates) {
    PanelPlan inner = dates.inner(tuning.validationAsOfs());
    return Answer.outputs(
        "tune_train_as_ofs", texts(inner.train()), "tune_validation", texts(inner.test()));
  }

  private static Map<String, Object> fields(FeatureWork work) {
    return Answer.outputs(
        "days_to_add_up", work.change().days().map(days -> (Object) days.size()).orElse("all"),
        "as_ofs_to_compute", texts(work.compute()),
        "as_ofs_there", texts(work.keep()));
  }

  private static List<String> texts(List<AsOfDate> dates) {
    return dates.stream().map(AsOfDate::toString).toList();
  }
}
