package io.spendcast.domain.sales.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Java's own formats of many countries are the witness. */
class AmountTextTest {
  private record Country(String tag, AmountStyle style) {
    Locale locale() {
      return Locale.forLanguageTag(tag);
    }
  }

  @Provide
  Arbitrary<Country> countries() {
    return Arbitraries.of(
        new Country("en-US", AmountStyle.EN),
        new Country("en-GB", AmountStyle.EN),
        new Country("ja-JP", AmountStyle.EN),
        new Country("zh-CN", AmountStyle.EN),
        new Country("de-DE", AmountStyle.DE),
        new Country("nl-NL", AmountStyle.DE),
        new Country("it-IT", AmountStyle.DE),
        new Country("tr-TR", AmountStyle.DE),
        new Country("id-ID", AmountStyle.DE),
        new Country("pt-BR", AmountStyle.DE),
        new Country("da-DK", AmountStyle.DE),
        new Country("fr-FR", AmountStyle.FR),
        new Country("sv-SE", AmountStyle.FR),
        new Country("nb-NO", AmountStyle.FR),
        new Country("fi-FI", AmountStyle.FR),
        new Country("cs-CZ", AmountStyle.FR),
        new Country("ru-RU", AmountStyle.FR),
        new Country("de-CH", AmountStyle.CH));
  }

  @Property(tries = 2000)
  void what_java_writes_for_a_country_is_read_back(
      @ForAll("countries") Country country,
      @ForAll @BigRange(min = "-99999999999", max = "99999999999") @Scale(4) BigDecimal amount) {
    NumberFormat format = NumberFormat.getNumberInstance(country.locale());
    format.setMinimumFractionDigits(4);
    assertThat(AmountText.read(format.format(amount), country.style()))
        .as(format.format(amount))
        .hasValueSatisfying(read -> assertThat(read).isEqualByComparingTo(amount));
  }

  @Property(tries = 2000)
  void with_its_currency_too(
      @ForAll("countries") Country country,
      @ForAll @BigRange(min = "-9999999", max = "9999999") @Scale(2) BigDecimal amount) {
    NumberFormat format = NumberFormat.getCurrencyInstance(country.locale());
    format.setMinimumFractionDigits(2);
    assertThat(AmountText.read(format.format(amount), country.style()))
        .as(format.format(amount))
        .hasValueSatisfying(read -> assertThat(read).isEqualByComparingTo(amount));
  }

  @Property(tries = 2000)
  void without_a_style_it_is_read_right_or_not_at_all(
      @ForAll("countries") Country country,
      @ForAll @BigRange(min = "-9999999", max = "9999999") @Scale(3) BigDecimal amount) {
    NumberFormat format = NumberFormat.getNumberInstance(country.locale());
    assertThat(AmountText.read(format.format(amount)).orElse(amount))
        .as(format.format(amount))
        .isEqualByComparingTo(amount);
  }

  /** Java does not write Indian groups: three digits, then always two. */
  @Property
  void indian_groups_are_read_back(@ForAll @LongRange(min = 1000, max = 1L << 50) long amount) {
    String digits = Long.toString(amount);
    int last = digits.length() - 3;
    String groups = new StringBuilder(digits.substring(0, last)).reverse().toString();
    String grouped =
        new StringBuilder(groups.replaceAll("(..)(?=.)", "$1,")).reverse()
            + ","
            + digits.substring(last);
    assertThat(AmountText.read(grouped, AmountStyle.IN))
        .as(grouped)
        .hasValueSatisfying(
            read -> assertThat(read).isEqualByComparingTo(BigDecimal.valueOf(amount)));
  }

  @Property
  void any_text_at_all_is_an_answer(@ForAll String text, @ForAll AmountStyle style) {
    assertThat(AmountText.read(text, style)).isNotNull();
    assertThat(AmountText.read(text)).isNotNull();
    assertThat(AmountText.currency(text)).isNotNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en | 1,234.56          | 1234.56",
        "en | $1,234.56         | 1234.56",
        "en | US$ 1,234.56      | 1234.56",
        "en | USD1234.56        | 1234.56",
        "en | 1,234.56 USD      | 1234.56",
        "en | (1,234.56)        | -1234.56",
        "en | $ (1,234.56)      | -1234.56",
        "en | ($1,234.56)       | -1234.56",
        "en | 12.50-            | -12.50",
        "en | −12.50            | -12.50",
        "en | –12.50            | -12.50",
        "en | -$12.50           | -12.50",
        "en | $-12.50           | -12.50",
        "en | +12.50            | 12.50",
        "en | .99               | 0.99",
        "en | 007               | 7",
        "en | 1.234             | 1.234",
        "de | 1.234             | 1234",
        "de | 1.234,56          | 1234.56",
        "de | 1234,56           | 1234.56",
        "de | 1.234,56 €        | 1234.56",
        "de | € -1.234,56       | -1234.56",
        "de | 1.234,56- EUR     | -1234.56",
        "de | 1.234,56 €-       | -1234.56",
        "de | 5,-               | 5",
        "de | 5,-- €            | 5",
        "de | R$ 1.234,56       | 1234.56",
        "fr | 1 234,56          | 1234.56",
        "fr | 12 345 678,9 €    | 12345678.9",
        "fr | −1 234,50 kr      | -1234.50",
        "fr | 1 234,56 zł       | 1234.56",
        "ch | 1'234.56          | 1234.56",
        "ch | CHF-1’234.56      | -1234.56",
        "ch | Fr. 5.–           | 5",
        "in | ₹12,34,567.89     | 1234567.89",
        "in | Rs. 1,234         | 1234",
      })
  void amounts_are_read_as_their_style_writes_them(String style, String text, BigDecimal amount) {
    assertThat(AmountText.read(text, AmountStyle.find(style).orElseThrow()))
        .hasValueSatisfying(read -> assertThat(read).isEqualByComparingTo(amount));
  }

  /** JUnit trims blanks that are not written as escapes. */
  @Test
  void blanks_of_any_kind_may_stand_around_and_one_kind_between() {
    assertThat(AmountText.read("\u00a0\u200b1\u202f234,56\u00a0€\t", AmountStyle.FR))
        .contains(new BigDecimal("1234.56"));
    assertThat(AmountText.read("1\u00a0234\u202f567,5", AmountStyle.FR)).isEmpty();
    assertThat(AmountText.read(" ".repeat(80) + "7", AmountStyle.EN))
        .hasValueSatisfying(read -> assertThat(read).isEqualByComparingTo("7"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en | 12,34",
        "en | 1,234,56",
        "en | 1234,567",
        "en | 0,125",
        "en | 1.234,56",
        "en | 1 234.56",
        "en | 1,,234",
        "en | 12.",
        "en | 12.50.1",
        "en | 1e5",
        "en | 12d",
        "en | 0x1F",
        "en | NaN",
        "en | Infinity",
        "en | --5",
        "en | -5-",
        "en | (-5)",
        "en | $5 USD",
        "en | 5 %",
        "en | 12 pieces",
        "en | XYZ 5",
        "en | -",
        "en | $",
        "de | 12.5",
        "de | 1234.56",
        "de | 1,234.56",
        "de | 0.500",
        "de | 1.23.456",
        "fr | 1 23,4",
        "fr | 1234 567,8",
        "ch | 1'23.4",
        "in | 123,456",
        "in | 1,234,567",
      })
  void what_the_style_does_not_write_is_not_read(String style, String text) {
    assertThat(AmountText.read(text, AmountStyle.find(style).orElseThrow())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1,234.56 | 1234.56",
        "1.234,56 | 1234.56",
        "1.234.567 | 1234567",
        "12,50 | 12.50",
        "12.50 | 12.50",
        "0.125 | 0.125",
        "1'234 | 1234",
        "1 234 | 1234",
        "12,34,567 | 1234567",
        "1234 | 1234",
      })
  void without_a_style_what_has_one_meaning_is_read(String text, BigDecimal amount) {
    assertThat(AmountText.read(text))
        .hasValueSatisfying(read -> assertThat(read).isEqualByComparingTo(amount));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.234", "1,234", "12.345", "-1.234 €", "(12,345)"})
  void without_a_style_what_has_two_meanings_is_not_read(String text) {
    assertThat(AmountText.read(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1e5", "12d", "12f", "0x1F", "1,5", "12.", "1 2", "NaN", "1_000", "", " "})
  void the_plain_form_is_digits_with_a_point(String text) {
    assertThat(AmountText.plain(text)).isEmpty();
    assertThat(List.of("12", "-12.5", "+.5", " 12 ", "0012.10").stream().map(AmountText::plain))
        .allMatch(Optional::isPresent);
  }

  @Test
  void the_currency_at_an_amount_is_known() {
    assertThat(AmountText.currency("1.234,56 €")).contains("EUR");
    assertThat(AmountText.currency("EUR 5")).contains("EUR");
    assertThat(AmountText.currency("-$5.00")).contains("$");
    assertThat(AmountText.currency("(US$5.00)")).contains("USD");
    assertThat(AmountText.currency("5.00")).isEmpty();
    assertThat(AmountText.currency("€")).isEmpty();
  }
}
