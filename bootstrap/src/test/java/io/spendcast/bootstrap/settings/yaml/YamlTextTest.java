package io.spendcast.bootstrap.settings.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class YamlTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "no",
        "NO",
        "yes",
        "on",
        "off",
        "y",
        "N",
        "True",
        "010",
        "0o17",
        "0x1F",
        "1_000",
        "12:30",
        "2024-01-01",
        "2024-01-01T10:00:00Z",
        "1e3",
        "+5",
        "-0",
        ".5",
        "5.",
        ".inf",
        ".nan",
        "=",
        "true",
        "false",
        "0",
        "7",
        "-12",
        "1.50",
        "0.1",
        "12345678901234567890",
        "3000000000"
      })
  void a_plain_scalar_prints_as_it_was_written(String scalar) throws YamlFlaw {
    assertThat(read("a: " + scalar).get("a").asText()).isEqualTo(scalar);
    assertThat(read("a: \"" + scalar + "\"").get("a").asText()).isEqualTo(scalar);
    assertThat(read(scalar + ": a").fieldNames().next()).isEqualTo(scalar);
  }

  @Test
  void only_what_is_beyond_doubt_has_a_type() throws YamlFlaw {
    JsonNode map = read("{a: 7, b: true, c: 0.5, d: ~, e: , f: '7', g: no, h: 'null', i: 007}");
    assertThat(map)
        .hasToString(
            "{\"a\":7,\"b\":true,\"c\":0.5,\"d\":null,\"e\":null,\"f\":\"7\",\"g\":\"no\","
                + "\"h\":\"null\",\"i\":\"007\"}");
  }

  @Test
  void aliases_and_merges_are_put_in_their_places() throws YamlFlaw {
    JsonNode map =
        read(
            """
            base: &b {x: &x 1, y: no}
            copy: *b
            date: *x
            merged: {<<: *b, y: own}
            both: {<<: [{y: first}, *b], z: 3}
            """);
    assertThat(map.get("copy")).hasToString("{\"x\":1,\"y\":\"no\"}");
    assertThat(map.get("date").asInt()).isEqualTo(1);
    assertThat(map.get("merged")).hasToString("{\"y\":\"own\",\"x\":1}");
    assertThat(map.get("both")).hasToString("{\"z\":3,\"y\":\"first\",\"x\":1}");
  }

  @Test
  void every_part_knows_its_line() throws YamlFlaw {
    YamlValue value = YamlText.read("a:\n  - b: 1\n    c:\n      d: 2\n  - 3").orElseThrow();
    assertThat(value.lines())
        .isEqualTo(
            Map.of(".a", 1, ".a[0]", 2, ".a[0].b", 2, ".a[0].c", 3, ".a[0].c.d", 4, ".a[1]", 5));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "a: 1\\n\\tb: 2 | 2 | a tab stands where blanks belong",
        "a: 1\\nb: `date` | 2 | a value begins with `; put it in quotes",
        "a:\\n  - *d | 2 | d is no anchor",
        "a: b: c | 1 | a second colon",
        "a: 1\\n\\na: 2 | 3 | a is there for the second time, after line 1",
        "a: {b: 1, b: 2} | 1 | b is there for the second time",
        "a: 1\\n---\\nb: 2 | 3 | a second document begins",
        "a: &a [*a] | 1 | too large or too deep",
        "a: !!binary aGk= | 1 | the tag tag:yaml.org,2002:binary means nothing here",
        "a: 1\\nb: !java.io.File x | 2 | tag",
        "? [a]\\n: b | 1 | a key must be one word",
        "a: {<<: 3} | 1 | << wants a map",
        "a: 1\\nb: x\\7 | 2 | the character U+0007 is not allowed",
        "a: [1, 2 | 1 | expected ',' or ']'",
      })
  void what_cannot_be_read_is_refused_with_its_line(String text, int line, String why) {
    YamlFlaw flaw = refused(text.translateEscapes());
    assertThat(flaw).hasMessageContaining(why);
    assertThat(flaw.line()).isEqualTo(line);
  }

  @Test
  void deep_texts_and_texts_that_grow_are_refused() {
    assertThat(refused("{a: ".repeat(3000) + "1" + "}".repeat(3000))).hasMessageContaining("deep");
    assertThat(refused("[".repeat(100_000))).hasMessageContaining("deep");
    String doubling =
        IntStream.rangeClosed(1, 40)
            .mapToObj(i -> "a%s: &a%s [*a%s, *a%s]".formatted(i, i, i - 1, i - 1))
            .collect(Collectors.joining("\n", "a0: &a0 [1, 2]\n", ""));
    assertThat(refused(doubling)).hasMessageContaining("too large");
  }

  @Property(tries = 300)
  void what_is_written_is_read_back(@ForAll("values") JsonNode value, @ForAll String key)
      throws YamlFlaw {
    String text =
        YamlLines.key(key) + ": " + YamlLines.value(value) + " # " + YamlLines.comment(key);
    assertThat(text.lines()).hasSize(1);
    assertThat(read(text)).isEqualTo(new JsonMapper().createObjectNode().set(key, value));
  }

  @Property(tries = 300)
  void any_text_is_read_or_refused(@ForAll String text) {
    try {
      YamlText.read(text);
    } catch (YamlFlaw e) {
      assertThat(e.line()).isPositive();
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  @Provide
  Arbitrary<JsonNode> values() {
    Arbitrary<Object> scalars =
        Arbitraries.oneOf(
            Arbitraries.strings(),
            Arbitraries.of("no", "", "~", "# x", "a: b", "0x1F", "<<", "*a", "\u2028", "\uFEFF"),
            Arbitraries.integers().map(number -> (Object) number),
            Arbitraries.of(true, false));
    Arbitrary<Object> lists = scalars.list().ofMaxSize(3).map(list -> (Object) list);
    Arbitrary<Object> maps =
        Arbitraries.maps(Arbitraries.strings(), Arbitraries.oneOf(scalars, lists))
            .ofMaxSize(3)
            .map(map -> (Object) map);
    return Arbitraries.oneOf(List.of(scalars, lists, maps)).map(new JsonMapper()::valueToTree);
  }

  private static JsonNode read(String text) throws YamlFlaw {
    return YamlText.read(text).orElseThrow().json();
  }

  private static YamlFlaw refused(String text) {
    return catchThrowableOfType(YamlFlaw.class, () -> YamlText.read(text));
  }
}
