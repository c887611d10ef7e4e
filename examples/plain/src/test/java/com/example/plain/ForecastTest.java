package com.example.plain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.spendcast.application.online.Purchase;
import io.spendcast.domain.sales.Channel;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ForecastTest {
  private static final Path CONTEXT = Path.of("target/test-classes/context.json");

  @Test
  void half_of_the_last_thirty_days_and_a_tenth_per_day_since_are_expected() throws IOException {
    Purchase shoes =
        Purchase.of(LocalDate.parse("2002-12-20"), new Channel("web"), new BigDecimal("59.90"));
    assertEquals("30.15, Range[low=15.075, high=60.3]", Forecast.answer(CONTEXT, List.of(shoes)));
  }

  @Test
  void who_never_bought_has_no_forecast() throws IOException {
    assertEquals("no customer before 2003-01-01", Forecast.answer(CONTEXT, List.of()));
  }
}
