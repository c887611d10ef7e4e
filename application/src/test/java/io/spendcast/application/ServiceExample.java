package io.spendcast.application;

import io.spendcast.application.online.ContextFile;
import io.spendcast.application.online.ForecastCustomer;
import io.spendcast.application.online.ServedForecasts;
import io.spendcast.domain.sales.DailySpend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What docs/embedding.md shows. */
// begin
final class ServiceExample {
  private final Path file;
  private final ServedForecasts served;

  ServiceExample(Path file) throws IOException {
    this.file = file;
    this.served = new ServedForecasts(ContextFile.read(Files.readString(file)));
  }

  /** After each batch; who is being answered meanwhile is answered as before. */
  void refresh() throws IOException {
    served.refresh(ContextFile.read(Files.readString(file)));
  }

  /** Empty if the customer never bought before the as-of date. */
  Optional<String> answer(List<DailySpend> bought) {
    return served.current().forecast(bought).map(this::text);
  }

  private String text(ForecastCustomer.Result found) {
    return found.why().inputs().stream()
        .max(Comparator.comparingDouble(share -> Math.abs(share.amount())))
        .map(most -> "%s, mostly by %s".formatted(found.spend(), most.input()))
        .orElseGet(() -> Double.toString(found.spend()));
  }
}
// end
