package io.spendcast.domain.prediction;

import io.spendcast.domain.CustomerId;
import io.spendcast.domain.prediction.ForecastExample.Role;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Looks for examples among all customers, one after the other, and keeps few of them at any time.
 * Who looks at a part of the customers and shows what was kept to another search finds there what
 * one search finds among all. The order does not matter.
 *
 * @param <T> what is kept of a customer
 */
public final class ExampleSearch<T> {
  /** So many may be taken by the roles before. */
  private static final int KEPT = Arrays.stream(Role.values()).mapToInt(Role::most).sum();

  /** Less than half of the least coin is no surprise. */
  private static final double VISIBLE = 0.005;

  private final Map<Role, NavigableSet<Candidate<T>>> best = new EnumMap<>(Role.class);

  /**
   * A search that has seen nobody.
   *
   * @param middle the forecast that half of all are not below
   */
  public ExampleSearch(double middle) {
    best.put(
        Role.TYPICAL, first(Comparator.comparingDouble(seen -> Math.abs(seen.spend() - middle))));
    best.put(Role.HIGHEST, first(Comparator.comparingDouble(seen -> -seen.spend())));
    best.put(Role.ABOVE_PAST, first(Comparator.comparingDouble(seen -> -seen.surprise())));
    best.put(Role.BELOW_PAST, first(Comparator.comparingDouble(Candidate::surprise)));
  }

  private static <T> NavigableSet<Candidate<T>> first(Comparator<Candidate<T>> order) {
    return new TreeSet<>(order.thenComparing(seen -> seen.customer().value()));
  }

  /** Looks at a customer. */
  public void see(Candidate<T> seen) {
    keep(Role.TYPICAL, seen);
    keep(Role.HIGHEST, seen);
    if (seen.surprise() > VISIBLE) {
      keep(Role.ABOVE_PAST, seen);
    }
    if (seen.surprise() < -VISIBLE) {
      keep(Role.BELOW_PAST, seen);
    }
  }

  private void keep(Role role, Candidate<T> seen) {
    NavigableSet<Candidate<T>> kept = best.get(role);
    kept.add(seen);
    if (kept.size() > KEPT) {
      kept.pollLast();
    }
  }

  /** All that may become an example, each customer once. */
  public List<T> kept() {
    Map<CustomerId, T> kept = new LinkedHashMap<>();
    best.values().forEach(all -> all.forEach(seen -> kept.put(seen.customer(), seen.row())));
    return List.copyOf(kept.values());
  }

  /** The examples of each role, the first one first; nobody has two roles. */
  public Map<Role, List<T>> found() {
    Set<CustomerId> taken = new HashSet<>();
    Map<Role, List<T>> found = new EnumMap<>(Role.class);
    for (Map.Entry<Role, NavigableSet<Candidate<T>>> role : best.entrySet()) {
      List<Candidate<T>> free =
          role.getValue().stream()
              .filter(seen -> !taken.contains(seen.customer()))
              .limit(role.getKey().most())
              .toList();
      free.forEach(seen -> taken.add(seen.customer()));
      found.put(role.getKey(), free.stream().map(Candidate::row).toList());
    }
    return found;
  }

  /**
   * A customer who may become an example.
   *
   * @param customer who it is
   * @param spend the forecast
   * @param past what their past comes to; NaN if that is not known, and then it surprises nobody
   * @param row what is kept
   */
  public record Candidate<T>(CustomerId customer, double spend, double past, T row) {
    double surprise() {
      return spend - past;
    }
  }
}
