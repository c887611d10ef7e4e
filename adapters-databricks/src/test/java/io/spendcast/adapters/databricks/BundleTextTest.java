package io.spendcast.adapters.databricks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class BundleTextTest {
  /** What one version of YAML or another takes for something else than text. */
  private static final List<String> DOUBTFUL =
      List.of(
          "1e5",
          "1.10",
          "0x1F",
          "0o17",
          "1_000",
          "2026",
          "-1",
          "+1",
          ".5",
          "1.",
          "12:30:45",
          "017",
          ".inf",
          "-.Inf",
          ".nan",
          "NaN",
          "2024-01-01",
          "2024-01-01T00:00:00Z",
          "yes",
          "No",
          "on",
          "OFF",
          "y",
          "N",
          "true",
          "False",
          "null",
          "Null",
          "~",
          "",
          " ",
          "a: b",
          "a #b",
          "- a",
          "? a",
          "[a",
          "{a",
          "a]",
          "*a",
          "&a",
          "!a",
          "|",
          ">",
          "%a",
          "@a",
          "`a",
          "'a",
          "\"a",
          "=",
          "<<",
          "a\nb",
          "a\tb",
          "ü",
          "a:",
          "#",
          "1,000",
          "0b11",
          "190:20:30",
          "{{x}}",
          "${y}");

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.oneOf(
        Arbitraries.of(DOUBTFUL),
        Arbitraries.strings().ofMaxLength(12),
        Arbitraries.strings().withChars("0123456789.eExX_+-:oTZ~yn ").ofMaxLength(8));
  }

  @Property
  void yaml_that_is_read_again_is_what_was_written(
      @ForAll("texts") String key, @ForAll("texts") String value) throws IOException {
    ObjectNode tree = BundleText.YAML.createObjectNode();
    tree.putObject("map").put(key, value);
    tree.putArray("list").add(value).add(7).add(true);
    assertThat(BundleText.YAML.readTree(BundleText.of(tree))).isEqualTo(tree);
  }
}
