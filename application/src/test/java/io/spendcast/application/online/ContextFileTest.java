package io.spendcast.application.online;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.Horizon;
import io.spendcast.domain.evaluation.Verdict;
import io.spendcast.domain.feature.Catalogue;
import io.spendcast.domain.sales.Channel;
import io.spendcast.domain.sales.SpendTarget;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Files of services stay: a file of version 1 means what it meant. */
final class ContextFileTest {
  private static String file() throws IOException {
    try (InputStream in = ContextFileTest.class.getResourceAsStream("context-1.json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void a_file_of_version_1_is_read_field_by_field() throws IOException {
    ForecastContext context = ContextFile.read(file());
    assertThat(context.name().value()).isEqualTo("shop_customer_spend_model");
    assertThat(context.version()).isEqualTo(4);
    assertThat(context.asOf()).isEqualTo(AsOfDate.parse("2003-01-01"));
    assertThat(context.currency()).contains("EUR");
    assertThat(context.verdict()).contains(Verdict.SKILL);
    assertThat(context.intervals().orElseThrow().high(10)).isEqualTo(20);
    assertThat(context.spread()).isEmpty();
    assertThat(context.population().firstDay()).hasToString("2000-01-01");
    assertThat(context.catalogue())
        .isEqualTo(
            new Catalogue(
                List.of(new Channel("store"), new Channel("web")),
                new Horizon(90, 0),
                List.of(90, 365),
                List.of("Shoes"),
                Catalogue.Inputs.ALL,
                SpendTarget.NET));
    assertThat(context.model().spend(new double[] {80, Double.NaN})).isEqualTo(49);
  }

  @Test
  void a_file_of_version_1_is_written_as_it_was() throws IOException {
    assertThat(ContextFile.write(ContextFile.read(file()))).isEqualTo(file());
  }
}
