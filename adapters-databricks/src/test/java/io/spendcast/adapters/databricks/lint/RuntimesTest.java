package io.spendcast.adapters.databricks.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.adapters.databricks.DatabricksConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RuntimesTest {
  @Test
  void the_documents_have_the_same_list() throws IOException {
    String page = Files.readString(Path.of("../docs/databricks.md"));
    List<String> rows =
        Runtimes.ALL.stream()
            .map(
                one ->
                    "| `%s` (%s) | %s | %s | %s |"
                        .formatted(one.key(), one.name(), one.spark(), one.java(), one.tested()))
            .toList();
    String section = page.substring(page.indexOf("## Runtimes"), page.indexOf("## Tables"));
    assertThat(section.lines().filter(line -> line.matches("\\| `\\d.*")))
        .containsExactlyElementsOf(rows);
  }

  @Test
  void the_default_is_one_of_them() {
    assertThat(Runtimes.ALL.get(0).key()).isEqualTo(DatabricksConfig.DEFAULT_SPARK_VERSION);
  }

  @ParameterizedTest
  @CsvSource({
    "17.3.x-scala2.13, true",
    "17.3.x-photon-scala2.13, true",
    "18.x-aarch64-scala2.13, true",
    "17.3.x-cpu-ml-scala2.13, false",
    "16.4.x-scala2.13, false",
    "17.3.x-scala2.12, false",
    "18.1.x-scala2.13, false",
  })
  void a_key_is_supported_for_any_kind_of_machine(String key, boolean supported) {
    assertThat(Runtimes.isSupported(key)).isEqualTo(supported);
  }
}
