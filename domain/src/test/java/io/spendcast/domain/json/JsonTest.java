package io.spendcast.domain.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonTest {
  @Property(tries = 300)
  void text_and_numbers_come_back_as_they_were(@ForAll String text, @ForAll double number) {
    double finite = Double.isNaN(number) ? 0 : number;
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("text", text);
    fields.put("number", finite);
    fields.put("list", List.of(finite, -finite));
    JsonObject read = JsonObject.parse(JsonText.of(fields));
    assertThat(read.text("text")).isEqualTo(text);
    assertThat(read.number("number")).isEqualTo(finite);
    assertThat(read.numbers("list")).containsExactly(finite, -finite);
  }

  @Test
  void all_that_json_has_is_read() {
    String text =
        " {\"a\" : [1, -0.5e+2, 0],\n\"b\":{\"c\":\"\\u00e4\\n\\\"\"},\t\"d\":[true,false,null], \"e\":[]}";
    assertThat(JsonReader.read(text))
        .isEqualTo(
            Map.of(
                "a", List.of(1.0, -50.0, 0.0),
                "b", Map.of("c", "ä\n\""),
                "d", Arrays.asList(true, false, null),
                "e", List.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{\"a\"}",
        "{\"a\":1,}",
        "{\"a\":1 \"b\":2}",
        "{\"a\":1,\"a\":2}",
        "{a:1}",
        "[1,]",
        "[1 2]",
        "01",
        "1.",
        ".5",
        "+1",
        "NaN",
        "nul",
        "\"a",
        "\"\\x\"",
        "\"\\u12g4\"",
        "\"line\nbreak\"",
        "1 1"
      })
  void what_is_no_json_is_refused(String text) {
    assertThatThrownBy(() -> JsonReader.read(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("no JSON: expected ");
  }

  @Test
  void nesting_without_end_is_refused() {
    assertThatThrownBy(() -> JsonReader.read("[".repeat(100_000)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at most 64 levels");
  }

  @Test
  void what_a_field_is_not_is_said_with_its_path() {
    JsonObject file = JsonObject.parse("{\"a\":{\"b\":[1,{\"c\":1.5}]}}");
    assertThatThrownBy(() -> file.object("a").objects("b")).hasMessage("a.b[0] is not an object");
    assertThatThrownBy(() -> file.object("a").text("x")).hasMessage("a.x is not there");
    assertThatThrownBy(
            () -> JsonObject.parse("{\"a\":[{\"c\":1.5}]}").objects("a").get(0).integer("c"))
        .hasMessage("a[0].c is not a number without fraction");
    assertThatThrownBy(() -> file.number("a")).hasMessage("a is not a number");
    assertThatThrownBy(() -> JsonObject.parse("[]")).hasMessage("the whole is not an object");
  }

  @Test
  void infinities_are_text_and_nan_is_refused() {
    assertThat(JsonText.of(List.of(Double.NEGATIVE_INFINITY))).isEqualTo("[\"-Infinity\"]");
    assertThat(JsonObject.parse("{\"a\":\"Infinity\"}").number("a")).isInfinite();
    assertThatThrownBy(() -> JsonText.of(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
  }
}
