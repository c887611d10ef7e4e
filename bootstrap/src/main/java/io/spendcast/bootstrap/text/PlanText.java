package io.spendcast.bootstrap.text;

import io.spendcast.application.run.PlanRun;
import io.spendcast.bootstrap.settings.section.Settings;
import io.spendcast.bootstrap.settings.section.TuningSection;
import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.feature.store.FeatureWork;
import io.spendcast.domain.training.PanelPlan;
import io.spendcast.domain.workflow.Task;
import java.util.List;
import java.util.stream.Collectors;

/** What a run would do, in sentences. */
public final class PlanText {
  private final Settings settings;
  private final StringBuilder text = new StringBuilder();

  private PlanText(Settings settings) {
    this.settings = settings;
  }

  /** The sentences, and how the source stands against its contract if it is yet to be read. */
  public static String of(PlanRun.Result plan, Settings settings) {
    PlanText text = new PlanText(settings);
    text.places(plan);
    plan.features().ifPresent(text::features);
    plan.dates().ifPresent(text::dates);
    plan.check().ifPresent(check -> text.text.append(SourceText.of(check)));
    if (plan.dates().isEmpty() && plan.obstacle().isEmpty()) {
      text.say("The dates are known once the sales are ingested.");
    }
    return text.text.toString();
  }

  private void say(String sentence) {
    text.append(sentence).append('\n');
  }

  private void places(PlanRun.Result plan) {
    say(
        "Sales come from %s, and go into %s as %s."
            .formatted(plan.source(), settings.lake(), settings.source().effectiveName()));
    say("The model is %s.".formatted(settings.modelName().value()));
    if (plan.open().isEmpty()) {
      say("Nothing is left to do: all tasks are done.");
    } else {
      say(plan.open().stream().map(Task::label).collect(Collectors.joining(", ", "To do: ", ".")));
    }
    say(
        settings.training().learners().stream()
            .map(learner -> learner.label())
            .collect(Collectors.joining(", ", "Models: the baselines, and ", ".")));
  }

  private void features(FeatureWork work) {
    say(
        "Features: %s; %s computed, %s there already."
            .formatted(
                work.change()
                    .days()
                    .map(days -> Figures.count(days.size()) + " days to add up")
                    .orElse("all days to add up"),
                dates(work.compute()),
                dates(work.keep())));
  }

  private void dates(PanelPlan dates) {
    say("Trained at %s, judged at %s.".formatted(dates(dates.train()), dates(dates.test())));
    TuningSection tuning = settings.training().tuning();
    if (tuning.isOn()) {
      PanelPlan inner = dates.inner(tuning.validationAsOfs());
      say(
          "Tuned by %s trials per learner, one after another, in at most %s minutes, at %s and judged at %s."
              .formatted(
                  tuning.trials(), tuning.minutes(), dates(inner.train()), dates(inner.test())));
    }
    say(
        "The forecast is made at %s, for %s."
            .formatted(dates.scoring(), dates.horizon().window(dates.scoring())));
  }

  private static String dates(List<AsOfDate> dates) {
    return switch (dates.size()) {
      case 0 -> "no as-of date";
      case 1, 2, 3 -> dates.stream().map(AsOfDate::toString).collect(Collectors.joining(", "));
      default ->
          "%s as-of dates from %s to %s"
              .formatted(dates.size(), dates.get(0), dates.get(dates.size() - 1));
    };
  }
}
