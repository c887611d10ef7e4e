package io.spendcast.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.spendcast.domain.SpendcastException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** Whatever is set together, it is taken or refused, in an instant. */
final class SettingPairsTest {
  private static final List<String> VALUES =
      List.of(
          "",
          "0",
          "-1",
          "3",
          "1e9",
          "no",
          "x",
          "/x",
          "a.b",
          "a b",
          "~",
          "{}",
          "[]",
          "[a]",
          "[3]",
          "{a: b}",
          "[{}]",
          "[{name: web}]",
          "tables",
          "planted",
          "databricks",
          "databricks-uc",
          "file:x",
          "file:~q",
          "https://h",
          "https://u:p@h",
          "latest",
          "2024-01-01",
          "manual",
          "approval",
          "*a",
          "99999999999",
          "refuse",
          "warn",
          "production");
  private static final List<String> KEYS =
      ConfigLoader.load(ConfigSources.NONE).values().stream().map(Setting::key).toList();

  @Property(tries = 2000)
  void a_pair_is_bound_or_refused(@ForAll("assignments") @Size(2) List<String> pair) {
    assertThatIsBoundOrRefused(pair);
  }

  @Property(tries = 300)
  void many_are_bound_or_refused(@ForAll("assignments") @Size(max = 20) List<String> many) {
    assertThatIsBoundOrRefused(many);
  }

  private static void assertThatIsBoundOrRefused(List<String> assignments) {
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          try {
            assertThat(
                    ConfigLoader.load(new ConfigSources(Optional.empty(), List.of(), assignments)))
                .isNotNull();
          } catch (SpendcastException e) {
            assertThat(e.problem()).startsWith("Cannot use the configuration");
          }
        });
  }

  @Provide
  Arbitrary<List<String>> assignments() {
    return Arbitraries.of(KEYS)
        .flatMap(key -> Arbitraries.of(VALUES).map(value -> key + "=" + value))
        .list();
  }

  @Property(tries = 1)
  void nothing_set_is_bound() {
    assertThatCode(() -> ConfigLoader.load(ConfigSources.NONE)).doesNotThrowAnyException();
  }
}
