package io.spendcast.domain.btyd;

import java.util.List;
import java.util.Optional;

/** How often customers buy, and until when, by maximum likelihood. */
final class BuyingFit {
  /** Beyond these a parameter is at the edge, where customers do not differ measurably. */
  private static final double LEAST = 1e-3;

  private static final double MOST = 1e3;

  /** Above this shape customers' rates vary by less than a tenth. */
  private static final double MOST_EQUAL = 100;

  /** Starts whose likelihoods per customer differ by more have not found the same optimum. */
  private static final double AGREEMENT = 1e-4;

  /**
   * Half the 95 % quantile of χ² with two degrees of freedom, for the two parameters of leaving.
   */
  private static final double LEAST_GAIN = 2.996;

  private final BgNbd model;
  private final Optional<String> problem;

  private BuyingFit(BgNbd model, Optional<String> problem) {
    this.model = model;
    this.problem = problem;
  }

  /**
   * Fits from two starts. Where leaving does not show, nobody leaves: the model without it is the
   * simpler one.
   */
  static BuyingFit of(List<PurchaseRecord> records) {
    BuyingLikelihood buying = new BuyingLikelihood(records);
    NelderMead.Minimum endless =
        NelderMead.minimise(
            logs -> -buying.of(BgNbd.endless(exp(logs[0]), exp(logs[1]))), 0, StrictMath.log(10));
    NelderMead.Minimum leaving = leaving(buying, endless, 1, 3);
    NelderMead.Minimum again = leaving(buying, endless, 0.2, 0.4);
    boolean shows =
        (endless.value() - Math.min(leaving.value(), again.value())) * records.size() > LEAST_GAIN;
    boolean agree = Math.abs(leaving.value() - again.value()) <= AGREEMENT;
    BgNbd found =
        shows
            ? bounded(buying, model(leaving.value() <= again.value() ? leaving : again))
            : BgNbd.endless(exp(endless.at(0)), exp(endless.at(1)));
    return new BuyingFit(
        found,
        !endless.converged() || (shows && !agree)
            ? Optional.of("the fit of BG/NBD does not converge")
            : edge(found));
  }

  /** Fits again, from another fit on, whether or not somebody leaves being settled by it. */
  BuyingFit again(List<PurchaseRecord> records) {
    BuyingLikelihood buying = new BuyingLikelihood(records);
    double r = StrictMath.log(model.r());
    double alpha = StrictMath.log(model.alpha());
    BgNbd found;
    if (model.a() == 0) {
      NelderMead.Minimum endless =
          NelderMead.minimise(
              logs -> -buying.of(BgNbd.endless(exp(logs[0]), exp(logs[1]))), r, alpha);
      found = BgNbd.endless(exp(endless.at(0)), exp(endless.at(1)));
    } else {
      found =
          bounded(
              buying,
              model(
                  NelderMead.minimise(
                      logs -> -buying.of(model(logs)),
                      r,
                      alpha,
                      StrictMath.log(model.a()),
                      StrictMath.log(model.b()))));
    }
    return new BuyingFit(found, edge(found));
  }

  private static NelderMead.Minimum leaving(
      BuyingLikelihood buying, NelderMead.Minimum endless, double a, double b) {
    return NelderMead.minimise(
        logs -> -buying.of(model(logs)),
        endless.at(0),
        endless.at(1),
        StrictMath.log(a),
        StrictMath.log(b));
  }

  /**
   * Where all customers are as likely to leave, the likelihood rises with a + b without an end.
   * There a + b is at its bound, where customers differ too little to matter, and the share that
   * leaves is fitted alone; if it is none, nobody leaves.
   */
  private static BgNbd bounded(BuyingLikelihood buying, BgNbd found) {
    if (found.a() + found.b() <= MOST) {
      return found;
    }
    NelderMead.Minimum alike =
        NelderMead.minimise(
            logs -> -buying.of(alike(logs[0], logs[1], exp(logs[2]))),
            StrictMath.log(found.r()),
            StrictMath.log(found.alpha()),
            StrictMath.log(found.a() / found.b()));
    BgNbd share = alike(alike.at(0), alike.at(1), exp(alike.at(2)));
    return share.a() < LEAST ? BgNbd.endless(share.r(), share.alpha()) : share;
  }

  private static BgNbd alike(double logOfR, double logOfAlpha, double odds) {
    return new BgNbd(exp(logOfR), exp(logOfAlpha), MOST * odds / (1 + odds), MOST / (1 + odds));
  }

  private static BgNbd model(NelderMead.Minimum found) {
    return new BgNbd(exp(found.at(0)), exp(found.at(1)), exp(found.at(2)), exp(found.at(3)));
  }

  private static BgNbd model(double... logs) {
    return new BgNbd(exp(logs[0]), exp(logs[1]), exp(logs[2]), exp(logs[3]));
  }

  private static double exp(double log) {
    return StrictMath.exp(log);
  }

  private static Optional<String> edge(BgNbd buying) {
    if (isEdge(buying.r()) || buying.r() > MOST_EQUAL) {
      return Optional.of("customers' rates do not differ measurably, r=" + buying.r());
    }
    return buying.a() != 0 && (isEdge(buying.a()) || isEdge(buying.b()))
        ? Optional.of("a=%s, b=%s of leaving are at an edge".formatted(buying.a(), buying.b()))
        : Optional.empty();
  }

  static boolean isEdge(double parameter) {
    return parameter < LEAST || parameter > MOST;
  }

  /** What was found, be it usable for one customer or not. */
  BgNbd model() {
    return model;
  }

  /** Why it does not distinguish customers; empty if it does. */
  Optional<String> problem() {
    return problem;
  }

  /** In words. */
  String leaving() {
    return model.a() == 0 ? "nobody leaves" : "some leave";
  }
}
