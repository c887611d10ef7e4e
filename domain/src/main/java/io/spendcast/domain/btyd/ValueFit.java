package io.spendcast.domain.btyd;

import java.util.Optional;

/** How much customers buy at a time, by maximum likelihood; else everybody's basket is the mean. */
final class ValueFit {
  private static final double LEAST = 1e-3;
  private static final double MOST = 1e3;

  private final GammaGamma model;
  private final Optional<String> alike;

  private ValueFit(GammaGamma model, Optional<String> alike) {
    this.model = model;
    this.alike = alike;
  }

  static ValueFit of(ValueLikelihood values) {
    NelderMead.Minimum found =
        NelderMead.minimise(
            logs ->
                -values.of(
                    new GammaGamma(
                        StrictMath.exp(logs[0]),
                        1 + StrictMath.exp(logs[1]),
                        StrictMath.exp(logs[2]))),
            0,
            1,
            StrictMath.log(values.mean()));
    GammaGamma value =
        new GammaGamma(
            StrictMath.exp(found.at(0)),
            1 + StrictMath.exp(found.at(1)),
            StrictMath.exp(found.at(2)));
    Optional<String> alike =
        found.converged() ? edge(value) : Optional.of("the fit of Gamma-Gamma does not converge");
    return new ValueFit(alike.isPresent() ? GammaGamma.alike(values.basket()) : value, alike);
  }

  /** Why the values of purchases do not distinguish customers; how often they buy still may. */
  private static Optional<String> edge(GammaGamma value) {
    if (BuyingFit.isEdge(value.p()) || value.q() - 1 < LEAST) {
      return Optional.of("p=%s, q=%s of values are at an edge".formatted(value.p(), value.q()));
    }
    return value.q() - 1 > MOST
        ? Optional.of("customers' usual values do not differ measurably, q=" + value.q())
        : Optional.empty();
  }

  GammaGamma model() {
    return model;
  }

  /** In words; empty if customers' baskets differ. */
  String finding() {
    return alike.map("; everybody's basket is the mean, since "::concat).orElse("");
  }
}
