package io.spendcast.testkit;

import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.planted.PlantedCustomer;
import io.spendcast.domain.planted.PlantedOrder;
import io.spendcast.domain.planted.PlantedSales;
import io.spendcast.domain.planted.PlantedWorld;
import io.spendcast.domain.sales.DataSets;
import io.spendcast.domain.sales.WrittenTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Keeps of each data set what tables it has, and how many rows. */
public final class InMemoryDataSets implements DataSets {
  private static final List<String> TPCDS =
      List.of(
          "date_dim",
          "item",
          "customer",
          "store_sales",
          "store_returns",
          "web_sales",
          "web_returns");

  private final Map<String, List<WrittenTable>> written = new TreeMap<>();

  /** Where something was written. */
  public List<String> directories() {
    return List.copyOf(written.keySet());
  }

  /** What was written there; empty if nothing was. */
  public List<WrittenTable> at(String directory) {
    return written.getOrDefault(directory, List.of());
  }

  @Override
  public List<WrittenTable> tpcds(double scale, String directory, Consumer<WrittenTable> progress) {
    long rows = Math.max(1, Math.round(scale * 1_000));
    return write(TPCDS.stream().map(name -> new WrittenTable(name, rows)), directory, progress);
  }

  @Override
  public List<WrittenTable> planted(
      PlantedWorld world, String directory, Consumer<WrittenTable> progress) {
    PlantedSales sales = new PlantedSales(world);
    ToLongFunction<PlantedCustomer> lines =
        customer ->
            sales.orders(customer).stream().map(PlantedOrder::lines).mapToLong(List::size).sum();
    long all =
        LongStream.rangeClosed(1, world.customers())
            .mapToObj(number -> PlantedCustomer.of(world, number))
            .mapToLong(lines)
            .sum();
    Stream<WrittenTable> tables =
        Stream.concat(TPCDS.stream(), Stream.of("truth/customers", "truth/days"))
            .map(
                name ->
                    new WrittenTable(name, name.contains("customer") ? world.customers() : all));
    return write(tables, directory, progress);
  }

  private List<WrittenTable> write(
      Stream<WrittenTable> tables, String directory, Consumer<WrittenTable> progress) {
    if (written.containsKey(directory)) {
      throw new SpendcastException(
          Kind.INVALID,
          "Cannot write to " + directory + ": something is there already.",
          "Choose another directory.");
    }
    List<WrittenTable> all = new ArrayList<>();
    tables.forEach(
        table -> {
          all.add(table);
          progress.accept(table);
        });
    written.put(directory, List.copyOf(all));
    return all;
  }
}
