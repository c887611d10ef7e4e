package io.spendcast.adapters.spark.acceptance;

import io.spendcast.domain.planted.PlantedPreset;
import java.util.List;
import java.util.function.Predicate;

/** What is promised of the pipeline in a planted world. */
enum Promise {
  /** There is nothing to find, and at most one in forty says that there is. */
  NO_FALSE_SKILL("no SKILL (one in forty by luck)", outcome -> !outcome.saysSkill()),
  /** Nearly all that there is to find is found, in rank and in level. */
  NEARLY_ALL(
      "SKILL, with 97 % of the Bayes-optimal ranking and the total within 5 %",
      SeedOutcome::findsTheSignal),
  /** The skill is found; nobody can know the level beforehand, since habits change. */
  SKILL("SKILL", SeedOutcome::saysSkill),
  /** The skill is found, the level is right at each date, and no other candidate was better. */
  AS_IN_SHOPS(
      "SKILL, the level right at each date, and no other candidate better later",
      SeedOutcome::servesTheShop);

  private static final double BY_LUCK = 1.0 / 40;

  private final String text;
  private final Predicate<SeedOutcome> kept;

  Promise(String text, Predicate<SeedOutcome> kept) {
    this.text = text;
    this.kept = kept;
  }

  static Promise of(PlantedPreset preset) {
    return switch (preset) {
      case NO_SIGNAL -> NO_FALSE_SKILL;
      case SIGNAL, DIRTY -> NEARLY_ALL;
      case DRIFT -> SKILL;
      default -> AS_IN_SHOPS;
    };
  }

  /** The oracle knows all that can be known, and in one of forty worlds luck knows more. */
  boolean isKept(List<SeedOutcome> outcomes) {
    long broken = outcomes.stream().filter(kept.negate()).count();
    long beaten = outcomes.stream().filter(SeedOutcome::beatsTheOracle).count();
    long byLuck = Math.max(1, (long) (outcomes.size() * BY_LUCK));
    return this == NO_FALSE_SKILL ? broken <= byLuck : broken == 0 && beaten == 0;
  }

  String count(List<SeedOutcome> outcomes) {
    return "%s of %s: %s; SKILL %s times; level right at each date %s times; none better later %s times; the oracle beaten outside its interval %s times"
        .formatted(
            outcomes.stream().filter(kept).count(),
            outcomes.size(),
            text,
            outcomes.stream().filter(SeedOutcome::saysSkill).count(),
            outcomes.stream().filter(SeedOutcome::isRightInLevel).count(),
            outcomes.stream().filter(SeedOutcome::choseWell).count(),
            outcomes.stream().filter(SeedOutcome::beatsTheOracle).count());
  }
}
