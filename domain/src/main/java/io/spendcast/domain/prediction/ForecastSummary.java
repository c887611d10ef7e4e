package io.spendcast.domain.prediction;

import io.spendcast.domain.evaluation.Property;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * What a batch of predictions says to who plans with it.
 *
 * @param topTenth the share of the expected spend that the tenth of the customers with the highest
 *     predictions has; 0 if nothing is expected
 * @param segments what each segment is expected to spend, those of a dimension together
 * @param lastYear what these customers spent in the same days one year earlier, in currency; empty
 *     if the history does not reach back so far
 */
public record ForecastSummary(
    double topTenth, List<SegmentTotal> segments, Optional<Double> lastYear) {
  /** Copies the list. */
  public ForecastSummary {
    segments = List.copyOf(segments);
    Objects.requireNonNull(lastYear, "lastYear");
  }

  /**
   * Sums up all customers of a batch.
   *
   * @param groups every customer in one of them
   * @param segments by which they were grouped
   */
  public static ForecastSummary of(Collection<CustomerGroup> groups, Segments segments) {
    return new ForecastSummary(
        topTenth(groups, segments.upper()),
        totals(groups),
        count(groups, CustomerGroup::unknown) > 0 || groups.isEmpty()
            ? Optional.empty()
            : Optional.of(sum(groups, CustomerGroup::lastYear)));
  }

  /** Of several with the same prediction as many as belong to the tenth. */
  private static double topTenth(Collection<CustomerGroup> groups, double upper) {
    double all = sum(groups, CustomerGroup::spend);
    long rest =
        Segments.topTenth(count(groups, CustomerGroup::customers))
            - count(groups, CustomerGroup::above);
    return all > 0 ? (sum(groups, CustomerGroup::spendAbove) + rest * upper) / all : 0;
  }

  private static List<SegmentTotal> totals(Collection<CustomerGroup> groups) {
    Map<Property, SegmentTotal> totals = new TreeMap<>();
    for (CustomerGroup group : groups) {
      for (Property segment : group.segments()) {
        totals.merge(
            segment,
            new SegmentTotal(segment, group.customers(), group.spend()),
            SegmentTotal::plus);
      }
    }
    return List.copyOf(totals.values());
  }

  private static double sum(
      Collection<CustomerGroup> groups, ToDoubleFunction<CustomerGroup> value) {
    return groups.stream().mapToDouble(value).sum();
  }

  private static long count(Collection<CustomerGroup> groups, ToLongFunction<CustomerGroup> value) {
    return groups.stream().mapToLong(value).sum();
  }

  /** The segments of one dimension. */
  public List<SegmentTotal> by(String dimension) {
    return segments.stream()
        .filter(total -> total.segment().dimension().equals(dimension))
        .toList();
  }
}
