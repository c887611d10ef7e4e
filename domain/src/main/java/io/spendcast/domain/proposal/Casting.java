package io.spendcast.domain.proposal;

import io.spendcast.domain.proposal.column.Amounts;
import io.spendcast.domain.proposal.column.DayReading;
import io.spendcast.domain.proposal.column.Kinds;
import io.spendcast.domain.proposal.column.Role;
import io.spendcast.domain.proposal.column.SampledColumn;
import io.spendcast.domain.proposal.column.SampledColumn.ValueType;
import io.spendcast.domain.proposal.column.Vocabulary;
import io.spendcast.domain.proposal.column.Words;
import io.spendcast.domain.proposal.sample.ReadColumns;
import io.spendcast.domain.proposal.sample.Rows;
import io.spendcast.domain.proposal.sample.Sample;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Which column of a table plays which role, by name and by what stands in it. */
final class Casting {
  /** An amount that so few rows have is a fee or the like. */
  private static final double LEAST_FILLED = 0.3;

  /** A name that fits less may be about something else. */
  private static final int SURE = 4;

  /** More values are no kinds. */
  private static final int FEW = 12;

  /** A column that more rows leave open may stand once per order. */
  private static final double SOME = 0.1;

  private static final Pattern TIME_OF_DAY =
      Pattern.compile("\\d{1,2}:\\d{2}(:\\d{2}([.,]\\d+)?)?( ?[AaPp]\\.?[Mm]\\.?)?");

  /** What members, tenants and insured people pay. */
  private static final Set<String> DUES =
      Words.set("fee fees dues premium rent beitrag gebuhr miete cotisation cuota canone quota");

  private final Sample sample;
  private final ReadColumns read;
  private final Set<SampledColumn> oncePerOrder;
  private final Map<Role, SampledColumn> cast = new EnumMap<>(Role.class);
  private final Map<Role, SampledColumn> passed = new EnumMap<>(Role.class);
  private final List<Doubt> doubts = new ArrayList<>();

  private Casting(Sample sample) {
    this.sample = sample;
    this.read = ReadColumns.of(sample);
    this.oncePerOrder = Collections.newSetFromMap(new IdentityHashMap<>());
    oncePerOrder.addAll(foundOncePerOrder());
  }

  /** Casts the columns of a table; roles that no column can play stay open. */
  static Casting of(Sample sample) {
    Casting casting = new Casting(sample);
    if (sample.isNamed()) {
      casting.byName();
      casting.guests();
    } else {
      casting.byContent();
    }
    return casting;
  }

  private List<SampledColumn> foundOncePerOrder() {
    Rows rows = new Rows(sample);
    List<SampledColumn> orders =
        sample.columns().stream()
            .filter(column -> column.missing() == 0 && fit(Role.ORDER, column) > 0)
            .toList();
    return sample.columns().stream()
        .filter(column -> column.missing() > SOME)
        .filter(column -> orders.stream().anyMatch(order -> rows.isOnceWithin(order, column)))
        .toList();
  }

  /** Whether it stands on one line of each order only, which it says something of as a whole. */
  boolean isOncePerOrder(SampledColumn column) {
    return oncePerOrder.contains(column);
  }

  /** The column that would play a role if it did not stand once per order. */
  Optional<SampledColumn> passedOver(Role role) {
    return Optional.ofNullable(passed.get(role)).filter(column -> find(role).isEmpty());
  }

  Optional<SampledColumn> find(Role role) {
    return Optional.ofNullable(cast.get(role));
  }

  Optional<Amounts> number(Role role) {
    return find(role).flatMap(read::number);
  }

  Optional<DayReading> day() {
    return find(Role.DAY).flatMap(read::day);
  }

  /** All columns that can be read as numbers, whatever their roles, in order. */
  List<Amounts> numbers() {
    return sample.columns().stream().flatMap(column -> read.number(column).stream()).toList();
  }

  /** The column that has the times of day, if those of the day have none. */
  Optional<SampledColumn> timeOfDay() {
    return sample.columns().stream()
        .filter(column -> column.missing() < LEAST_FILLED)
        .filter(column -> column.filled().stream().allMatch(TIME_OF_DAY.asMatchPredicate()))
        .filter(
            column -> find(Role.DAY).filter(day -> !day.filled().get(0).contains(":")).isPresent())
        .findFirst();
  }

  List<Doubt> doubts() {
    return List.copyOf(doubts);
  }

  /** Columns that by their names say what kind of row each is, in words that say nothing to us. */
  List<SampledColumn> unexplainedKinds() {
    return sample.columns().stream()
        .filter(this::isText)
        .filter(column -> !cast.containsValue(column) || column.equals(cast.get(Role.LINE)))
        .filter(column -> Vocabulary.fit(Role.KIND, Words.of(column.name())) >= SURE)
        .filter(column -> column.distinct() <= FEW && Kinds.of(column).isEmpty())
        .filter(column -> !Kinds.unknown(column).isEmpty())
        .toList();
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
    List<Claim> claims = new ArrayList<>();
    for (Role role : Role.values()) {
      for (SampledColumn column : sample.columns()) {
        int fit = fit(role, column);
        if (fit > 0 && !passesOver(role, column)) {
          claims.add(new Claim(role, column, fit));
        }
      }
    }
    claims.sort(Comparator.comparingInt(Claim::fit).reversed());
    claims.forEach(this::grant);
  }

  /** What stands once per order says nothing of its other lines. */
  private boolean passesOver(Role role, SampledColumn column) {
    boolean ofLines = role == Role.KIND || role == Role.CURRENCY;
    boolean over =
        role == Role.AMOUNT
            ? hasPrice() && (isOncePerOrder(column) || isDoubtful(column))
            : ofLines && isOncePerOrder(column);
    if (over) {
      passed.putIfAbsent(role, column);
    }
    return over;
  }

  private static boolean isDoubtful(SampledColumn column) {
    return Vocabulary.isDoubtful(Role.AMOUNT, Words.of(column.name()));
  }

  private boolean hasPrice() {
    return sample.columns().stream()
        .anyMatch(column -> fit(Role.PRICE, column) > 0 && !isOncePerOrder(column));
  }

  private void guests() {
    Optional<Guests> guests = find(Role.CUSTOMER).flatMap(Guests::of);
    guests.ifPresent(
        found -> {
          SampledColumn shared = cast.get(Role.CUSTOMER);
          List<SampledColumn> mails =
              sample.columns().stream().filter(Casting::isMail).filter(read::isId).toList();
          Optional<SampledColumn> mail = found.separated(mails);
          mail.ifPresent(column -> cast.put(Role.CUSTOMER, column));
          doubts.add(new Doubt(key(Role.CUSTOMER), said(found, shared, mail)));
        });
  }

  private static String said(Guests guests, SampledColumn shared, Optional<SampledColumn> mail) {
    return mail.map(
            column ->
                "%s as %s, which stands for %s people; so customers are known by %s, and people may have several"
                    .formatted(
                        guests, shared.expression(), guests.people(column), column.expression()))
        .orElseGet(
            () ->
                "%s as %s: if that is a word for nobody, put it into source.contracts.missing-words"
                    .formatted(guests, shared.expression()));
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
    if (other == null && claim.role() == Role.AMOUNT && isDoubtful(claim.column())) {
      doubts.add(
          new Doubt(
              key(claim.role()),
              "by its name, %s may be something else than the money of the line"
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
    if (role == Role.ORDER && fit == 0 && areNumbered(column)) {
      fit = 2;
    }
    if (role == Role.CUSTOMER && fit == 0 && isMail(column)) {
      fit = 1;
    }
    if (role == Role.AMOUNT && fit == 0 && Words.of(column.name()).have(DUES)) {
      fit = 1;
    }
    return fit > 0 && canPlay(role, column) ? fit : 0;
  }

  /** Texts such as #1001 are numbers of orders, whatever their name. */
  private static boolean areNumbered(SampledColumn column) {
    return !column.filled().isEmpty()
        && column.filled().stream().allMatch(text -> text.matches("#\\s?\\w*\\d+"));
  }

  private static boolean isMail(SampledColumn column) {
    return Words.of(column.name()).have(Set.of("email", "mail"));
  }

  private boolean canPlay(Role role, SampledColumn column) {
    boolean number = read.number(column).isPresent();
    return switch (role) {
      case DAY -> read.day(column).isPresent();
      case CUSTOMER, ITEM -> read.isId(column) && column.distinct() > 1;
      case ORDER -> read.isId(column) && column.distinct() > 1 && column.missing() < LEAST_FILLED;
      case LINE -> read.isId(column);
      case QUANTITY -> number && column.missing() < LEAST_FILLED;
      case AMOUNT, PRICE -> number && column.missing() < 1 - LEAST_FILLED;
      case CATEGORY -> isText(column) && column.distinct() <= Math.max(20, sample.rows() / 10);
      case CURRENCY ->
          column.distinct() <= 20
              && column.distinct() > 0
              && column.filled().stream().allMatch(text -> text.matches("[A-Za-z]{3}"));
      case KIND -> isText(column) && column.distinct() <= 20 && Kinds.of(column).isPresent();
    };
  }

  private boolean isText(SampledColumn column) {
    return column.type() == ValueType.TEXT && read.number(column).isEmpty() && read.isId(column);
  }

  private void byContent() {
    cast.putAll(new Nameless(sample, read).cast());
    cast.forEach(
        (role, column) ->
            doubts.add(
                new Doubt(
                    key(role),
                    "the file has no names; by its values this is %s".formatted(column.name()))));
  }
}
