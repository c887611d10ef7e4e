package io.spendcast.domain.btyd;

import java.util.List;
import java.util.Optional;

/** How often customers buy, and until when, by maximum likelihood. */
final class BuyingFit {
  /** Beyond these a parameter is at the edge, where customers do not differ measurably. */
  private static final double LEAST = 1e-3;

  private static final double MOST = 1e3;

  /** A smaller share that leaves after a purchase is none. */
  private static final double LEAST_SHARE = 1e-6;

  /** Above this shape customers' rates vary by less than a tenth. */
  private static final double MOST_EQUAL = 100;

  /** Starts whose likelihoods per customer differ by more have not found the same optimum. */
  private static final double AGREEMENT = 1e-4;

  /** A search may stop on a ridge of the likelihood; another from there goes on. */
  private static final int MOST_SEARCHES = 5;

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
   * Fits from two starts, and takes the likelier. Where leaving does not show, nobody leaves: the
   * model without it is the simpler one.
   */
  static BuyingFit of(List<PurchaseRecord> records) {
    BuyingLikelihood buying = new BuyingLikelihood(records);
    NelderMead.Minimum endless = endless(buying, 0, StrictMath.log(10));
    NelderMead.Minimum one = leaving(buying, endless, 1, 3);
    NelderMead.Minimum other = leaving(buying, endless, 0.2, 0.4);
    for (int search = 0; search < MOST_SEARCHES && !agree(one, other); search++) {
      one = leaving(buying, one, exp(one.at(2)), exp(one.at(3)));
      other = leaving(buying, other, exp(other.at(2)), exp(other.at(3)));
    }
    return of(buying, endless, one.value() <= other.value() ? one : other);
  }

  /** Fits the same customers in another time, where whoever left before may still be there. */
  BuyingFit again(List<PurchaseRecord> records) {
    BuyingLikelihood buying = new BuyingLikelihood(records);
    NelderMead.Minimum endless =
        endless(buying, StrictMath.log(model.r()), StrictMath.log(model.alpha()));
    return model.a() == 0
        ? of(buying, endless, endless)
        : of(buying, endless, leaving(buying, endless, model.a(), model.b()));
  }

  private static BuyingFit of(
      BuyingLikelihood buying, NelderMead.Minimum endless, NelderMead.Minimum leaving) {
    boolean shows = (endless.value() - leaving.value()) * buying.customers() > LEAST_GAIN;
    BgNbd found =
        shows
            ? bounded(buying, model(leaving))
            : BgNbd.endless(exp(endless.at(0)), exp(endless.at(1)));
    return new BuyingFit(
        found,
        !endless.converged() || (shows && !leaving.converged())
            ? Optional.of("the fit of BG/NBD does not converge")
            : edge(found));
  }

  private static boolean agree(NelderMead.Minimum one, NelderMead.Minimum other) {
    return Math.abs(one.value() - other.value()) <= AGREEMENT;
  }

  private static NelderMead.Minimum endless(BuyingLikelihood buying, double r, double alpha) {
    return NelderMead.minimise(
        logs -> -buying.of(BgNbd.endless(exp(logs[0]), exp(logs[1]))), r, alpha);
  }

  /** Searches from the rates that were found before. */
  private static NelderMead.Minimum leaving(
      BuyingLikelihood buying, NelderMead.Minimum rates, double a, double b) {
    return NelderMead.minimise(
        logs -> -buying.of(model(logs)),
        rates.at(0),
        rates.at(1),
        StrictMath.log(a),
        StrictMath.log(b));
  }

  /**
   * Where all customers are as likely to leave, the likelihood rises with a + b without an end, and
   * where each leaves at once or never, it rises towards a + b = 0. There a + b is at its bound,
   * beyond which nothing changes that matters, and the share that leaves is fitted alone; if it is
   * none, nobody leaves.
   */
  private static BgNbd bounded(BuyingLikelihood buying, BgNbd found) {
    double sum = found.a() + found.b();
    double bound = Math.max(LEAST, Math.min(MOST, sum));
    if (bound == sum) {
      return found;
    }
    NelderMead.Minimum least =
        NelderMead.minimise(
            logs -> -buying.of(leaving(logs[0], logs[1], exp(logs[2]), bound)),
            StrictMath.log(found.r()),
            StrictMath.log(found.alpha()),
            StrictMath.log(found.a() / found.b()));
    BgNbd share = leaving(least.at(0), least.at(1), exp(least.at(2)), bound);
    return share.a() < LEAST_SHARE * bound ? BgNbd.endless(share.r(), share.alpha()) : share;
  }

  private static BgNbd leaving(double logOfR, double logOfAlpha, double odds, double sum) {
    return new BgNbd(exp(logOfR), exp(logOfAlpha), sum * odds / (1 + odds), sum / (1 + odds));
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
    return isEdge(buying.r()) || buying.r() > MOST_EQUAL
        ? Optional.of("customers' rates do not differ measurably, r=" + buying.r())
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
