package io.spendcast.domain.proposal.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.domain.proposal.sample.CsvDialect.Header;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

final class CsvDialectTest {
  @Provide
  Arbitrary<List<String>> texts() {
    return Arbitraries.strings().ofMaxLength(12).list().ofMinSize(2).ofMaxSize(20);
  }

  @Property(tries = 200)
  void whatever_stands_in_quotes_the_separator_is_found(
      @ForAll("texts") List<String> texts, @ForAll("separators") char separator) {
    String text =
        texts.stream()
            .map(cell -> "\"%s\"".formatted(cell.replace("\"", "\"\"")))
            .map(cell -> String.join("" + separator, "17", cell, "2024-05-01", "3"))
            .collect(
                Collectors.joining(
                    "\r\n", String.join("" + separator, "a", "b", "c", "d") + "\r\n", "\r\n"));
    CsvDialect dialect = CsvDialect.of(text);
    assertThat(dialect.separator()).isEqualTo(separator);
    assertThat(dialect.header()).isEqualTo(Header.NAMES);
    assertThat(dialect.first()).containsExactly("a", "b", "c", "d");
  }

  @Provide
  Arbitrary<Character> separators() {
    return Arbitraries.of(';', '\t', '|', ',');
  }

  @Test
  void decimal_commas_do_not_separate() {
    CsvDialect dialect = CsvDialect.of("tag;betrag\n01.02.2024;1,50\n02.02.2024;2,50\n");
    assertThat(dialect.separator()).isEqualTo(';');
  }

  @Test
  void a_line_that_says_the_separator_is_believed_and_is_no_row() {
    CsvDialect dialect = CsvDialect.of("\ufeffsep=|\r\na|b\r\n1|2\r\n");
    assertThat(dialect.separator()).isEqualTo('|');
    assertThat(dialect.first()).containsExactly("a", "b");
  }

  @Test
  void a_first_row_of_values_is_no_header() {
    assertThat(CsvDialect.of("c1,2024-05-01,2,1.50\nc2,2024-05-02,1,7.00\n").header())
        .isEqualTo(Header.NONE);
  }

  @Test
  void names_with_digits_over_texts_are_names() {
    assertThat(CsvDialect.of("text1,2024\nann,red\nbob,blue\n").header()).isEqualTo(Header.NAMES);
  }

  @Test
  void an_empty_text_has_no_columns() {
    assertThat(CsvDialect.of("").first()).isEmpty();
  }
}
