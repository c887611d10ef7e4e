package io.spendcast.domain.feature.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.Fingerprint;
import io.spendcast.domain.Horizon;
import io.spendcast.domain.feature.CustomerFeatures;
import io.spendcast.domain.feature.FeatureSet;
import io.spendcast.domain.sales.Channel;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FeatureWorkTest {
  private static final FeatureSet FEATURES =
      CustomerFeatures.forChannels(List.of(new Channel("store")), new Horizon(30, 5));
  private static final AsOfDate MARCH = AsOfDate.parse("2001-03-01");
  private static final AsOfDate APRIL = AsOfDate.parse("2001-04-01");
  private static final LocalDate UNTIL = LocalDate.parse("2001-04-30");
  private static final SalesChange NOTHING = SalesChange.of(Set.of());

  private static Optional<BuiltFeatures> built(AsOfDate... asOfs) {
    return Optional.of(built(FEATURES.fingerprint(), asOfs));
  }

  private static BuiltFeatures built(Fingerprint features, AsOfDate... asOfs) {
    return new BuiltFeatures(
        features, Stream.of(asOfs).collect(Collectors.toMap(asOf -> asOf, Fingerprint::of)), UNTIL);
  }

  private static List<AsOfDate> computed(SalesChange change) {
    return computed(change, UNTIL);
  }

  private static List<AsOfDate> computed(SalesChange change, LocalDate salesUntil) {
    return FeatureWork.plan(
            built(MARCH, APRIL), change, FEATURES, List.of(APRIL, MARCH), salesUntil)
        .compute();
  }

  private static SalesChange touched(String day, String knownDay) {
    return SalesChange.of(Set.of(new TouchedDay(LocalDate.parse(day), LocalDate.parse(knownDay))));
  }

  @Test
  void everything_is_computed_the_first_time() {
    FeatureWork work =
        FeatureWork.plan(Optional.empty(), NOTHING, FEATURES, List.of(APRIL, MARCH), UNTIL);
    assertThat(work.compute()).containsExactly(MARCH, APRIL);
    assertThat(work.keep()).isEmpty();
  }

  @Test
  void nothing_is_computed_again_from_the_same_sales() {
    assertThat(computed(NOTHING)).isEmpty();
    assertThat(computed(SalesChange.EVERYTHING)).containsExactly(MARCH, APRIL);
  }

  @Test
  void other_features_are_computed_afresh() {
    BuiltFeatures other = built(Fingerprint.of("others"), MARCH, APRIL);
    assertThat(
            FeatureWork.plan(Optional.of(other), NOTHING, FEATURES, List.of(MARCH), UNTIL)
                .compute())
        .containsExactly(MARCH);
  }

  @Test
  void a_new_as_of_date_computes_only_itself() {
    FeatureWork work =
        FeatureWork.plan(built(MARCH), NOTHING, FEATURES, List.of(MARCH, APRIL), UNTIL);
    assertThat(work.compute()).containsExactly(APRIL);
    assertThat(work.keep()).containsExactly(MARCH);
  }

  @Test
  void a_day_of_sales_concerns_the_as_of_dates_after_it() {
    assertThat(computed(touched("2001-03-02", "2001-03-02"))).containsExactly(APRIL);
    assertThat(computed(touched("2001-02-28", "2001-02-28"))).containsExactly(MARCH, APRIL);
    assertThat(computed(touched("2001-04-10", "2001-04-10"))).isEmpty();
  }

  @Test
  void a_day_of_sales_concerns_the_labels_that_it_belongs_to() {
    assertThat(computed(touched("2001-03-06", "2001-04-20"))).containsExactly(MARCH);
    assertThat(computed(touched("2001-03-05", "2001-04-20"))).isEmpty();
    assertThat(computed(touched("2001-04-04", "2001-04-20"))).containsExactly(MARCH);
    assertThat(computed(touched("2001-04-05", "2001-04-20"))).isEmpty();
  }

  @Test
  void a_late_correction_concerns_the_as_of_dates_that_know_of_it() {
    assertThat(computed(touched("2001-02-01", "2001-03-15"))).containsExactly(APRIL);
    assertThat(computed(touched("2001-02-01", "2001-04-15"))).isEmpty();
  }

  @Test
  void a_label_that_becomes_known_is_computed() {
    assertThat(computed(NOTHING, LocalDate.parse("2001-05-05"))).isEmpty();
    assertThat(computed(NOTHING, LocalDate.parse("2001-05-06"))).containsExactly(APRIL);
  }
}
