package io.spendcast.domain.proposal;

import io.spendcast.domain.proposal.column.Role;
import io.spendcast.domain.proposal.column.SampledColumn;
import io.spendcast.domain.proposal.sample.Sample;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How a retailer's tables are proposed to be described.
 *
 * @param tables the tables of sales and returns
 * @param ignored tables that have neither lines nor what lines lack, each with what it lacks itself
 */
public record SourceProposal(List<ProposedTable> tables, Map<String, String> ignored) {
  /** Copies list and map. */
  public SourceProposal {
    tables = List.copyOf(tables);
    ignored = Map.copyOf(ignored);
  }

  /** What can be said of these tables. */
  public static SourceProposal of(List<Sample> samples) {
    Joins joins = new Joins(samples);
    Map<Sample, ProposedTable> found = new LinkedHashMap<>();
    Set<String> names = new HashSet<>();
    Set<Sample> used = new HashSet<>();
    for (Sample sample : samples) {
      String name = unique(TableNames.identifier(sample.name(), "sales"), names);
      JoinedSample joined = joins.complete(sample, name);
      new TableDraft(name, joined.sample(), joins.casting(joined.sample()), joined.joins())
          .draft()
          .ifPresent(
              proposed -> {
                found.put(sample, proposed);
                used.addAll(joined.used());
                names.add(name);
              });
    }
    // The lines of an order are finer than the order, whose total they add up to.
    used.forEach(found::remove);
    return new SourceProposal(List.copyOf(found.values()), ignored(samples, joins, found, used));
  }

  /** What to call the source at a place: the name of its file, folder or table as an identifier. */
  public static String nameOf(String place) {
    String last = place.replaceFirst("[/\\\\]+$", "").replaceFirst(".*[/\\\\]", "");
    return TableNames.identifier(last.replaceFirst("\\.[A-Za-z.]+$", ""), "shop");
  }

  private static String unique(String name, Set<String> taken) {
    String free = name;
    for (int number = 2; taken.contains(free); number++) {
      free = name.substring(0, Math.min(28, name.length())) + "_" + number;
    }
    return free;
  }

  private static Map<String, String> ignored(
      List<Sample> samples, Joins joins, Map<Sample, ProposedTable> found, Set<Sample> used) {
    Map<String, String> ignored = new LinkedHashMap<>();
    samples.stream()
        .filter(sample -> !found.containsKey(sample) && !used.contains(sample))
        .forEach(
            sample ->
                ignored.put(sample.relation().location(), lacks(sample, joins.casting(sample))));
    return ignored;
  }

  private static String lacks(Sample sample, Casting casting) {
    List<String> lacking = new ArrayList<>();
    lack(casting.find(Role.CUSTOMER), "customer").ifPresent(lacking::add);
    lack(casting.day(), "date").ifPresent(lacking::add);
    lack(Money.of(sample, casting), "amount").ifPresent(lacking::add);
    return "no column is recognised as %s among %s"
        .formatted(
            String.join(", ", lacking),
            sample.columns().stream().map(SampledColumn::name).collect(Collectors.joining(", ")));
  }

  private static Optional<String> lack(Optional<?> found, String name) {
    return found.isPresent() ? Optional.empty() : Optional.of(name);
  }

  /** Everything that is unsure, table by table. */
  public List<String> doubts() {
    return tables.stream()
        .flatMap(
            table ->
                table.doubts().stream()
                    .map(doubt -> "%s.%s".formatted(table.table().name(), doubt)))
        .toList();
  }
}
