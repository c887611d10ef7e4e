package io.spendcast.bootstrap.serve;

import io.spendcast.application.online.ForecastContext;
import io.spendcast.application.online.Purchase;
import io.spendcast.application.online.Purchase.Direction;
import io.spendcast.domain.sales.Channel;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads purchases out of a request, as a context allows them. */
final class PurchaseFields {
  private static final int MOST_UNITS = 1_000_000_000;
  private static final Set<String> KNOWN =
      Set.of(
          "day",
          "known",
          "channel",
          "amount",
          "discount",
          "quantity",
          "order",
          "category",
          "returned");

  private final ForecastContext context;
  private final Map<String, Channel> channels;
  private final String early;
  private final String somewhere;

  PurchaseFields(ForecastContext context) {
    this.context = context;
    this.channels =
        context.catalogue().channels().stream()
            .collect(Collectors.toMap(Channel::name, channel -> channel));
    // Said once: a request may have thousands of purchases that break no rule.
    this.early = "must be before %s, when the forecast begins".formatted(context.asOf());
    this.somewhere =
        "must be one of " + channels.keySet().stream().sorted().collect(Collectors.joining(", "));
  }

  List<Purchase> of(Field purchases) {
    return purchases.items().stream().map(this::purchase).toList();
  }

  private Purchase purchase(Field line) {
    line.onlyWith(KNOWN);
    Field day = line.field("day");
    LocalDate soldOn = day.day();
    Optional<Field> known = line.find("known");
    return new Purchase(
        soldOn,
        known.map(later -> known(later, soldOn)).orElseGet(() -> past(day, soldOn)),
        channel(line.field("channel")),
        line.find("returned")
            .filter(Field::flag)
            .map(any -> Direction.RETURNED)
            .orElse(Direction.BOUGHT),
        money(line.field("amount")),
        line.find("discount").map(PurchaseFields::money).orElse(BigDecimal.ZERO),
        line.find("quantity").map(units -> units.count(MOST_UNITS)).orElse(1),
        line.find("order").map(Field::text),
        line.find("category").map(Field::text));
  }

  private LocalDate known(Field field, LocalDate soldOn) {
    LocalDate day = past(field, field.day());
    field.require(!day.isBefore(soldOn), "must not be before day");
    return day;
  }

  private LocalDate past(Field field, LocalDate day) {
    field.require(day.isBefore(context.asOf().day()), early);
    return day;
  }

  private Channel channel(Field field) {
    Channel channel = channels.get(field.text());
    field.require(channel != null, somewhere);
    return channel;
  }

  private static BigDecimal money(Field field) {
    BigDecimal amount = field.decimal();
    field.require(Purchase.isMoney(amount), "must be money: not negative, at most four decimals");
    return amount;
  }

  /** Whose currency is another one is refused. */
  void requireCurrency(Optional<Field> currency) {
    currency.ifPresent(
        asked ->
            asked.require(
                context.takes(asked.text()),
                "must be %s, in which the model learnt".formatted(context.currency().orElse(""))));
  }
}
