package io.spendcast.domain.feature.store;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.DateWindow;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * How sales differ from those of an earlier build.
 *
 * @param touched the days that differ; empty if all may
 */
public record SalesChange(Optional<Set<TouchedDay>> touched) {
  /** No sales are known to be the same. */
  public static final SalesChange EVERYTHING = new SalesChange(Optional.empty());

  /** Copies the set. */
  public SalesChange {
    touched = touched.map(Set::copyOf);
  }

  /** Only these days differ. */
  public static SalesChange of(Set<TouchedDay> touched) {
    return new SalesChange(Optional.of(touched));
  }

  /** Both changes, one after the other. */
  public SalesChange and(SalesChange later) {
    if (touched.isEmpty() || later.touched.isEmpty()) {
      return EVERYTHING;
    }
    Set<TouchedDay> both = new HashSet<>(touched.get());
    both.addAll(later.touched.get());
    return of(both);
  }

  /** The days of sales that differ; empty if all may. */
  public Optional<Set<LocalDate>> days() {
    return touched.map(
        set -> set.stream().map(TouchedDay::day).collect(Collectors.toUnmodifiableSet()));
  }

  /** Whether features at the as-of date can differ: something that was known before it changed. */
  boolean reaches(AsOfDate asOf) {
    return any(day -> day.knownDay().isBefore(asOf.day()));
  }

  /** Whether sums over the window can differ. */
  boolean reaches(DateWindow window) {
    return any(day -> window.contains(day.day()));
  }

  private boolean any(Predicate<TouchedDay> rule) {
    return touched.map(set -> set.stream().anyMatch(rule)).orElse(true);
  }
}
