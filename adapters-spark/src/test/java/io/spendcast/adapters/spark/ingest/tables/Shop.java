package io.spendcast.adapters.spark.ingest.tables;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The lines of a small shop, and what they add up to: the truth of every {@link Form}. */
record Shop(List<Sale> sales) {
  /** The names of the values in the order of {@link Sale#texts}. */
  static final List<String> NAMES = List.of("who", "nr", "sku", "day", "n", "total", "note");

  /** A line of the shop. */
  record Sale(
      String who, String nr, String sku, LocalDate day, int n, BigDecimal total, String note) {
    List<String> texts() {
      return List.of(who, nr, sku, day.toString(), "" + n, total.toPlainString(), note);
    }

    Sale who(String other) {
      return new Sale(other, nr, sku, day, n, total, note);
    }

    Sale note(String other) {
      return new Sale(who, nr, sku, day, n, total, other);
    }

    Sale total(String other) {
      return new Sale(who, nr, sku, day, n, new BigDecimal(other), note);
    }
  }

  /** Sixty lines of twelve customers, two lines an order, from 0.75 to some thousands. */
  static Shop small() {
    return new Shop(
        IntStream.range(0, 60)
            .mapToObj(
                i ->
                    new Sale(
                        String.format(Locale.ROOT, "C%03d", i / 5),
                        "o%s".formatted(i / 2),
                        "s%s".formatted(i % 7 * 2 + i % 2),
                        LocalDate.of(2023, 1, 1).plusDays(5L * i),
                        1 + i % 3,
                        BigDecimal.valueOf(75 + 113L * i * i, 2),
                        "note " + i))
            .toList());
  }

  /** The same with every fifth line changed. */
  Shop everyFifth(Function<Sale, Sale> change) {
    return new Shop(
        IntStream.range(0, sales.size())
            .mapToObj(i -> i % 5 == 0 ? change.apply(sales.get(i)) : sales.get(i))
            .toList());
  }

  Shop map(Function<Sale, Sale> change) {
    return new Shop(sales.stream().map(change).toList());
  }

  Shop firstHalf() {
    return new Shop(sales.subList(0, sales.size() / 2));
  }

  Shop secondHalf() {
    return new Shop(sales.subList(sales.size() / 2, sales.size()));
  }

  BigDecimal money() {
    return sales.stream().map(Sale::total).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** Delimited text with a header, values as they are. */
  String csv() {
    return csv(",", Sale::texts);
  }

  /** Delimited text with a header; the values of each line as told. */
  String csv(String separator, Function<Sale, List<String>> values) {
    return text(String.join(separator, NAMES), separator, values);
  }

  /** Delimited text under a first line. */
  String text(String first, String separator, Function<Sale, List<String>> values) {
    return sales.stream()
        .map(values)
        .map(texts -> String.join(separator, texts))
        .collect(Collectors.joining("\n", first + "\n", "\n"));
  }
}
