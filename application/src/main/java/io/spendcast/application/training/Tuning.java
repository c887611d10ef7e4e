package io.spendcast.application.training;

import io.spendcast.domain.evaluation.Evaluator;
import io.spendcast.domain.evaluation.loss.CustomerBootstrap;
import io.spendcast.domain.training.Algorithm;
import io.spendcast.domain.training.Hyperparameters;
import io.spendcast.domain.training.SearchSpace;
import io.spendcast.domain.training.TrainedModel;
import io.spendcast.domain.training.Trainer;
import io.spendcast.domain.training.TrainingPanel;
import io.spendcast.domain.training.TrainingPanels;
import io.spendcast.domain.workflow.FeatureBuild;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Searches hyperparameters at random within the training as-of dates: earlier ones to learn from,
 * later, purged ones to judge on. The test as-of dates are not looked at.
 *
 * <p>Trials follow one another, since each training takes all the cores. The learners take turns,
 * so that a budget that ends early has tried as much of each. The same seed tries the same settings
 * in the same order; only where the budget ends depends on the machine.
 */
final class Tuning {
  /** Trials are compared by one number; the fewest replicates there can be. */
  private static final int REPLICATES = 40;

  private final TrainingPanels panels;
  private final Trainer trainer;
  private final Evaluator evaluator;
  private final TrainingSettings settings;
  private final Clock clock;

  Tuning(
      TrainingPanels panels,
      Trainer trainer,
      Evaluator evaluator,
      TrainingSettings settings,
      Clock clock) {
    this.panels = panels;
    this.trainer = trainer;
    this.evaluator = evaluator;
    this.settings = settings;
    this.clock = clock;
  }

  /** Tries settings of all learners that have any, until the budget is used up. */
  Tuned tune(FeatureBuild features) {
    Map<Algorithm, List<Trial>> trials = new EnumMap<>(Algorithm.class);
    if (settings.tuning().isOff() || tunable().isEmpty()) {
      return new Tuned(trials);
    }
    Instant deadline = clock.instant().plus(settings.tuning().budget());
    TrainingPanel panel =
        panels.assemble(
            features.table(),
            features.plan().inner(settings.tuning().validationAsOfs()),
            settings.sampleFraction());
    for (int number = 0; number < settings.tuning().trials(); number++) {
      for (Algorithm learner : tunable()) {
        if (!clock.instant().isBefore(deadline)) {
          return new Tuned(trials);
        }
        trials
            .computeIfAbsent(learner, any -> new ArrayList<>())
            .add(trial(panel, learner, number));
      }
    }
    return new Tuned(trials);
  }

  private List<Algorithm> tunable() {
    return settings.algorithms().stream()
        .filter(learner -> !SearchSpace.of(learner).isEmpty())
        .toList();
  }

  private Trial trial(TrainingPanel panel, Algorithm learner, int number) {
    Instant started = clock.instant();
    Hyperparameters asked =
        settings
            .of(learner)
            .with(SearchSpace.of(learner).draw(number + 1, seedOf(learner)).get(number));
    TrainedModel model = trainer.train(panel, learner, asked, settings.seed());
    return new Trial(
        number,
        asked,
        model,
        panel,
        evaluator
            .evaluate(
                panel,
                List.of(model.artifact()),
                new CustomerBootstrap(REPLICATES, settings.seed()))
            .pooled(),
        started,
        clock.instant());
  }

  /** Learners draw independently; their order in the enumeration does not matter. */
  private long seedOf(Algorithm learner) {
    return settings.seed() + 31L * learner.label().hashCode();
  }

  /**
   * What was tried.
   *
   * @param trials by learner, in the order of their numbers
   */
  record Tuned(Map<Algorithm, List<Trial>> trials) {
    List<Trial> of(Algorithm learner) {
      return trials.getOrDefault(learner, List.of());
    }

    /** The best settings tried, or else those that were given. */
    Hyperparameters best(Algorithm learner, Hyperparameters given) {
      return of(learner).stream().min(Trial.BEST_FIRST).map(Trial::asked).orElse(given);
    }
  }
}
