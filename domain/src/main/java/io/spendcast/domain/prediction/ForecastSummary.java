package io.spendcast.domain.prediction;

import io.spendcast.domain.evaluation.panel.Property;
import io.spendcast.domain.uncertainty.Expectation;
import io.spendcast.domain.uncertainty.ForecastSpread;
import java.util.ArrayList;
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
 * @param expectation how many of all customers will spend, and between which amounts all of it will
 *     lie; empty if the model version does not say
 */
public record ForecastSummary(
    double topTenth,
    List<SegmentTotal> segments,
    Optional<Double> lastYear,
    Optional<Expectation> expectation) {
  /** Copies the list. */
  public ForecastSummary {
    segments = List.copyOf(segments);
    Objects.requireNonNull(lastYear, "lastYear");
    expectation = Objects.requireNonNullElse(expectation, Optional.empty());
  }

  /**
   * Sums up all customers of a batch.
   *
   * @param groups every customer in one of them
   * @param segments by which they were grouped
   * @param spread of the model, by which they scatter
   */
  public static ForecastSummary of(
      Collection<CustomerGroup> groups, Segments segments, Optional<ForecastSpread> spread) {
    return new ForecastSummary(
        topTenth(groups, segments.upper()),
        totals(groups, spread),
        count(groups, CustomerGroup::unknown) > 0 || groups.isEmpty()
            ? Optional.empty()
            : Optional.of(sum(groups, CustomerGroup::lastYear)),
        spread.map(known -> expectation(groups, known)));
  }

  /** Of several with the same prediction as many as belong to the tenth. */
  private static double topTenth(Collection<CustomerGroup> groups, double upper) {
    double all = sum(groups, CustomerGroup::spend);
    long rest =
        Segments.topTenth(count(groups, CustomerGroup::customers))
            - count(groups, CustomerGroup::above);
    return all > 0 ? (sum(groups, CustomerGroup::spendAbove) + rest * upper) / all : 0;
  }

  private static List<SegmentTotal> totals(
      Collection<CustomerGroup> groups, Optional<ForecastSpread> spread) {
    Map<Property, List<CustomerGroup>> bySegment = new TreeMap<>();
    groups.forEach(
        group ->
            group
                .segments()
                .forEach(
                    segment ->
                        bySegment.computeIfAbsent(segment, any -> new ArrayList<>()).add(group)));
    return bySegment.entrySet().stream()
        .map(segment -> total(segment.getKey(), segment.getValue(), spread))
        .toList();
  }

  private static SegmentTotal total(
      Property segment, List<CustomerGroup> groups, Optional<ForecastSpread> spread) {
    return new SegmentTotal(
        segment,
        count(groups, CustomerGroup::customers),
        sum(groups, CustomerGroup::spend),
        spread.map(known -> expectation(groups, known)));
  }

  private static Expectation expectation(Collection<CustomerGroup> groups, ForecastSpread spread) {
    return new Expectation(
        sum(groups, CustomerGroup::buyers),
        spread.range(sum(groups, CustomerGroup::spend), sum(groups, CustomerGroup::variance)));
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
