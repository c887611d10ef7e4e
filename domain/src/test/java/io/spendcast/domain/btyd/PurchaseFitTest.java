package io.spendcast.domain.btyd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PurchaseFitTest {
  private static final GammaGamma VALUES = new GammaGamma(4, 5, 60);
  private static final PurchaseModel SOME_LEAVE =
      new PurchaseModel(new BgNbd(0.8, 8, 0.7, 2.5), VALUES);

  private static List<PurchaseRecord> records(PurchaseModel truth, int customers) {
    return new SimulatedBuyers(truth, 11).records(customers, 104);
  }

  /** Of 6,000 customers; a and b go together, so the share that leaves is known much better. */
  @Test
  void recovers_the_parameters_of_simulated_buyers() {
    PurchaseModel found = PurchaseFit.of(records(SOME_LEAVE, 6_000)).model().orElseThrow();
    BgNbd buying = found.buying();
    assertThat(buying.r()).isCloseTo(0.8, withinPercentage(10));
    assertThat(buying.alpha()).isCloseTo(8, withinPercentage(10));
    assertThat(buying.a()).isCloseTo(0.7, withinPercentage(25));
    assertThat(buying.b()).isCloseTo(2.5, withinPercentage(25));
    assertThat(buying.a() / (buying.a() + buying.b())).isCloseTo(0.7 / 3.2, withinPercentage(10));
    assertThat(found.value().p()).isCloseTo(4, withinPercentage(10));
    assertThat(found.value().q()).isCloseTo(5, withinPercentage(10));
    assertThat(found.value().populationMean()).isCloseTo(60, withinPercentage(3));
  }

  @Test
  void nobody_leaves_where_leaving_does_not_show() {
    PurchaseModel endless = new PurchaseModel(BgNbd.endless(0.8, 8), VALUES);
    PurchaseFit fit = PurchaseFit.of(records(endless, 4_000));
    assertThat(fit.finding()).startsWith("nobody leaves");
    assertThat(fit.model().orElseThrow().buying().a()).isZero();
    assertThat(fit.model().orElseThrow().buying().r()).isCloseTo(0.8, withinPercentage(10));
    assertThat(fit.model().orElseThrow().buying().alpha()).isCloseTo(8, withinPercentage(10));
  }

  /** As in a shop of which each customer leaves after any purchase with the same small chance. */
  @Test
  void is_used_where_all_customers_are_as_likely_to_leave() {
    PurchaseModel alike = new PurchaseModel(new BgNbd(0.8, 8, 5e4, 9.5e5), VALUES);
    PurchaseFit fit = PurchaseFit.of(records(alike, 4_000));
    assertThat(fit.finding()).startsWith("some leave");
    BgNbd buying = fit.model().orElseThrow().buying();
    assertThat(buying.a() / (buying.a() + buying.b())).isCloseTo(0.05, withinPercentage(15));
    assertThat(buying.r()).isCloseTo(0.8, withinPercentage(10));
    PurchaseRecord regular = new PurchaseRecord(10, 90, 100, 60);
    assertThat(buying.expectedPurchases(regular, 13))
        .isCloseTo(new BgNbd(0.8, 8, 50, 950).expectedPurchases(regular, 13), withinPercentage(3));
  }

  @Test
  void is_used_where_each_customer_leaves_at_once_or_never() {
    PurchaseModel never = new PurchaseModel(BgNbd.endless(0.8, 8), VALUES);
    PurchaseModel atOnce = new PurchaseModel(new BgNbd(0.8, 8, 1e6, 1e-3), VALUES);
    List<PurchaseRecord> records = new ArrayList<>(records(never, 3_600));
    records.addAll(records(atOnce, 400));
    PurchaseFit fit = PurchaseFit.of(records);
    assertThat(fit.finding()).startsWith("some leave");
    BgNbd buying = fit.model().orElseThrow().buying();
    assertThat(buying.a() / (buying.a() + buying.b())).isCloseTo(0.1, withinPercentage(20));
    assertThat(buying.aliveProbability(new PurchaseRecord(2, 20, 100, 60))).isGreaterThan(0.95);
  }

  @Test
  void is_not_used_where_hardly_anybody_bought_again() {
    PurchaseFit fit = PurchaseFit.of(records(SOME_LEAVE, 30));
    assertThat(fit.model()).isEmpty();
    assertThat(fit.finding()).contains("of 30 customers bought again");
    assertThat(PurchaseFit.of(List.of()).model()).isEmpty();
  }

  @Test
  void is_not_used_where_all_buy_at_the_same_rate() {
    PurchaseModel same = new PurchaseModel(BgNbd.endless(1e7, 1e8), VALUES);
    PurchaseFit fit = PurchaseFit.of(records(same, 2_000));
    assertThat(fit.model()).isEmpty();
    assertThat(fit.finding()).contains("rates do not differ");
  }

  @Test
  void everybody_has_the_mean_basket_where_all_values_are_the_same() {
    List<PurchaseRecord> same =
        records(SOME_LEAVE, 1_000).stream()
            .map(r -> new PurchaseRecord(r.repeats(), r.recency(), r.age(), 60))
            .toList();
    PurchaseFit fit = PurchaseFit.of(same);
    GammaGamma value = fit.model().orElseThrow().value();
    assertThat(fit.finding()).contains("everybody's basket is the mean, since");
    assertThat(value.populationMean()).isCloseTo(60, withinPercentage(1e-6));
    assertThat(value.expectedValue(new PurchaseRecord(20, 50, 60, 90)))
        .isCloseTo(60, withinPercentage(1e-3));
    assertThat(PurchaseFit.parse(fit.toString())).isEqualTo(fit);
  }

  @Test
  void how_often_somebody_buys_counts_where_a_basket_does_not() {
    List<PurchaseRecord> onePrice =
        records(SOME_LEAVE, 1_000).stream()
            .map(r -> new PurchaseRecord(r.repeats(), r.recency(), r.age(), 10))
            .toList();
    PurchaseModel found = PurchaseFit.of(onePrice).model().orElseThrow();
    PurchaseFit varied = PurchaseFit.of(records(SOME_LEAVE, 1_000));
    assertThat(found.buying()).isEqualTo(varied.model().orElseThrow().buying());
  }

  @Test
  void the_order_of_the_records_does_not_matter() {
    List<PurchaseRecord> records = new ArrayList<>(records(SOME_LEAVE, 1_000));
    PurchaseFit fit = PurchaseFit.of(records);
    Collections.shuffle(records, new Random(3));
    assertThat(PurchaseFit.of(records)).isEqualTo(fit);
  }

  @Test
  void a_text_holds_all_of_a_fit() {
    PurchaseFit fit = PurchaseFit.of(records(SOME_LEAVE, 1_000));
    PurchaseFit degenerate = PurchaseFit.of(List.of());
    assertThat(PurchaseFit.parse(fit.toString())).isEqualTo(fit);
    assertThat(PurchaseFit.parse(degenerate.toString())).isEqualTo(degenerate);
  }
}
