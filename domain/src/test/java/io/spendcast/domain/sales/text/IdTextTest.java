package io.spendcast.domain.sales.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdTextTest {
  @Test
  void nobody_sees_what_is_cut_off_at_the_ends() {
    assertThat(
            Stream.of(
                    "C00082",
                    " C00082",
                    "C00082 ",
                    "\u00a0C00082\u00a0",
                    "\tC00082\r\n",
                    "\u200bC00082\ufeff",
                    "\u2003C00082\u202f",
                    "C00082\u0000")
                .map(id -> IdText.read(id).orElseThrow()))
        .containsOnly("C00082");
  }

  @Test
  void letters_have_one_form() {
    assertThat(IdText.read("Mu\u0308ller")).contains("M\u00fcller");
  }

  @Test
  void nothing_is_no_id() {
    assertThat(Stream.of("", " ", "\u00a0\t", "\u200b").map(IdText::read))
        .allMatch(java.util.Optional::isEmpty);
  }

  @ParameterizedTest
  @CsvSource({
    "10001.0, 10001",
    "-1.0, -1",
    "0.0, 0",
    "1.0000082E7, 10000082",
    "9007199254740991.0, 9007199254740991",
  })
  void whole_numbers_lose_what_programs_add_to_them(String text, String id) {
    assertThat(IdText.read(text)).contains(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.50",
        "1.5",
        "10001.00",
        "007",
        "007.0",
        "c00082",
        "C00082",
        "1E5",
        "1.5E0",
        "12-34.0",
        "9007199254740992.0"
      })
  void any_other_id_stays_as_it_is(String text) {
    assertThat(IdText.read(text)).contains(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.23457E+11", "4,00638E+12", "1E+11", "1e+16"})
  void numbers_that_a_spreadsheet_cut_are_no_ids(String text) {
    assertThat(IdText.read(text)).isEmpty();
  }

  @Property
  void a_double_and_a_whole_number_are_the_same_customer(
      @ForAll @LongRange(min = 1 - (1L << 53), max = (1L << 53) - 1) long id) {
    assertThat(IdText.read(Double.toString((double) id))).contains(Long.toString(id));
    assertThat(IdText.read(Long.toString(id))).contains(Long.toString(id));
  }

  @Property
  void reading_again_changes_nothing(@ForAll String text) {
    IdText.read(text).ifPresent(id -> assertThat(IdText.read(id)).contains(id));
  }
}
