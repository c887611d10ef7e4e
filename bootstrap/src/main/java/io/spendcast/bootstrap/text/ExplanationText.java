package io.spendcast.bootstrap.text;

import io.spendcast.application.prediction.ExplainForecast;
import io.spendcast.application.prediction.FamilyShare;
import io.spendcast.domain.CustomerId;
import io.spendcast.domain.forecast.Explanation;
import java.util.Locale;
import java.util.stream.Collectors;

/** A forecast taken apart, as people read it. */
public final class ExplanationText {
  private static final int SHOWN = 2;
  private static final double VISIBLE = 0.005;

  private ExplanationText() {}

  /** From the base to the forecast, the largest reason first. */
  public static String of(CustomerId customer, ExplainForecast.Result found) {
    Explanation explanation = found.explanation();
    TextTable table = new TextTable("", found.currency().orElse("amount"), "mostly by");
    table.add("with nothing known of them", amount(explanation.base()), "");
    found.families().stream()
        .filter(share -> Math.abs(share.amount()) >= VISIBLE)
        .forEach(
            share -> table.add(share.family().words(), signed(share.amount()), largest(share)));
    if (explanation.cut() > 0) {
      table.add("spend is never below zero", signed(explanation.cut()), "");
    }
    table.add("forecast", amount(explanation.spend()), "");
    return "Forecast for customer %s as of %s for the next %s days, by %s version %s\n%s"
        .formatted(
            customer,
            found.asOf(),
            found.batch().horizonDays(),
            found.batch().model(),
            found.batch().modelVersion(),
            table);
  }

  private static String largest(FamilyShare share) {
    return share.inputs().stream()
        .limit(SHOWN)
        .map(input -> input.input() + " " + value(input.value()))
        .collect(Collectors.joining(", "));
  }

  private static String value(double value) {
    return Double.isNaN(value)
        ? "unknown"
        : String.format(Locale.ROOT, Math.abs(value) < 10 ? "%,.2f" : "%,.0f", value);
  }

  private static String amount(double amount) {
    return String.format(Locale.ROOT, "%,.2f", amount);
  }

  private static String signed(double amount) {
    return String.format(Locale.ROOT, "%+,.2f", amount);
  }
}
