package io.spendcast.domain.proposal;

import io.spendcast.domain.proposal.column.Amounts;
import io.spendcast.domain.proposal.column.NumberStyle;
import io.spendcast.domain.proposal.column.Role;
import io.spendcast.domain.proposal.column.SampledColumn;
import io.spendcast.domain.proposal.column.SampledColumn.ValueType;
import io.spendcast.domain.proposal.column.Vocabulary;
import io.spendcast.domain.proposal.column.Words;
import io.spendcast.domain.proposal.sample.Rows;
import io.spendcast.domain.proposal.sample.Sample;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The money of a line.
 *
 * @param expression how Spark SQL reads it
 * @param exact how Spark SQL reads it as an exact number
 * @param signs of each row: below zero, zero or above
 * @param reason why this is it
 * @param currency the currency that the texts show, if they show one
 * @param isLessRefunds whether what was given back is off it already
 * @param doubts what is unsure
 */
record Money(
    String expression,
    String exact,
    List<Integer> signs,
    String reason,
    Optional<String> currency,
    boolean isLessRefunds,
    List<Doubt> doubts) {
  private static final String KEY = "columns.amount";
  private static final double MOSTLY = 0.9;
  private static final int SEVERAL = 20;
  private static final BigDecimal LARGE = BigDecimal.valueOf(500);
  private static final Set<String> DISCOUNTS =
      Words.set("discount discounts rabatt nachlass remise descuento sconto korting desconto");

  static Optional<Money> of(Sample sample, Casting casting) {
    Optional<Amounts> amount = casting.number(Role.AMOUNT);
    Optional<TwoSides> sides =
        TwoSides.of(casting).filter(two -> amount.isEmpty() || two.have(amount.get()));
    if (sides.isPresent()) {
      return sides.map(TwoSides::money);
    }
    Optional<Amounts> price = casting.number(Role.PRICE);
    List<Doubt> doubts = new ArrayList<>();
    if (amount.isPresent()) {
      boolean verified = isProduct(casting, amount.get());
      boolean ofOrder = !verified && isOfOrder(sample, casting, amount.get());
      if (!ofOrder) {
        return Optional.of(ofLine(casting, BeforeFees.of(casting, amount.get()), verified, doubts));
      }
      if (price.isEmpty()) {
        doubts.add(
            new Doubt(
                KEY,
                "every line of an order has the same %s: if that is the order's total, it counts once per line and the money is too high"
                    .formatted(amount.get().column().expression())));
        return Optional.of(ofLine(casting, amount.get(), true, doubts));
      }
    }
    return price.map(one -> ofPrice(casting, one, doubts));
  }

  private static boolean isProduct(Casting casting, Amounts amount) {
    Optional<Amounts> price = casting.number(Role.PRICE);
    Optional<Amounts> quantity = casting.number(Role.QUANTITY);
    return price.isPresent()
        && quantity.isPresent()
        && amount.shareOfProduct(price.get(), quantity.get()) >= MOSTLY;
  }

  private static boolean isOfOrder(Sample sample, Casting casting, Amounts amount) {
    return casting
        .find(Role.ORDER)
        .filter(order -> new Rows(sample).isRepeatedWithin(order, amount.column()))
        .isPresent();
  }

  private static Money ofLine(Casting casting, Amounts amount, boolean sure, List<Doubt> doubts) {
    ambiguity(amount).ifPresent(doubts::add);
    String name = amount.column().expression();
    Optional<Refunds> refunds = Refunds.of(casting, amount);
    boolean cents = isInCents(amount);
    if (cents) {
      doubts.add(new Doubt(KEY, "by its name, %s is in hundredths".formatted(name)));
    }
    if (!cents && mayBeInCents(amount)) {
      doubts.add(
          new Doubt(
              KEY,
              "all of %s is whole: if it is in hundredths, write %s / 100".formatted(name, name)));
    }
    if (refunds.isEmpty()) {
      notTakenOff(Refunds.named(casting), amount).ifPresent(doubts::add);
    }
    String left = refunds.map(found -> found.off(amount.exact())).orElseGet(amount::exact);
    String whole = refunds.isPresent() ? "(%s) / 100".formatted(left) : left + " / 100";
    String reason = sure ? "the money of the line" : "by its name";
    String less =
        refunds
            .map(found -> ", less what was given back, " + found.amounts().column().expression())
            .orElse("");
    return new Money(
        cents ? whole : refunds.isPresent() ? left : amount.expression(),
        cents ? whole : left,
        refunds.map(found -> found.signs(amount)).orElseGet(() -> signs(amount)),
        style(amount).map(text -> reason + ", " + text).orElse(reason) + less,
        currency(amount),
        refunds.isPresent(),
        doubts);
  }

  private static Optional<Doubt> notTakenOff(List<Refunds> refunds, Amounts amount) {
    return refunds.stream()
        .map(found -> found.amounts().column())
        .filter(column -> !column.equals(amount.column()))
        .findFirst()
        .map(
            column ->
                new Doubt(
                    KEY,
                    "%s says what was given back; it is not taken off %s"
                        .formatted(column.expression(), amount.column().expression())));
  }

  private static boolean isInCents(Amounts amount) {
    return amount.isWhole()
        && Words.of(amount.column().name()).have(Set.of("cents", "cent", "centimes"));
  }

  /** Large amounts of which none has cents are rare, except where cents are counted. */
  private static boolean mayBeInCents(Amounts amount) {
    List<BigDecimal> sorted = amount.known().stream().map(BigDecimal::abs).sorted().toList();
    return amount.isWhole()
        && amount.column().distinct() >= SEVERAL
        && sorted.get(sorted.size() / 2).compareTo(LARGE) >= 0;
  }

  private static Money ofPrice(Casting casting, Amounts price, List<Doubt> doubts) {
    ambiguity(price).ifPresent(doubts::add);
    notTakenOff(Refunds.named(casting), price).ifPresent(doubts::add);
    discount(casting, price).ifPresent(doubts::add);
    Optional<Amounts> quantity = casting.number(Role.QUANTITY);
    String name = price.column().expression();
    if (quantity.isEmpty()) {
      doubts.add(
          new Doubt(KEY, name + " is taken for the money of the line; no column says how many"));
      return new Money(
          price.expression(),
          price.exact(),
          signs(price),
          "by its name",
          currency(price),
          false,
          doubts);
    }
    if (Vocabulary.fit(Role.PRICE, Words.of(price.column().name())) < 5) {
      doubts.add(
          new Doubt(
              KEY,
              "%s is taken for the price of one; if it is that of the whole line, write %s"
                  .formatted(name, price.expression())));
    }
    String product = "%s * %s".formatted(price.exact(), quantity.get().exact());
    List<Integer> ofPrice = signs(price);
    List<Integer> ofQuantity = signs(quantity.get());
    return new Money(
        product,
        product,
        IntStream.range(0, ofPrice.size())
            .mapToObj(row -> ofPrice.get(row) * ofQuantity.get(row))
            .toList(),
        "no column has the money of the line: price times quantity",
        currency(price),
        false,
        doubts);
  }

  private static Optional<Doubt> discount(Casting casting, Amounts price) {
    return casting.numbers().stream()
        .filter(numbers -> Words.of(numbers.column().name()).have(DISCOUNTS))
        .filter(numbers -> numbers.known().stream().anyMatch(number -> number.signum() != 0))
        .findFirst()
        .map(
            numbers ->
                new Doubt(
                    KEY,
                    "%s is not taken off %s times quantity; if the price is before it, do so"
                        .formatted(numbers.column().expression(), price.column().expression())));
  }

  private static List<Integer> signs(Amounts amounts) {
    return amounts.numbers().stream()
        .map(number -> number.map(BigDecimal::signum).orElse(0))
        .toList();
  }

  /** In how many of the rows it is below zero. */
  long below() {
    return signs.stream().filter(sign -> sign < 0).count();
  }

  /** Which way each row goes, as a column. */
  SampledColumn ways() {
    return new SampledColumn(
        "way",
        "way",
        ValueType.TEXT,
        signs.stream().map(sign -> sign < 0 ? "back" : "sold").toList());
  }

  private static Optional<Doubt> ambiguity(Amounts amount) {
    return Optional.of(amount)
        .filter(Amounts::isAmbiguous)
        .map(
            one ->
                new Doubt(
                    KEY,
                    "texts such as %s are read as %s, but could be another number"
                        .formatted(example(one), one.style().parse(example(one)).orElseThrow())));
  }

  private static String example(Amounts amount) {
    return amount.column().filled().stream()
        .filter(text -> text.matches(".*\\d[.,]\\d{3}.*"))
        .filter(text -> amount.style().parse(text).isPresent())
        .findFirst()
        .orElse(amount.column().filled().get(0));
  }

  private static Optional<String> style(Amounts amount) {
    return amount.style() == NumberStyle.PLAIN
        ? Optional.empty()
        : Optional.of("written as " + example(amount));
  }

  /** The dollar is that of many countries. */
  private static Optional<String> currency(Amounts amount) {
    List<String> texts = amount.column().filled();
    if (texts.stream().anyMatch(text -> text.contains("€"))) {
      return Optional.of("EUR");
    }
    return texts.stream().anyMatch(text -> text.contains("£"))
        ? Optional.of("GBP")
        : Optional.empty();
  }
}
