package io.spendcast.domain.forecast;

import java.util.List;

/**
 * A line through the inputs, or the exponential of one. Baselines are lines through one input or
 * none.
 *
 * @param intercept the sum without any input
 * @param terms one for each input that counts
 * @param link from the sum to money
 */
public record LinearModel(double intercept, List<Term> terms, Link link) implements ForecastModel {
  /** Copies the terms. */
  public LinearModel {
    terms = List.copyOf(terms);
  }

  @Override
  public double predict(double[] inputs) {
    return link.money(sum(inputs));
  }

  /** Each input counts for as much as it moves the sum away from what its mean would give. */
  @Override
  public Contributions contributions(double[] inputs) {
    Contributions found = Contributions.none(inputs.length);
    found.addBase(intercept);
    for (Term term : terms) {
      double usual = term.usual();
      found.addBase(usual);
      found.add(term.input(), term.of(inputs) - usual);
    }
    return found.through(link);
  }

  private double sum(double[] inputs) {
    double sum = 0;
    for (Term term : terms) {
      sum += term.of(inputs);
    }
    return sum + intercept;
  }

  @Override
  public int width() {
    return terms.stream().mapToInt(term -> term.input() + 1).max().orElse(0);
  }
}
