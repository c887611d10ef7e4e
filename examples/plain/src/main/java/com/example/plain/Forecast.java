package com.example.plain;

import io.spendcast.application.online.ContextFile;
import io.spendcast.application.online.ForecastCustomer;
import io.spendcast.application.online.Purchase;
import io.spendcast.application.online.PurchaseTiles;
import io.spendcast.domain.sales.Channel;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

// begin
/** What will this customer spend? */
public final class Forecast {
  /** Such as {@code context.json 2002-12-03,web,59.90 2002-12-20,store,20}. */
  public static void main(String[] arguments) throws IOException {
    List<Purchase> bought = Stream.of(arguments).skip(1).map(Forecast::purchase).toList();
    System.out.println(answer(Path.of(arguments[0]), bought));
  }

  private static Purchase purchase(String line) {
    String[] parts = line.split(",");
    return Purchase.of(LocalDate.parse(parts[0]), new Channel(parts[1]), new BigDecimal(parts[2]));
  }

  static String answer(Path file, List<Purchase> bought) throws IOException {
    ForecastCustomer model = new ForecastCustomer(ContextFile.read(Files.readString(file)));
    PurchaseTiles days = new PurchaseTiles(model.context().catalogue().target());
    return model
        .forecast(days.of(bought))
        .map(found -> "%s, %s".formatted(found.spend(), found.range().orElseThrow()))
        .orElse("no customer before " + model.asOf());
  }
}
// end
