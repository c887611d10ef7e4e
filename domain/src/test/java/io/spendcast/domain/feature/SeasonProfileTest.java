package io.spendcast.domain.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.DateWindow;
import io.spendcast.domain.feature.SeasonProfile.DayTotal;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SeasonProfileTest {
  private static final AsOfDate AS_OF = AsOfDate.parse("2001-01-01");

  /** Three years in which a day of December sells five times as much as another. */
  private static Map<LocalDate, BigDecimal> threeYears() {
    Map<LocalDate, BigDecimal> spend = new TreeMap<>();
    LocalDate.of(1998, 1, 1)
        .datesUntil(LocalDate.of(2001, 1, 1))
        .forEach(day -> spend.put(day, BigDecimal.valueOf(day.getMonthValue() == 12 ? 5 : 1)));
    return spend;
  }

  private static SeasonProfile profile(Map<LocalDate, BigDecimal> spend) {
    return SeasonProfile.of(
        spend.entrySet().stream()
            .map(day -> new DayTotal(day.getKey(), day.getKey(), day.getValue()))
            .toList());
  }

  private static DateWindow days(String from, String until) {
    return new DateWindow(LocalDate.parse(from), LocalDate.parse(until));
  }

  @Test
  void weighs_a_window_by_its_share_of_the_years_before() {
    double december = profile(threeYears()).weight(days("2001-12-01", "2002-01-01"), AS_OF);
    double yearly = (365 + 365 + 366) / 3.0 + 4 * 31;
    assertThat(december).isCloseTo(5 * 31 / yearly, within(1e-12));
  }

  @Test
  void the_weights_of_a_year_add_up_to_one() {
    SeasonProfile season = profile(threeYears());
    double sum =
        season.weight(days("2001-01-01", "2001-05-01"), AS_OF)
            + season.weight(days("2001-05-01", "2001-10-01"), AS_OF)
            + season.weight(days("2001-10-01", "2002-01-01"), AS_OF);
    assertThat(sum).isCloseTo(1, within(1e-12));
  }

  @Test
  void is_unknown_with_less_than_a_year_of_history() {
    Map<LocalDate, BigDecimal> late = new TreeMap<>(threeYears());
    late.keySet().removeIf(day -> day.isBefore(LocalDate.of(2000, 1, 2)));
    assertThat(profile(late).weight(days("2001-01-01", "2001-04-01"), AS_OF)).isNaN();
    assertThat(profile(Map.of()).weight(days("2001-01-01", "2001-04-01"), AS_OF)).isNaN();
  }

  @Test
  void does_not_see_the_as_of_date_or_beyond() {
    Map<LocalDate, BigDecimal> future = new TreeMap<>(threeYears());
    AS_OF.day().datesUntil(AS_OF.day().plusYears(1)).forEach(d -> future.put(d, BigDecimal.TEN));
    DateWindow window = days("2001-03-01", "2001-05-30");
    assertThat(profile(future).weight(window, AS_OF))
        .isEqualTo(profile(threeYears()).weight(window, AS_OF));
    assertThat(profile(future).observedDays(AS_OF))
        .isEqualTo(profile(threeYears()).observedDays(AS_OF));
  }

  @Test
  void does_not_see_what_became_known_later() {
    DateWindow window = days("2001-12-01", "2002-01-01");
    LocalDate inDecember = LocalDate.parse("2000-12-24");
    List<DayTotal> corrected = new ArrayList<>();
    threeYears().forEach((day, spend) -> corrected.add(new DayTotal(day, day, spend)));
    corrected.add(new DayTotal(inDecember, AS_OF.day(), BigDecimal.valueOf(1000)));
    SeasonProfile season = SeasonProfile.of(corrected);
    AsOfDate nextDay = new AsOfDate(AS_OF.day().plusDays(1));
    assertThat(season.weight(window, AS_OF)).isEqualTo(profile(threeYears()).weight(window, AS_OF));
    assertThat(season.weight(window, nextDay))
        .isGreaterThan(profile(threeYears()).weight(window, nextDay) + 0.1);
  }

  @Test
  void tells_season_from_growth_only_after_two_whole_years() {
    Map<LocalDate, BigDecimal> late = new TreeMap<>(threeYears());
    late.keySet().removeIf(day -> day.isBefore(LocalDate.of(1999, 1, 1)));
    assertThat(profile(late).before(AS_OF).tellsSeasonFromGrowth()).isTrue();
    late.remove(LocalDate.of(1999, 1, 1));
    assertThat(profile(late).before(AS_OF).tellsSeasonFromGrowth()).isFalse();
    assertThat(profile(Map.of()).before(AS_OF).tellsSeasonFromGrowth()).isFalse();
  }
}
