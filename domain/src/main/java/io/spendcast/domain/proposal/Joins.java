package io.spendcast.domain.proposal;

import io.spendcast.domain.proposal.column.Role;
import io.spendcast.domain.proposal.column.SampledColumn;
import io.spendcast.domain.proposal.column.Words;
import io.spendcast.domain.proposal.sample.Rows;
import io.spendcast.domain.proposal.sample.Sample;
import io.spendcast.domain.sales.OwnTable.Dimension;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds for lines the tables that have the customer, the day or the category they lack. */
final class Joins {
  private static final double MOSTLY = 0.9;
  private static final Set<String> MEANINGLESS =
      Set.of("id", "no", "nr", "sk", "key", "code", "number", "num", "fk", "pk", "nummer");

  private final List<Sample> samples;
  private final IdentityHashMap<Sample, Casting> castings = new IdentityHashMap<>();

  Joins(List<Sample> samples) {
    this.samples = List.copyOf(samples);
  }

  /** The casting of a table, which takes its time with many rows. */
  Casting casting(Sample sample) {
    return castings.computeIfAbsent(sample, Casting::of);
  }

  /** The lines, under this name, with the tables to join. */
  JoinedSample complete(Sample lines, String name) {
    List<Match> matches = new ArrayList<>();
    Set<Role> lacking = lacking(lines);
    if (Money.of(lines, casting(lines)).isPresent()) {
      for (Sample other : samples) {
        Set<Role> brings = new HashSet<>(lacking);
        brings.removeAll(lacking(other));
        Optional<Match> match =
            brings.isEmpty() || other.equals(lines) ? Optional.empty() : match(lines, other);
        match.ifPresent(matches::add);
        match.ifPresent(found -> lacking.removeAll(brings));
      }
    }
    return matches.isEmpty()
        ? new JoinedSample(lines, List.of(), Set.of())
        : joined(lines, name, matches);
  }

  private Set<Role> lacking(Sample sample) {
    Casting casting = casting(sample);
    return Stream.of(Role.CUSTOMER, Role.DAY, Role.CATEGORY)
        .filter(role -> casting.find(role).isEmpty())
        .collect(Collectors.toCollection(HashSet::new));
  }

  private record Match(Sample other, SampledColumn here, SampledColumn there) {}

  private static Optional<Match> match(Sample lines, Sample other) {
    Rows there = new Rows(other);
    return other.columns().stream()
        .filter(key -> key.missing() == 0 && there.repeats(List.of(key)) == 0)
        .flatMap(
            key ->
                lines.columns().stream()
                    .filter(column -> isLike(column, key, other) && isContained(column, key, other))
                    .map(column -> new Match(other, column, key)))
        .max(Comparator.comparingInt(match -> likeness(match.here(), match.there())));
  }

  private static int likeness(SampledColumn one, SampledColumn other) {
    if (one.name().equalsIgnoreCase(other.name())) {
      return 1000;
    }
    Set<String> common = new HashSet<>(Words.of(one.name()).words());
    common.retainAll(Words.of(other.name()).words());
    return 10 * common.size() - Words.of(one.name()).words().size();
  }

  /** Whether the names speak of the same thing, as {@code customer_id} and {@code customers.id}. */
  private static boolean isLike(SampledColumn column, SampledColumn key, Sample other) {
    Set<String> here = meaningful(Stream.of(column.name()));
    Set<String> there = meaningful(Stream.of(key.name(), other.name()));
    return here.stream().anyMatch(there::contains)
        && meaningful(Stream.of(key.name())).stream()
            .allMatch(word -> word.length() < 3 || here.contains(word));
  }

  private static Set<String> meaningful(Stream<String> names) {
    return names
        .flatMap(name -> Words.of(name).words().stream())
        .map(word -> word.toLowerCase(Locale.ROOT).replaceFirst("(?<=..)s$", ""))
        .filter(word -> word.length() > 2 && !MEANINGLESS.contains(word))
        .collect(Collectors.toSet());
  }

  private static boolean isContained(SampledColumn column, SampledColumn key, Sample other) {
    Set<String> known = new HashSet<>(key.values());
    List<String> filled = column.filled();
    long found = filled.stream().filter(known::contains).count();
    return !filled.isEmpty()
        && found >= (other.rows() < Sample.MOST_ROWS ? MOSTLY * filled.size() : 0)
        && key.type() == column.type();
  }

  private static JoinedSample joined(Sample lines, String name, List<Match> matches) {
    List<FoundJoin> joins = new ArrayList<>();
    Set<String> names = new HashSet<>(Set.of(name));
    for (Match match : matches) {
      String alias = TableNames.identifier(match.other().name(), "join");
      alias = names.add(alias) ? alias : alias + "_joined";
      Set<String> taken = namesBeside(match.other(), lines, matches);
      joins.add(
          new FoundJoin(
              new Dimension(
                  alias,
                  match.other().relation(),
                  "%s.%s = %s.%s"
                      .formatted(
                          name, match.here().expression(), alias, match.there().expression())),
              Casting.of(qualified(match.other(), alias, taken))));
    }
    Set<Sample> used = matches.stream().map(Match::other).collect(Collectors.toSet());
    return new JoinedSample(
        qualified(lines, name, namesBeside(lines, lines, matches)), joins, used);
  }

  /** The names, in lower case, that the other joined tables have. */
  private static Set<String> namesBeside(Sample one, Sample lines, List<Match> matches) {
    return Stream.concat(Stream.of(lines), matches.stream().map(Match::other))
        .filter(sample -> !sample.equals(one))
        .flatMap(sample -> sample.columns().stream())
        .map(column -> column.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.toSet());
  }

  private static Sample qualified(Sample sample, String alias, Set<String> taken) {
    List<SampledColumn> columns =
        sample.columns().stream()
            .map(
                column ->
                    taken.contains(column.name().toLowerCase(Locale.ROOT))
                        ? new SampledColumn(
                            column.name(),
                            alias + "." + column.expression(),
                            column.type(),
                            column.values())
                        : column)
            .toList();
    return new Sample(sample.name(), sample.relation(), columns, sample.notes());
  }
}
