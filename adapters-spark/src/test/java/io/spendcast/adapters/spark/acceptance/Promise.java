package io.spendcast.adapters.spark.acceptance;

import io.spendcast.domain.planted.PlantedPreset;
import java.util.List;
import java.util.function.Predicate;

/** What is promised of the pipeline in a planted world. */
enum Promise {
  /** There is nothing to find, and at most one in forty says that there is. */
  NO_FALSE_SKILL("no SKILL (one in forty by luck)"),
  /** Nearly all that there is to find is found, in rank and in level. */
  NEARLY_ALL("SKILL, with 97 % of the Bayes-optimal ranking and the total within 5 %"),
  /** The skill is found; nobody can know the level beforehand, since habits change. */
  SKILL("SKILL"),
  /**
   * The skill is always found. In four worlds of five the level is right at each date, and in four
   * of five no other candidate was better: what customers happened to spend in the training windows
   * hides the level by a few percent, and which of two close candidates is the better one.
   */
  AS_IN_SHOPS(
      "SKILL; in four of five the level right at each date, and in four of five no candidate better"
          + " later"),
  /** The same, but no verdict may rest on one of the few who have half of the spend. */
  WITH_A_FEW_LARGE_ONES(
      "SKILL or INCONCLUSIVE; in four of five the level right at each date, and in four of five no"
          + " candidate better later");

  private static final double BY_LUCK = 1.0 / 40;
  private static final double MOST = 0.8;

  private final String text;

  Promise(String text) {
    this.text = text;
  }

  static Promise of(PlantedPreset preset) {
    return switch (preset) {
      case NO_SIGNAL -> NO_FALSE_SKILL;
      case SIGNAL, DIRTY -> NEARLY_ALL;
      case DRIFT -> SKILL;
      case HEAVY_TAIL -> WITH_A_FEW_LARGE_ONES;
      default -> AS_IN_SHOPS;
    };
  }

  private boolean isKept(SeedOutcome outcome) {
    return switch (this) {
      case NO_FALSE_SKILL -> !outcome.saysSkill();
      case NEARLY_ALL -> outcome.findsTheSignal();
      case SKILL -> outcome.saysSkill();
      case AS_IN_SHOPS -> outcome.saysSkill();
      case WITH_A_FEW_LARGE_ONES -> outcome.saysNoWrong();
    };
  }

  /** The oracle knows all that can be known, and in one of forty worlds luck knows more. */
  boolean isKept(List<SeedOutcome> outcomes) {
    long broken = outcomes.stream().filter(outcome -> !isKept(outcome)).count();
    long beaten = outcomes.stream().filter(SeedOutcome::beatsTheOracle).count();
    long byLuck = Math.max(1, (long) (outcomes.size() * BY_LUCK));
    return switch (this) {
      case NO_FALSE_SKILL -> broken <= byLuck;
      case NEARLY_ALL, SKILL -> broken == 0 && beaten == 0;
      case AS_IN_SHOPS, WITH_A_FEW_LARGE_ONES ->
          broken == 0
              && beaten == 0
              && share(outcomes, SeedOutcome::isRightInLevel) >= MOST
              && share(outcomes, SeedOutcome::choseWell) >= MOST;
    };
  }

  private static double share(List<SeedOutcome> outcomes, Predicate<SeedOutcome> right) {
    return outcomes.stream().filter(right).count() / (double) outcomes.size();
  }

  String count(List<SeedOutcome> outcomes) {
    return "%s of %s: %s; SKILL %s times; level right at each date %s times; none better later %s times; the oracle beaten outside its interval %s times"
        .formatted(
            outcomes.stream().filter(this::isKept).count(),
            outcomes.size(),
            text,
            outcomes.stream().filter(SeedOutcome::saysSkill).count(),
            outcomes.stream().filter(SeedOutcome::isRightInLevel).count(),
            outcomes.stream().filter(SeedOutcome::choseWell).count(),
            outcomes.stream().filter(SeedOutcome::beatsTheOracle).count());
  }
}
