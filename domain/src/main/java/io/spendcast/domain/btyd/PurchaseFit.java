package io.spendcast.domain.btyd;

import io.spendcast.domain.DateWindow;
import io.spendcast.domain.season.PastYears;
import io.spendcast.domain.season.RepeatCounts;
import io.spendcast.domain.season.Season;
import io.spendcast.domain.season.SeasonClock;
import io.spendcast.domain.season.SeasonFit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A model fitted to a sample of customers, or why there is none: a fit at the edge of what the data
 * can tell is reported, and not used.
 *
 * @param model in weeks of the calendar; empty if the fit is degenerate
 * @param inSeason in weeks of the season; empty if the fit is degenerate or the season not known
 * @param season how purchases differ from what the model expects, over the year
 * @param finding what the fit found, in words
 */
public record PurchaseFit(
    Optional<PurchaseModel> model,
    Optional<PurchaseModel> inSeason,
    Season season,
    String finding) {
  /** Parameters of the baseline's run that are fits: this, and the as-of date. */
  public static final String PARAMETER = "fit_";

  private static final int FEWEST_REPEATERS = 50;
  private static final double DAYS_OF_WEEK = 7;
  private static final PurchaseRecord NEW = new PurchaseRecord(0, 0, 0, 0);

  /** Checks that nothing is missing. */
  public PurchaseFit {
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(inSeason, "inSeason");
    Objects.requireNonNull(season, "season");
    Objects.requireNonNull(finding, "finding");
  }

  /**
   * Fits by maximum likelihood, BG/NBD from two starts, without a season. The same records give the
   * same fit in any order. Where leaving does not show, nobody leaves: the model without it is the
   * simpler one.
   */
  public static PurchaseFit of(List<PurchaseRecord> records) {
    ValueLikelihood values = new ValueLikelihood(records);
    return values.customers() < FEWEST_REPEATERS
        ? tooFew(values.customers(), records.size())
        : of(BuyingFit.of(records), ValueFit.of(values), counted(values, records.size()));
  }

  /**
   * The same of what was known of customers at an as-of date, and their season: what they bought
   * over what the model in calendar time expects of all who had bought before.
   *
   * @param known from the first day with a sale to the as-of date
   */
  public static PurchaseFit of(List<PurchasePast> customers, DateWindow known) {
    List<PurchaseRecord> records = records(customers, SeasonClock.calendar(known));
    ValueLikelihood values = new ValueLikelihood(records);
    if (values.customers() < FEWEST_REPEATERS) {
      return tooFew(values.customers(), records.size());
    }
    BuyingFit buying = BuyingFit.of(records);
    ValueFit value = ValueFit.of(values);
    PurchaseFit calendar = of(buying, value, counted(values, records.size()));
    Season season = season(buying, customers, known);
    Optional<PurchaseModel> inSeason =
        calendar.model.isPresent() && season.isKnown()
            ? inSeason(buying.again(records(customers, SeasonClock.of(season, known))), value)
            : Optional.empty();
    return new PurchaseFit(calendar.model, inSeason, season, calendar.finding);
  }

  private static PurchaseFit of(BuyingFit buying, ValueFit value, String counted) {
    return buying
        .problem()
        .map(PurchaseFit::degenerate)
        .orElseGet(
            () ->
                new PurchaseFit(
                    Optional.of(new PurchaseModel(buying.model(), value.model())),
                    Optional.empty(),
                    Season.UNKNOWN,
                    buying.leaving() + counted + value.finding()));
  }

  private static Optional<PurchaseModel> inSeason(BuyingFit buying, ValueFit value) {
    return buying.problem().isPresent()
        ? Optional.empty()
        : Optional.of(new PurchaseModel(buying.model(), value.model()));
  }

  private static List<PurchaseRecord> records(List<PurchasePast> customers, SeasonClock clock) {
    return customers.stream().map(customer -> customer.record(clock)).toList();
  }

  private static Season season(BuyingFit buying, List<PurchasePast> customers, DateWindow known) {
    RepeatCounts counts = new RepeatCounts(new PastYears(known));
    customers.forEach(customer -> counts.add(customer.first(), customer.repeats()));
    counts.expect(daily(buying, (int) known.days()));
    return SeasonFit.of(counts);
  }

  /**
   * What a new customer is expected to buy on each day after the first. A fit at an edge, such as
   * one of customers who do not differ, has no answer that can be relied on. Then it is the same on
   * each day: the season takes its level from what happened.
   */
  private static double[] daily(BuyingFit buying, int days) {
    double[] daily = new double[days + 1];
    double before = 0;
    for (int day = 1; day <= days; day++) {
      double until =
          buying.problem().isPresent()
              ? day
              : buying.model().expectedPurchases(NEW, day / DAYS_OF_WEEK);
      daily[day] = until - before;
      before = until;
    }
    return daily;
  }

  private static String counted(ValueLikelihood values, int customers) {
    return ", %s of %s bought again".formatted(values.customers(), customers);
  }

  private static PurchaseFit tooFew(int repeaters, int customers) {
    return degenerate(
        "%s of %s customers bought again, fewer than %s"
            .formatted(repeaters, customers, FEWEST_REPEATERS));
  }

  static PurchaseFit degenerate(String why) {
    return new PurchaseFit(Optional.empty(), Optional.empty(), Season.UNKNOWN, why);
  }

  /** The same without the season, which takes much room. */
  public PurchaseFit ofCalendar() {
    return new PurchaseFit(model, Optional.empty(), Season.UNKNOWN, finding);
  }

  /** A text from which {@link #parse} makes the same fit again, to the last bit. */
  @Override
  public String toString() {
    return FitText.of(this);
  }

  /** The fit of a text. */
  public static PurchaseFit parse(String text) {
    return FitText.parse(text);
  }
}
