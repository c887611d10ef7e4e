package io.spendcast.domain.proposal;

import io.spendcast.domain.proposal.column.Amounts;
import io.spendcast.domain.proposal.column.DayReading;
import io.spendcast.domain.proposal.column.Kinds;
import io.spendcast.domain.proposal.column.Role;
import io.spendcast.domain.proposal.column.SampledColumn;
import io.spendcast.domain.proposal.sample.Sample;
import io.spendcast.domain.sales.Channel;
import io.spendcast.domain.sales.LineColumns;
import io.spendcast.domain.sales.OwnTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Describes a table of lines by the roles of its columns. */
final class TableDraft {
  /** More rows without a customer are no accident, but sales to nobody in particular. */
  private static final double ANONYMOUS = 0.02;

  private static final int MOST_SHOWN = 6;

  private final String name;
  private final Sample sample;
  private final Casting casting;
  private final List<FoundJoin> joins;
  private final Map<String, String> reasons = new LinkedHashMap<>();
  private final List<Doubt> doubts = new ArrayList<>();

  TableDraft(String name, Sample sample, Casting casting, List<FoundJoin> joins) {
    this.name = name;
    this.sample = sample;
    this.casting = casting;
    this.joins = joins;
  }

  /** The description, if the table has a customer, a day and money. */
  Optional<ProposedTable> draft() {
    Optional<Money> money = Money.of(sample, casting);
    Optional<String> customer = column(Role.CUSTOMER);
    Optional<DayReading> day = day();
    if (money.isEmpty() || customer.isEmpty() || day.isEmpty()) {
      return Optional.empty();
    }
    sample.notes().forEach(note -> doubts.add(new Doubt("options", note)));
    doubts.addAll(casting.doubts());
    Identity identity = Identity.of(sample, casting, column(Role.ORDER), ways(money.get()));
    return Optional.of(described(money.get(), customer.get(), day.get(), identity));
  }

  private ProposedTable described(Money money, String customer, DayReading day, Identity identity) {
    say("columns.date", day.reason() + timeOfDay(), day.doubt());
    onceOnly();
    reasons.put("columns.amount", money.reason());
    identity.reasons().forEach(reasons::put);
    doubts.addAll(money.doubts());
    doubts.addAll(identity.doubts());
    String quantity = quantity();
    Optional<RowKinds> kinds = RowKinds.of(sample, casting, money);
    Movement movement = Movement.of(sample, casting, money, kinds);
    reasons.put("flow", movement.reason());
    doubts.addAll(movement.doubts());
    LineColumns columns =
        new LineColumns(
            customer,
            identity.order(),
            identity.item(),
            day.expression(),
            quantity,
            movement.amount(),
            column(Role.CATEGORY),
            Optional.empty(),
            Optional.empty());
    OwnTable table =
        new OwnTable(
            name,
            new Channel(TableNames.channel(sample.name())),
            movement.flow(),
            sample.relation(),
            joins.stream().map(FoundJoin::dimension).toList(),
            columns,
            column(Role.CURRENCY),
            currency(money),
            filter(kinds));
    return new ProposedTable(table, reasons, doubts);
  }

  private List<SampledColumn> ways(Money money) {
    return Stream.concat(Stream.of(money.ways()), casting.find(Role.KIND).stream()).toList();
  }

  private void say(String key, String reason, Optional<String> doubt) {
    reasons.put(key, reason);
    doubt.ifPresent(text -> doubts.add(new Doubt(key, text)));
  }

  /** The column of a role, here or where a join finds it. */
  private Optional<String> column(Role role) {
    return Stream.concat(Stream.of(casting), joins.stream().map(FoundJoin::casting))
        .flatMap(one -> one.find(role).stream())
        .map(SampledColumn::expression)
        .findFirst();
  }

  private Optional<DayReading> day() {
    return Stream.concat(Stream.of(casting), joins.stream().map(FoundJoin::casting))
        .flatMap(one -> one.day().stream())
        .findFirst();
  }

  private String quantity() {
    Optional<Amounts> units = casting.number(Role.QUANTITY);
    if (units.isEmpty()) {
      reasons.put("columns.quantity", "no column says how many: each line counts as one");
      return "1";
    }
    if (!units.get().isWhole()) {
      String expression = units.get().column().expression();
      reasons.put("columns.quantity", expression + " has fractions, as weights have");
      return "1";
    }
    if (units.get().isAmbiguous()) {
      doubts.add(
          new Doubt(
              "columns.quantity",
              "texts such as %s are read in the style %s, but could be another number"
                  .formatted(units.get().column().filled().get(0), units.get().style().label())));
    }
    return units.get().expression();
  }

  /** What a second column of kinds says of rows: a type beside a status. */
  private List<String> otherKinds(SampledColumn column) {
    Optional<Kinds> kinds = Kinds.of(column).filter(found -> !casting.isOncePerOrder(column));
    kinds
        .map(TableDraft::returned)
        .filter(values -> !values.isEmpty())
        .ifPresent(
            values ->
                doubts.add(
                    new Doubt(
                        "filter",
                        "rows whose %s is %s count as the other columns say"
                            .formatted(column.expression(), values))));
    return kinds
        .filter(found -> !found.others().isEmpty())
        .map(
            found -> {
              doubts.add(
                  new Doubt(
                      "filter",
                      "rows whose %s is %s are taken for no sales and left out"
                          .formatted(column.expression(), String.join(", ", found.others()))));
              return "coalesce(%s, '') NOT IN (%s)"
                  .formatted(column.expression(), Kinds.listed(found.others()));
            })
        .stream()
        .toList();
  }

  private static String returned(Kinds kinds) {
    return Stream.of(kinds.returns(), kinds.partly())
        .flatMap(List::stream)
        .collect(Collectors.joining(", "));
  }

  private String timeOfDay() {
    return casting
        .timeOfDay()
        .map(column -> "; the time of day in %s is not needed".formatted(column.expression()))
        .orElse("");
  }

  /** What the lines but one of an order lack. */
  private void onceOnly() {
    for (Role role : List.of(Role.CUSTOMER, Role.DAY, Role.AMOUNT)) {
      casting
          .find(role)
          .filter(casting::isOncePerOrder)
          .ifPresent(
              column ->
                  doubts.add(
                      new Doubt(
                          Casting.key(role),
                          "%s stands on one line of each order only, and its other lines are not read"
                              .formatted(column.expression()))));
    }
    casting
        .passedOver(Role.KIND)
        .ifPresent(
            column ->
                doubts.add(
                    new Doubt(
                        "filter",
                        "%s stands on one line of each order only, so lines cannot be chosen by it: those of orders that are %s count as sales, too"
                            .formatted(
                                column.expression(),
                                Kinds.of(column).map(TableDraft::noSales).orElse("no sales")))));
  }

  private static String noSales(Kinds kinds) {
    return Stream.of(returned(kinds), String.join(", ", kinds.others()))
        .filter(values -> !values.isEmpty())
        .collect(Collectors.joining(", "));
  }

  private Optional<String> currency(Money money) {
    Optional<SampledColumn> column =
        casting.find(Role.CURRENCY).or(() -> casting.passedOver(Role.CURRENCY));
    if (column.isEmpty()) {
      return money.currency();
    }
    List<String> known =
        column.get().filled().stream()
            .collect(Collectors.groupingBy(text -> text, Collectors.counting()))
            .entrySet()
            .stream()
            .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
            .map(Map.Entry::getKey)
            .toList();
    if (known.size() > 1) {
      doubts.add(
          new Doubt(
              "currency",
              "amounts are in %s and cannot be added up; only those in %s are kept"
                  .formatted(String.join(", ", known), known.get(0))));
    }
    return Optional.of(known.get(0));
  }

  private Optional<String> filter(Optional<RowKinds> kinds) {
    List<String> conditions = new ArrayList<>();
    casting
        .find(Role.CUSTOMER)
        .filter(customer -> customer.missing() > ANONYMOUS)
        .ifPresent(
            customer -> {
              conditions.add(customer.expression() + " IS NOT NULL");
              doubts.add(
                  new Doubt(
                      "filter",
                      String.format(
                          Locale.ROOT,
                          "%.1f %% of the rows name no customer, so nobody's spend can be forecast"
                              + " from them; they are left out",
                          100 * customer.missing())));
            });
    casting
        .find(Role.AMOUNT)
        .filter(casting::isOncePerOrder)
        .ifPresent(amount -> conditions.add(amount.expression() + " IS NOT NULL"));
    kinds.ifPresent(
        found -> {
          found.filter().ifPresent(conditions::add);
          doubts.addAll(found.doubts());
        });
    casting.rivals(Role.KIND).forEach(column -> conditions.addAll(otherKinds(column)));
    casting
        .unexplainedKinds()
        .forEach(
            column ->
                doubts.add(
                    new Doubt(
                        "filter",
                        "rows count whatever their %s, such as %s; leave out what is no sale"
                            .formatted(
                                column.expression(),
                                Kinds.unknown(column).stream()
                                    .limit(MOST_SHOWN)
                                    .collect(Collectors.joining(", "))))));
    return conditions.isEmpty() ? Optional.empty() : Optional.of(String.join(" AND ", conditions));
  }
}
