package io.spendcast.domain.sales.text;

import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A currency at one end of an amount.
 *
 * @param code of ISO 4217 where the mark belongs to one currency only, else the mark
 * @param rest the text without it
 */
record CurrencyMark(String code, String rest) {
  private static final Map<String, String> CERTAIN =
      Map.ofEntries(
          Map.entry("€", "EUR"),
          Map.entry("£", "GBP"),
          Map.entry("₹", "INR"),
          Map.entry("₽", "RUB"),
          Map.entry("₺", "TRY"),
          Map.entry("₩", "KRW"),
          Map.entry("₪", "ILS"),
          Map.entry("₫", "VND"),
          Map.entry("₴", "UAH"),
          Map.entry("₦", "NGN"),
          Map.entry("₱", "PHP"),
          Map.entry("zł", "PLN"),
          Map.entry("Kč", "CZK"),
          Map.entry("Ft", "HUF"),
          Map.entry("Fr.", "CHF"),
          Map.entry("SFr.", "CHF"),
          Map.entry("R$", "BRL"),
          Map.entry("US$", "USD"),
          Map.entry("TL", "TRY"),
          Map.entry("Rp", "IDR"),
          Map.entry("Rp.", "IDR"));

  private static final Set<String> CODES =
      Currency.getAvailableCurrencies().stream()
          .map(Currency::getCurrencyCode)
          .collect(Collectors.toUnmodifiableSet());

  private static final String MARK =
      "(?<mark>[A-Z]{0,3}\\p{Sc}|SFr\\.|Fr\\.|kr\\.?|Rs\\.?|Rp\\.?|z\\u0142|K\\u010d|Ft|TL|lei|руб\\.?|[A-Z]{3})";

  private static final Pattern BEFORE = Pattern.compile(MARK + "(?<rest>[^\\p{L}\\p{Sc}].*)");
  private static final Pattern AFTER = Pattern.compile("(?<rest>.*[^\\p{L}\\p{Sc}])" + MARK);

  static Optional<CurrencyMark> before(String text) {
    return of(BEFORE.matcher(text));
  }

  static Optional<CurrencyMark> after(String text) {
    return of(AFTER.matcher(text));
  }

  private static Optional<CurrencyMark> of(Matcher found) {
    if (!found.matches() || !isKnown(found.group("mark"))) {
      return Optional.empty();
    }
    String mark = found.group("mark");
    return Optional.of(new CurrencyMark(CERTAIN.getOrDefault(mark, mark), found.group("rest")));
  }

  private static boolean isKnown(String mark) {
    return !mark.matches("[A-Z]{3}") || CODES.contains(mark);
  }
}
