package io.spendcast.domain.btyd;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A model fitted to a sample of customers, or why there is none: a fit at the edge of what the data
 * can tell is told, and not used.
 *
 * @param model empty if the fit is degenerate
 * @param finding what the fit found, in words
 */
public record PurchaseFit(Optional<PurchaseModel> model, String finding) {
  /** Parameters of the baseline's run that are fits: this, and the as-of date. */
  public static final String PARAMETER = "fit_";

  private static final int FEWEST_REPEATERS = 50;

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

  private static final Pattern TEXT =
      Pattern.compile(
          "r=(\\S+) alpha=(\\S+) a=(\\S+) b=(\\S+) p=(\\S+) q=(\\S+) v=(\\S+) \\((.*)\\)");

  /**
   * Fits by maximum likelihood, BG/NBD from two starts. The same records give the same fit in any
   * order. Where leaving does not show, nobody leaves: the model without it is the simpler one.
   */
  public static PurchaseFit of(List<PurchaseRecord> records) {
    ValueLikelihood values = new ValueLikelihood(records);
    if (values.customers() < FEWEST_REPEATERS) {
      return degenerate(
          "%s of %s customers bought again, fewer than %s"
              .formatted(values.customers(), records.size(), FEWEST_REPEATERS));
    }
    BuyingLikelihood buying = new BuyingLikelihood(records);
    NelderMead.Minimum endless =
        NelderMead.minimise(
            logs -> -buying.of(BgNbd.endless(exp(logs[0]), exp(logs[1]))), 0, StrictMath.log(10));
    NelderMead.Minimum leaving = leaving(buying, endless, 1, 3);
    NelderMead.Minimum again = leaving(buying, endless, 0.2, 0.4);
    boolean shows =
        (endless.value() - Math.min(leaving.value(), again.value())) * records.size() > LEAST_GAIN;
    boolean agree = Math.abs(leaving.value() - again.value()) <= AGREEMENT;
    if (!endless.converged() || (shows && !agree)) {
      return degenerate("the fit of BG/NBD does not converge");
    }
    NelderMead.Minimum best = leaving.value() <= again.value() ? leaving : again;
    BgNbd found =
        shows
            ? new BgNbd(exp(best.at(0)), exp(best.at(1)), exp(best.at(2)), exp(best.at(3)))
            : BgNbd.endless(exp(endless.at(0)), exp(endless.at(1)));
    return withValues(found, values, shows ? "some leave" : "nobody leaves", records.size());
  }

  private static NelderMead.Minimum leaving(
      BuyingLikelihood buying, NelderMead.Minimum endless, double a, double b) {
    return NelderMead.minimise(
        logs -> -buying.of(new BgNbd(exp(logs[0]), exp(logs[1]), exp(logs[2]), exp(logs[3]))),
        endless.at(0),
        endless.at(1),
        StrictMath.log(a),
        StrictMath.log(b));
  }

  private static PurchaseFit withValues(
      BgNbd buying, ValueLikelihood values, String leaving, int customers) {
    if (isEdge(buying.r()) || buying.r() > MOST_EQUAL) {
      return degenerate("customers' rates do not differ measurably, r=" + buying.r());
    }
    if (buying.a() != 0 && (isEdge(buying.a()) || isEdge(buying.b()))) {
      return degenerate("a=%s, b=%s of leaving are at an edge".formatted(buying.a(), buying.b()));
    }
    NelderMead.Minimum found =
        NelderMead.minimise(
            logs -> -values.of(new GammaGamma(exp(logs[0]), 1 + exp(logs[1]), exp(logs[2]))),
            0,
            1,
            StrictMath.log(values.mean()));
    GammaGamma value = new GammaGamma(exp(found.at(0)), 1 + exp(found.at(1)), exp(found.at(2)));
    Optional<String> alike =
        found.converged() ? edge(value) : Optional.of("the fit of Gamma-Gamma does not converge");
    return new PurchaseFit(
        Optional.of(
            new PurchaseModel(
                buying, alike.isPresent() ? GammaGamma.alike(values.basket()) : value)),
        "%s, %s of %s bought again%s"
            .formatted(
                leaving,
                values.customers(),
                customers,
                alike.map("; everybody's basket is the mean, since "::concat).orElse("")));
  }

  /** Why the values of purchases tell nothing of a customer; how often one buys still does. */
  private static Optional<String> edge(GammaGamma value) {
    if (isEdge(value.p()) || value.q() - 1 < LEAST) {
      return Optional.of("p=%s, q=%s of values are at an edge".formatted(value.p(), value.q()));
    }
    return value.q() - 1 > MOST
        ? Optional.of("customers' usual values do not differ measurably, q=" + value.q())
        : Optional.empty();
  }

  private static double exp(double log) {
    return StrictMath.exp(log);
  }

  private static boolean isEdge(double parameter) {
    return parameter < LEAST || parameter > MOST;
  }

  private static PurchaseFit degenerate(String why) {
    return new PurchaseFit(Optional.empty(), why);
  }

  /** A text from which {@link #parse} makes the same fit again, to the last bit. */
  @Override
  public String toString() {
    return model
        .map(
            found ->
                "r=%s alpha=%s a=%s b=%s p=%s q=%s v=%s (%s)"
                    .formatted(
                        found.buying().r(),
                        found.buying().alpha(),
                        found.buying().a(),
                        found.buying().b(),
                        found.value().p(),
                        found.value().q(),
                        found.value().v(),
                        finding))
        .orElse("degenerate: " + finding);
  }

  /** The fit of a text. */
  public static PurchaseFit parse(String text) {
    Matcher fitted = TEXT.matcher(text);
    return fitted.matches()
        ? new PurchaseFit(
            Optional.of(
                new PurchaseModel(
                    new BgNbd(
                        number(fitted, 1), number(fitted, 2), number(fitted, 3), number(fitted, 4)),
                    new GammaGamma(number(fitted, 5), number(fitted, 6), number(fitted, 7)))),
            fitted.group(8))
        : degenerate(text.replaceFirst("^degenerate: ", ""));
  }

  private static double number(Matcher fitted, int group) {
    return Double.parseDouble(fitted.group(group));
  }
}
