package io.spendcast.domain.proposal;

import io.spendcast.domain.proposal.SampledColumn.ValueType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which column of a table plays which role, by name and by what stands in it. */
final class Casting {
  /** An amount that so few rows have is a fee or the like. */
  private static final double LEAST_FILLED = 0.3;

  private final Sample sample;
  private final Map<SampledColumn, Optional<Amounts>> amounts = new HashMap<>();
  private final Map<SampledColumn, Optional<DayReading>> days = new HashMap<>();
  private final Map<Role, SampledColumn> cast = new EnumMap<>(Role.class);
  private final List<Doubt> doubts = new ArrayList<>();

  private Casting(Sample sample) {
    this.sample = sample;
    for (SampledColumn column : sample.columns()) {
      amounts.put(column, Amounts.of(column));
      days.put(column, DayReading.of(column));
    }
  }

  /** Casts the columns of a table; roles that no column can play stay open. */
  static Casting of(Sample sample) {
    Casting casting = new Casting(sample);
    casting.byName();
    if (!sample.isNamed()) {
      casting.byContent();
    }
    return casting;
  }

  Optional<SampledColumn> find(Role role) {
    return Optional.ofNullable(cast.get(role));
  }

  Optional<Amounts> number(Role role) {
    return find(role).flatMap(column -> amounts.get(column));
  }

  Optional<DayReading> day() {
    return find(Role.DAY).flatMap(column -> days.get(column));
  }

  /** The same column as a day, whatever its role. */
  Optional<DayReading> day(SampledColumn column) {
    return days.get(column);
  }

  List<Doubt> doubts() {
    return List.copyOf(doubts);
  }

  /** Columns whose names fit a role that another column plays, best first. */
  List<SampledColumn> rivals(Role role) {
    return sample.columns().stream()
        .filter(column -> !cast.containsValue(column))
        .filter(column -> fit(role, column) > 0)
        .sorted(Comparator.comparingInt((SampledColumn column) -> fit(role, column)).reversed())
        .toList();
  }

  private record Claim(Role role, SampledColumn column, int fit) {}

  private void byName() {
    if (!sample.isNamed()) {
      return;
    }
    List<Claim> claims = new ArrayList<>();
    for (Role role : Role.values()) {
      for (SampledColumn column : sample.columns()) {
        int fit = fit(role, column);
        if (fit > 0) {
          claims.add(new Claim(role, column, fit));
        }
      }
    }
    claims.sort(Comparator.comparingInt(Claim::fit).reversed());
    claims.forEach(this::grant);
  }

  private void grant(Claim claim) {
    if (cast.containsValue(claim.column())) {
      return;
    }
    SampledColumn other = cast.putIfAbsent(claim.role(), claim.column());
    if (other == null && claim.role() == Role.CUSTOMER && claim.fit() == 1) {
      doubts.add(
          new Doubt(
              key(claim.role()),
              "nothing but %s names the customers, and people may have several"
                  .formatted(claim.column().expression())));
    }
    boolean asGood = other != null && fit(claim.role(), other) == claim.fit();
    if (asGood && isVital(claim.role())) {
      doubts.add(
          new Doubt(
              key(claim.role()),
              "by its name, %s could be it as well".formatted(claim.column().expression())));
    }
  }

  private static boolean isVital(Role role) {
    return Set.of(Role.DAY, Role.CUSTOMER, Role.ORDER, Role.ITEM, Role.AMOUNT).contains(role);
  }

  static String key(Role role) {
    return "columns." + (role == Role.DAY ? "date" : role.name().toLowerCase(Locale.ROOT));
  }

  private int fit(Role role, SampledColumn column) {
    int fit = Vocabulary.fit(role, Words.of(column.name()));
    if (role == Role.ORDER && fit == 0 && Words.of(column.name()).have(Set.of("no", "nr", "id"))) {
      fit = 1;
    }
    if (role == Role.CUSTOMER && fit == 0 && isMail(column)) {
      fit = 1;
    }
    return fit > 0 && canPlay(role, column) ? fit : 0;
  }

  private static boolean isMail(SampledColumn column) {
    return Words.of(column.name()).have(Set.of("email", "mail"));
  }

  private boolean canPlay(Role role, SampledColumn column) {
    return switch (role) {
      case DAY -> days.get(column).isPresent();
      case CUSTOMER, ORDER, ITEM -> isId(column) && column.distinct() > 1;
      case LINE -> isId(column);
      case QUANTITY -> amounts.get(column).isPresent() && column.missing() < LEAST_FILLED;
      case AMOUNT, PRICE -> amounts.get(column).isPresent() && column.missing() < 1 - LEAST_FILLED;
      case CATEGORY -> isText(column) && column.distinct() <= Math.max(20, sample.rows() / 10);
      case CURRENCY ->
          column.distinct() <= 20
              && column.distinct() > 0
              && column.filled().stream().allMatch(text -> text.matches("[A-Za-z]{3}"));
      case KIND -> isText(column) && column.distinct() <= 20 && Kinds.of(column).isPresent();
    };
  }

  private boolean isText(SampledColumn column) {
    return column.type() == ValueType.TEXT && amounts.get(column).isEmpty() && isId(column);
  }

  private boolean isId(SampledColumn column) {
    boolean scalar = column.type() == ValueType.TEXT || column.type() == ValueType.WHOLE;
    boolean whole = amounts.get(column).map(Amounts::isWhole).orElse(true);
    boolean day = days.get(column).filter(reading -> isWritten(column)).isPresent();
    boolean wholeDouble = column.type() == ValueType.DECIMAL && whole;
    return !column.filled().isEmpty() && (scalar || wholeDouble) && whole && !day;
  }

  /** Whether its values are written as dates, not as numbers that could be something else. */
  private boolean isWritten(SampledColumn column) {
    return amounts.get(column).filter(Amounts::isWhole).isEmpty();
  }

  /** Without names: what can be a day, an amount, a quantity; and ids by what decides what. */
  private void byContent() {
    List<SampledColumn> open = new ArrayList<>(sample.columns());
    open.stream()
        .filter(
            column ->
                days.get(column)
                    .filter(day -> isWritten(column) || day.expression().contains("yyyyMMdd"))
                    .isPresent())
        .min(Comparator.comparing((SampledColumn c) -> !isWritten(c)))
        .ifPresent(column -> take(Role.DAY, column, open));
    money(open);
    ids(open);
    cast.forEach(
        (role, column) ->
            doubts.add(
                new Doubt(
                    key(role),
                    "the file has no names; by its values this is %s".formatted(column.name()))));
  }

  private void take(Role role, SampledColumn column, List<SampledColumn> open) {
    cast.put(role, column);
    open.remove(column);
  }

  private void money(List<SampledColumn> open) {
    List<SampledColumn> fractions =
        open.stream()
            .filter(column -> amounts.get(column).filter(a -> !a.isWhole()).isPresent())
            .toList();
    if (!fractions.isEmpty()) {
      take(Role.AMOUNT, fractions.get(fractions.size() - 1), open);
    }
    if (fractions.size() > 1) {
      take(Role.PRICE, fractions.get(fractions.size() - 2), open);
    }
    open.stream()
        .filter(column -> amounts.get(column).filter(Casting::areUnits).isPresent())
        .findFirst()
        .ifPresent(column -> take(Role.QUANTITY, column, open));
    open.stream()
        .filter(column -> cast.get(Role.AMOUNT) == null && amounts.get(column).isPresent())
        .reduce((first, second) -> second)
        .ifPresent(column -> take(Role.AMOUNT, column, open));
  }

  /** Small whole numbers, one of them most often. */
  private static boolean areUnits(Amounts numbers) {
    long small =
        numbers.known().stream().filter(number -> Math.abs(number.longValue()) <= 20).count();
    return numbers.isWhole()
        && numbers.column().distinct() <= 100
        && small >= 0.9 * numbers.known().size();
  }

  private void ids(List<SampledColumn> open) {
    List<SampledColumn> ids =
        new ArrayList<>(open.stream().filter(this::isId).filter(c -> c.distinct() > 1).toList());
    ids.removeIf(column -> column.missing() > LEAST_FILLED || column.distinct() <= 3);
    Rows rows = new Rows(sample);
    for (SampledColumn order : ids) {
      for (SampledColumn customer : ids) {
        boolean finer = order.distinct() > customer.distinct() && rows.determines(order, customer);
        if (finer && !cast.containsKey(Role.ORDER)) {
          take(Role.ORDER, order, open);
          take(Role.CUSTOMER, customer, open);
        }
      }
    }
    ids.removeIf(cast::containsValue);
    for (Role role : List.of(Role.CUSTOMER, Role.ITEM)) {
      if (!cast.containsKey(role) && !ids.isEmpty()) {
        take(role, ids.remove(0), open);
      }
    }
  }
}
