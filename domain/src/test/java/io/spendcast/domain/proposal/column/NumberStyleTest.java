package io.spendcast.domain.proposal.column;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class NumberStyleTest {
  @Property(tries = 300)
  void every_style_reads_what_is_written_in_it(
      @ForAll @LongRange(min = -99_999_999_999L, max = 99_999_999_999L) long cents) {
    BigDecimal amount = BigDecimal.valueOf(cents, 2);
    assertThat(NumberStyle.EN.parse(written(amount, ',', '.'))).hasValue(amount);
    assertThat(NumberStyle.DE.parse(written(amount, '.', ','))).hasValue(amount);
    assertThat(NumberStyle.FR.parse(written(amount, ' ', ','))).hasValue(amount);
    assertThat(NumberStyle.CH.parse(written(amount, '\'', '.'))).hasValue(amount);
    assertThat(NumberStyle.PLAIN.parse(amount.toPlainString())).hasValue(amount);
  }

  private static String written(BigDecimal amount, char thousands, char decimal) {
    DecimalFormatSymbols symbols = new DecimalFormatSymbols(Locale.ROOT);
    symbols.setGroupingSeparator(thousands);
    symbols.setDecimalSeparator(decimal);
    return new DecimalFormat("#,##0.00", symbols).format(amount);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "$1,234.56|EN|1234.56",
        "1.234,56 €|DE|1234.56",
        "EUR 12,50|DE|12.50",
        "(12.50)|EN|-12.50",
        "12.50-|EN|-12.50",
        "−12,50|DE|-12.50",
        "1'234.50|CH|1234.50",
        "-$5.00|EN|-5.00",
        "7|DE|7"
      })
  void signs_and_currencies_are_read(String text, NumberStyle style, BigDecimal number) {
    assertThat(style.parse(text).orElseThrow()).isEqualByComparingTo(number);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"1,23|EN", "1.23|DE", "12a|EN", "''|PLAIN", "1,234.56|PLAIN", "1.2.3|EN", "--5|EN"})
  void what_is_no_number_in_a_style_is_none(String text, NumberStyle style) {
    assertThat(style.parse(text)).isEmpty();
  }

  static Stream<List<Object>> columns() {
    return Stream.of(
        List.of(NumberStyle.PLAIN, false, List.of("1.50", "1234.00", "7")),
        List.of(NumberStyle.EN, false, List.of("1.50", "1,234.00", "7")),
        List.of(NumberStyle.DE, false, List.of("1,50", "1.234,00", "7")),
        List.of(NumberStyle.FR, false, List.of("1,50", "1 234,00", "7")),
        List.of(NumberStyle.CH, false, List.of("1.50", "1'234.00", "7")),
        List.of(NumberStyle.EN, false, List.of("$1.50", "$7.25")),
        List.of(NumberStyle.DE, false, List.of("1,50 €", "7,25 €")),
        List.of(NumberStyle.DE, true, List.of("1.234", "2.500", "12.750", "990")),
        List.of(NumberStyle.EN, true, List.of("1,234", "2,500", "12,750")));
  }

  @ParameterizedTest
  @MethodSource("columns")
  void a_column_has_the_style_that_reads_it_and_says_if_another_reads_it_otherwise(
      List<Object> wanted) {
    @SuppressWarnings("unchecked")
    List<String> texts = (List<String>) wanted.get(2);
    Amounts amounts = Amounts.of(Samples.column("amount", texts)).orElseThrow();
    assertThat(amounts.style()).isEqualTo(wanted.get(0));
    assertThat(amounts.isAmbiguous()).isEqualTo(wanted.get(1));
  }

  @Test
  void texts_are_no_numbers() {
    assertThat(Amounts.of(Samples.column("id", List.of("A1", "A2", "3")))).isEmpty();
  }
}
