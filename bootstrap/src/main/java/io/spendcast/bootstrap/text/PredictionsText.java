package io.spendcast.bootstrap.text;

import io.spendcast.application.prediction.ShowPredictions;
import io.spendcast.domain.prediction.Prediction;
import io.spendcast.domain.prediction.PublishedBatch;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Forecasts of customers, as people read them. */
public final class PredictionsText {
  private static final String UNKNOWN = "–";

  private PredictionsText() {}

  /** All that was found, below what it is. */
  public static String of(ShowPredictions.Result found) {
    PublishedBatch batch = found.batch();
    return "Forecasts as of %s for the next %s days, by %s version %s: %s customers, %s%s in all\n%s"
        .formatted(
            batch.asOf(),
            batch.horizonDays(),
            batch.model(),
            batch.modelVersion(),
            Figures.count(batch.customers()),
            amount(batch.totalSpend()),
            found.currency().map(" "::concat).orElse(""),
            found.predictions().isEmpty() ? "" : table(found));
  }

  /** The customers alone, the highest first. */
  public static String table(ShowPredictions.Result found) {
    List<Prediction> predictions = found.predictions();
    boolean ranges = predictions.stream().anyMatch(one -> one.range().isPresent());
    boolean chances = predictions.stream().anyMatch(one -> one.probabilityOfSpend().isPresent());
    TextTable table =
        new TextTable(
            row(
                "Customer",
                found.currency().map("expected, "::concat).orElse("expected"),
                Optional.of("4 of 5 times between").filter(any -> ranges),
                Optional.of("spends at all").filter(any -> chances)));
    predictions.forEach(
        one ->
            table.add(
                row(
                    one.customer().value(),
                    amount(one.spend()),
                    Optional.of(one.range().map(PredictionsText::range).orElse(UNKNOWN))
                        .filter(any -> ranges),
                    Optional.of(
                            one.probabilityOfSpend().map(PredictionsText::share).orElse(UNKNOWN))
                        .filter(any -> chances))));
    return table.toString();
  }

  private static String[] row(
      String customer, String spend, Optional<String> range, Optional<String> probability) {
    return Stream.of(Stream.of(customer, spend), range.stream(), probability.stream())
        .flatMap(cells -> cells)
        .collect(Collectors.toList())
        .toArray(String[]::new);
  }

  private static String range(Prediction.Range range) {
    return "%s and %s".formatted(amount(range.low()), amount(range.high()));
  }

  private static String amount(double amount) {
    return String.format(Locale.ROOT, "%,.2f", amount);
  }

  private static String share(double share) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }
}
