package io.spendcast.domain.evaluation;

import io.spendcast.domain.evaluation.loss.ErrorSums;
import io.spendcast.domain.evaluation.loss.Interval;
import io.spendcast.domain.evaluation.order.GiniJackknife;
import io.spendcast.domain.evaluation.panel.PanelErrors;
import io.spendcast.domain.training.Algorithm;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Chooses among candidates that were judged on the same rows: the simplest of those that are as
 * good as the best in squared error, in Tweedie deviance and in the order of customers, and whose
 * total can be planned with.
 *
 * <p>On a heavy tail squared error alone decides nothing, and what decides nothing must not decide
 * for the simplest. So a candidate is as good only if it is not worse beyond chance in any of the
 * three measures, and of those who are as good none is taken whose total is further off, beyond
 * chance, at the last test dates. Where no such candidate is right in level, one that is is taken
 * if it ranks customers and comes closer than one number for everybody. Else the best is taken,
 * with what speaks against it.
 */
final class Chooser {
  /** A difference in the Gini below this is of no use. */
  static final double NEGLIGIBLE_GINI = 0.005;

  /** A difference below this share of the total is of no use. */
  private static final double NEGLIGIBLE_LEVEL = 0.02;

  private final List<Algorithm> candidates;
  private final PanelErrors errors;
  private final LevelRule level;
  private final Verdict verdict;
  private final GiniJackknife ginis;
  private final double[] gini;

  Chooser(List<Algorithm> candidates, PanelErrors errors, LevelRule level, Verdict verdict) {
    this.candidates = candidates;
    this.errors = errors;
    this.level = level;
    this.verdict = verdict;
    this.ginis = errors.shapes().ginis();
    this.gini =
        IntStream.range(0, candidates.size())
            .mapToDouble(model -> errors.ranking(model).normalisedGini())
            .toArray();
  }

  /**
   * Chooses.
   *
   * @param baseline position of the best candidate that says the same of everybody
   */
  Choice choose(int baseline) {
    List<Integer> selectable = positions(Algorithm::isSelectable);
    List<Integer> wanted =
        verdict == Verdict.NO_SKILL
            ? positions(a -> a.isSelectable() && !a.tellsCustomersApart())
            : selectable;
    List<Integer> right =
        selectable.stream()
            .filter(this::isRightInLevel)
            .filter(model -> !isFurtherOff(model, baseline))
            .toList();
    List<Integer> planned = asGood(wanted, wanted).stream().filter(this::isRightInLevel).toList();
    Map<Integer, String> further = further(planned);
    Found found =
        simplest(planned.stream().filter(model -> !further.containsKey(model)).toList())
            .map(model -> new Found(model, "as good as any, and right in level"))
            .or(() -> bestOf(right.stream().filter(this::isApart).toList(), "right in level"))
            .or(() -> bestOf(wanted, "as good as any, though its level is not right"))
            .orElseThrow();
    return new Choice(
        candidates.get(found.model()),
        Use.of(
            new Use.Capabilities(
                isInOrder(found.model(), baseline), isRightInLevel(found.model()))),
        "%s is the simplest candidate that is %s"
            .formatted(candidates.get(found.model()).label(), found.as()),
        standings(further));
  }

  /**
   * Those whose total is further off than that of the closest, beyond chance, at the dates that say
   * most about the next; and by how much, in words.
   */
  private Map<Integer, String> further(List<Integer> planned) {
    Map<Integer, String> further = new HashMap<>();
    if (planned.isEmpty()) {
      return further;
    }
    ErrorSums recent = level.recent();
    int closest = best(planned, model -> Math.abs(recent.totalSpendError(model).value()));
    for (int model : planned) {
      Interval distance = recent.totalSpendDistance(model, closest);
      if (isWorse(model, closest, distance, NEGLIGIBLE_LEVEL)) {
        further.put(
            model,
            "the total of %s is closer at the last %s of %s test dates, by %s of what was spent"
                .formatted(
                    name(closest),
                    errors.recentAsOfs().size(),
                    errors.asOfs().size(),
                    distance.asShare()));
      }
    }
    return further;
  }

  private Optional<Found> bestOf(List<Integer> models, String as) {
    return models.isEmpty()
        ? Optional.empty()
        : simplest(asGood(models, models))
            .or(() -> models.stream().min(leastBad(models)))
            .map(model -> new Found(model, as));
  }

  /** Where each is worse than another in something: worse in the fewest, then by deviance. */
  private Comparator<Integer> leastBad(List<Integer> among) {
    return Comparator.<Integer>comparingInt(model -> worse(model, among).size())
        .thenComparingDouble(model -> errors.pooled().plain().meanDeviance(model))
        .thenComparingDouble(errors.pooled()::meanSquaredError)
        .thenComparing(candidates::get);
  }

  private List<Integer> positions(Predicate<Algorithm> which) {
    return IntStream.range(0, candidates.size())
        .filter(model -> which.test(candidates.get(model)))
        .boxed()
        .toList();
  }

  private Optional<Integer> simplest(List<Integer> models) {
    return models.stream().min(Comparator.comparing(candidates::get));
  }

  private List<Integer> asGood(List<Integer> models, List<Integer> among) {
    return models.stream().filter(model -> worse(model, among).isEmpty()).toList();
  }

  private boolean isRightInLevel(int model) {
    return level.against(model).isEmpty();
  }

  /** Whether one number for everybody comes closer: then a right level is a coincidence. */
  private boolean isFurtherOff(int model, int constant) {
    return isWorse(
        model, constant, errors.pooled().skill(constant, model), Judge.SMALLEST_USEFUL_SKILL);
  }

  private boolean isApart(int model) {
    return candidates.get(model).tellsCustomersApart();
  }

  /** Whether it ranks customers beyond chance: with skill, or where squared error cannot tell. */
  private boolean isInOrder(int model, int baseline) {
    boolean ordered =
        candidates.get(model).tellsCustomersApart() && ginis.interval(model, gini[model]).low() > 0;
    return switch (verdict) {
      case SKILL -> ordered;
      case INCONCLUSIVE ->
          ordered
              && errors.pooled().concentration().customers() >= Judge.FEWEST_CUSTOMERS
              && errors.pooled().devianceSkill(model, baseline).low() > 0;
      case NO_SKILL, SUSPECT_LEAK -> false;
    };
  }

  private List<Standing> standings(Map<Integer, String> further) {
    List<Integer> selectable = positions(Algorithm::isSelectable);
    return IntStream.range(0, candidates.size())
        .boxed()
        .sorted(Comparator.comparing(candidates::get))
        .map(
            model ->
                new Standing(
                    candidates.get(model),
                    Stream.concat(
                            worse(model, selectable).stream(),
                            Stream.ofNullable(further.get(model)))
                        .toList(),
                    level.against(model)))
        .toList();
  }

  private List<String> worse(int model, List<Integer> among) {
    List<String> worse = new ArrayList<>();
    int closest = best(among, errors.pooled()::meanSquaredError);
    Interval error = errors.pooled().skill(closest, model);
    if (isWorse(model, closest, error, Judge.SMALLEST_USEFUL_SKILL)) {
      worse.add("%s saves %s of its squared error".formatted(name(closest), error.asShare()));
    }
    int likeliest = best(among, errors.pooled().plain()::meanDeviance);
    Interval deviance = errors.pooled().devianceSkill(likeliest, model);
    if (isWorse(model, likeliest, deviance, Judge.SMALLEST_USEFUL_SKILL)) {
      worse.add("%s saves %s of its deviance".formatted(name(likeliest), deviance.asShare()));
    }
    int first = best(among, other -> -gini[other]);
    Interval order = ginis.difference(first, model, gini[first] - gini[model]);
    if (isWorse(model, first, order, NEGLIGIBLE_GINI)) {
      worse.add("%s ranks customers better, by a Gini of %s".formatted(name(first), order));
    }
    return worse;
  }

  /** A difference that the rows cannot show is none. */
  private static boolean isWorse(int model, int best, Interval difference, double negligible) {
    return model != best && difference.low() > 0 && difference.value() > negligible;
  }

  private int best(List<Integer> among, IntToDoubleFunction loss) {
    return among.stream()
        .min(
            Comparator.<Integer>comparingDouble(loss::applyAsDouble).thenComparing(candidates::get))
        .orElseThrow();
  }

  private String name(int model) {
    return candidates.get(model).label();
  }

  /**
   * A candidate that may be chosen.
   *
   * @param as why it may
   */
  private record Found(int model, String as) {}
}
