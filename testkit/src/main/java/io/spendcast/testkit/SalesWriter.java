package io.spendcast.testkit;

import io.spendcast.domain.CustomerId;
import io.spendcast.domain.TableName;
import io.spendcast.domain.TableVersion;
import io.spendcast.domain.sales.LineFlow;
import io.spendcast.domain.sales.TableIngest;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes sales lines to one cleaned table per channel and flow, and the rest to quarantine. */
final class SalesWriter {
  private final InMemoryLake lake;

  SalesWriter(InMemoryLake lake) {
    this.lake = lake;
  }

  List<TableIngest> write(List<SalesLine> lines) {
    Map<String, List<SalesLine>> byTable =
        lines.stream()
            .collect(Collectors.groupingBy(SalesWriter::table, TreeMap::new, Collectors.toList()));
    return byTable.entrySet().stream().map(e -> write(e.getKey(), e.getValue())).toList();
  }

  private static String table(SalesLine line) {
    return line.channel() + (line.flow() == LineFlow.SALE ? "_sales" : "_returns");
  }

  private TableIngest write(String table, List<SalesLine> lines) {
    List<SalesLine> kept = new ArrayList<>();
    List<Refused> refused = new ArrayList<>();
    Map<String, Set<CustomerId>> byOrder = customersByOrder(lines);
    long repaired = 0;
    for (SalesLine line : lines) {
      SalesLine whole = line.customer().isPresent() ? line : repaired(line, byOrder);
      Optional<String> reason = broken(whole);
      if (reason.isPresent()) {
        refused.add(new Refused(line, reason.get()));
      } else {
        kept.add(whole);
        repaired += whole.equals(line) ? 0 : 1;
      }
    }
    return ingest(table, lines, kept, refused, repaired);
  }

  private static Map<String, Set<CustomerId>> customersByOrder(List<SalesLine> lines) {
    Map<String, Set<CustomerId>> customers = new TreeMap<>();
    for (SalesLine line : lines) {
      line.customer()
          .ifPresent(who -> customers.computeIfAbsent(line.order(), o -> new HashSet<>()).add(who));
    }
    return customers;
  }

  private static SalesLine repaired(SalesLine line, Map<String, Set<CustomerId>> byOrder) {
    Set<CustomerId> siblings = byOrder.getOrDefault(line.order(), Set.of());
    return siblings.size() == 1
        ? new SalesLine(
            line.channel(),
            line.flow(),
            siblings.stream().findFirst(),
            line.order(),
            line.day(),
            line.units(),
            line.amount())
        : line;
  }

  private static Optional<String> broken(SalesLine line) {
    if (line.customer().isEmpty()) {
      return Optional.of("customer is missing");
    }
    return line.amount().signum() < 0 ? Optional.of("amount is below 0") : Optional.empty();
  }

  private TableIngest ingest(
      String table,
      List<SalesLine> lines,
      List<SalesLine> kept,
      List<Refused> refused,
      long repaired) {
    TableVersion cleaned = lake.writeIfChanged(name(table), sorted(kept));
    return new TableIngest(
        cleaned,
        refused.isEmpty()
            ? Optional.empty()
            : Optional.of(lake.writeIfChanged(name("_quarantine/" + table), refused)),
        lines.size(),
        kept.size(),
        refused.size(),
        repaired,
        money(lines),
        money(kept),
        money(refused.stream().map(Refused::line).toList()),
        refused.stream().collect(Collectors.groupingBy(Refused::reason, Collectors.counting())));
  }

  private static TableName name(String table) {
    return new TableName("raw/fixture/" + table);
  }

  private static List<SalesLine> sorted(List<SalesLine> lines) {
    return lines.stream()
        .sorted(Comparator.comparing(SalesLine::day).thenComparing(SalesLine::order))
        .toList();
  }

  private static BigDecimal money(List<SalesLine> lines) {
    return lines.stream().map(SalesLine::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** A line in quarantine. */
  private record Refused(SalesLine line, String reason) {}
}
