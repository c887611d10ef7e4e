package io.spendcast.domain.training;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.DateWindow;
import io.spendcast.domain.Horizon;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The as-of dates of a temporal panel. Training comes first, and no training label reaches into the
 * first test as-of date or beyond; scoring comes last.
 *
 * @param train training as-of dates, ascending, not empty
 * @param test held-out as-of dates, ascending, not empty
 * @param scoring the as-of date to forecast from
 * @param horizon the forecast window of all of them
 */
public record PanelPlan(
    List<AsOfDate> train, List<AsOfDate> test, AsOfDate scoring, Horizon horizon) {
  /** So many training as-of dates are enough. */
  private static final int MOST_TRAIN = 12;

  private static final int DAYS_OF_WEEK = 7;

  /** The last test date and the last training date are the Mondays before they could be. */
  private static final int WEEKS_TO_MONDAYS = 2;

  /** Checks order and purge. */
  public PanelPlan {
    train = ascending("train", train);
    test = ascending("test", test);
    AsOfDate lastTrain = train.get(train.size() - 1);
    if (horizon.window(lastTrain).until().isAfter(test.get(0).day())) {
      throw new IllegalArgumentException(
          "the labels of training as-of %s reach beyond the first test as-of %s"
              .formatted(lastTrain, test.get(0)));
    }
  }

  private static List<AsOfDate> ascending(String name, List<AsOfDate> asOfs) {
    if (asOfs.isEmpty()) {
      throw new IllegalArgumentException(name + " as-of dates must not be empty");
    }
    if (!asOfs.equals(asOfs.stream().sorted().distinct().toList())) {
      throw new IllegalArgumentException(name + " as-of dates must ascend: " + asOfs);
    }
    return List.copyOf(asOfs);
  }

  /**
   * Plans as-of dates at the beginnings of months, backwards from the end of the sales: test as-ofs
   * whose labels are all known at the scoring as-of, then, purged, the training as-ofs. They stay
   * the same until another month has closed, so a new day of sales adds only its own as-of date.
   *
   * @param salesDays the days with sales
   * @param horizon the forecast window
   * @param trainAsOfs how many training as-ofs, at least 1
   * @param testAsOfs how many test as-ofs, at least 1
   * @param asOf the scoring as-of; by default the day after the last sale
   * @throws SpendcastException {@code INVALID} if the history is too short, or ends before {@code
   *     asOf}
   */
  public static PanelPlan monthly(
      DateWindow salesDays,
      Horizon horizon,
      int trainAsOfs,
      int testAsOfs,
      Optional<AsOfDate> asOf) {
    AsOfDate scoring = scoring(salesDays, asOf);
    return plan(salesDays, horizon, scoring, Step.MONTHLY, trainAsOfs, testAsOfs)
        .orElseThrow(
            () ->
                new SpendcastException(
                    Kind.INVALID,
                    "Cannot plan %s training and %s test as-of dates: the first would be %s, but sales start on %s."
                        .formatted(
                            trainAsOfs,
                            testAsOfs,
                            train(horizon, scoring, Step.MONTHLY, trainAsOfs, testAsOfs).get(0),
                            salesDays.from()),
                    "Ask for fewer as-of dates, for training.train-as-ofs: auto or for a shorter horizon, or provide a longer history."));
  }

  /**
   * Plans as many training as-of dates as the history bears, at most {@value #MOST_TRAIN}: monthly
   * if there are at least six, else every second week if there are four, else every week. A first
   * year that knows no season is left out where six months remain without it.
   *
   * @param salesDays the days with sales
   * @param horizon the forecast window
   * @param testAsOfs how many test as-ofs, at least 1
   * @param asOf the scoring as-of; by default the day after the last sale
   * @throws SpendcastException {@code INVALID} if the history is too short, or ends before {@code
   *     asOf}
   */
  public static PanelPlan auto(
      DateWindow salesDays, Horizon horizon, int testAsOfs, Optional<AsOfDate> asOf) {
    AsOfDate scoring = scoring(salesDays, asOf);
    return Stream.of(Step.values())
        .flatMap(
            step ->
                IntStream.iterate(MOST_TRAIN, count -> count >= step.fewest(), count -> count - 1)
                    .mapToObj(count -> plan(salesDays, horizon, scoring, step, count, testAsOfs))
                    .flatMap(Optional::stream)
                    .limit(1))
        .findFirst()
        .map(plan -> plan.knowingTheSeason(salesDays))
        .orElseThrow(() -> tooShort(salesDays, horizon, testAsOfs, scoring));
  }

  /** The days of sales before the as-of date with which {@link #auto} succeeds in any case. */
  public static int leastDays(Horizon horizon, int testAsOfs) {
    int weeks = Step.WEEKLY.fewest() - 1 + testAsOfs - 1 + WEEKS_TO_MONDAYS;
    return horizon.days() + 2 * horizon.reach() + weeks * DAYS_OF_WEEK;
  }

  private static SpendcastException tooShort(
      DateWindow salesDays, Horizon horizon, int testAsOfs, AsOfDate scoring) {
    return new SpendcastException(
        Kind.INVALID,
        "Cannot plan as-of dates: %s days of sales, from %s, are before %s; a forecast of %s days that is judged on %s dates needs %s."
            .formatted(
                Math.max(0, ChronoUnit.DAYS.between(salesDays.from(), scoring.day())),
                salesDays.from(),
                scoring,
                horizon.days(),
                testAsOfs,
                leastDays(horizon, testAsOfs)),
        "Ask for a shorter horizon or fewer test as-of dates, or provide a longer history.");
  }

  /** Without the dates of the first year, if enough are left. */
  private PanelPlan knowingTheSeason(DateWindow salesDays) {
    List<AsOfDate> later =
        train.stream().filter(asOf -> !asOf.day().isBefore(salesDays.from().plusYears(1))).toList();
    return later.size() >= Step.MONTHLY.fewest()
        ? new PanelPlan(later, test, scoring, horizon)
        : this;
  }

  private static AsOfDate scoring(DateWindow salesDays, Optional<AsOfDate> asOf) {
    AsOfDate scoring = asOf.orElse(new AsOfDate(salesDays.until()));
    if (scoring.day().isAfter(salesDays.until())) {
      throw new SpendcastException(
          Kind.INVALID,
          "Cannot forecast from %s: the sales end on %s."
              .formatted(scoring, salesDays.until().minusDays(1)),
          "Choose an as-of date until %s, or \"latest\".".formatted(salesDays.until()));
    }
    return scoring;
  }

  private static List<AsOfDate> test(Horizon horizon, AsOfDate scoring, Step step, int count) {
    return step.until(scoring.minusDays(horizon.reach()), count);
  }

  private static List<AsOfDate> train(
      Horizon horizon, AsOfDate scoring, Step step, int trainAsOfs, int testAsOfs) {
    AsOfDate firstTest = test(horizon, scoring, step, testAsOfs).get(0);
    return step.until(firstTest.minusDays(horizon.reach()), trainAsOfs);
  }

  /** Empty if the history does not reach back to the first of them. */
  private static Optional<PanelPlan> plan(
      DateWindow salesDays,
      Horizon horizon,
      AsOfDate scoring,
      Step step,
      int trainAsOfs,
      int testAsOfs) {
    List<AsOfDate> train = train(horizon, scoring, step, trainAsOfs, testAsOfs);
    return train.get(0).day().minusDays(horizon.days()).isAfter(salesDays.from())
        ? Optional.of(
            new PanelPlan(train, test(horizon, scoring, step, testAsOfs), scoring, horizon))
        : Optional.empty();
  }

  /**
   * A panel within the training as-ofs, to choose hyperparameters by: the last of them serve as
   * test, and those whose labels were known before the first of these as training. The test as-ofs
   * of this plan are not in it.
   *
   * @param validationAsOfs how many of the training as-ofs to judge on, at least 1
   * @throws SpendcastException {@code INVALID} if none is left to learn from
   */
  public PanelPlan inner(int validationAsOfs) {
    List<AsOfDate> validation = validation(validationAsOfs);
    List<AsOfDate> learned = learned(validation);
    if (learned.isEmpty()) {
      throw new SpendcastException(
          Kind.INVALID,
          "Cannot tune on %s of %s training as-of dates: no label is known before the first of them, %s."
              .formatted(validationAsOfs, train.size(), validation.get(0)),
          "Ask for more training as-of dates, or validate on fewer.");
    }
    return new PanelPlan(learned, validation, validation.get(validation.size() - 1), horizon);
  }

  /** Whether something is left to learn from in {@link #inner}. */
  public boolean hasInner(int validationAsOfs) {
    return !learned(validation(validationAsOfs)).isEmpty();
  }

  private List<AsOfDate> validation(int validationAsOfs) {
    return train.subList(Math.max(0, train.size() - validationAsOfs), train.size());
  }

  private List<AsOfDate> learned(List<AsOfDate> validation) {
    return train.stream()
        .filter(asOf -> !horizon.window(asOf).until().isAfter(validation.get(0).day()))
        .toList();
  }

  /** The as-of dates to learn from and to be judged on, ascending: those whose labels are read. */
  public List<AsOfDate> labelled() {
    return Stream.concat(train.stream(), test.stream()).toList();
  }

  /** All as-of dates, ascending and without repeats. */
  public List<AsOfDate> all() {
    return Stream.of(train, test, List.of(scoring))
        .flatMap(List::stream)
        .sorted()
        .distinct()
        .toList();
  }
}
