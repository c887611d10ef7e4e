package io.spendcast.adapters.spark.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;

class BrokenLogTest {
  private static final String ZERO = "0".repeat(19);

  private static final List<Path> FILES =
      paths("_last_checkpoint", "0.json", "0.crc", "1.json", "1.checkpoint.parquet", "2.json");

  private static List<Path> paths(String... names) {
    return Arrays.stream(names)
        .map(name -> new Path("/log", Character.isDigit(name.charAt(0)) ? ZERO + name : name))
        .toList();
  }

  private static Collection<String> without(String... damaged) {
    return new BrokenLog(FILES, Set.copyOf(paths(damaged)))
        .unusable().stream()
            .map(file -> file.getName().replace(ZERO, ""))
            .collect(Collectors.toSet());
  }

  @Test
  void of_a_whole_log_all_is_usable() {
    assertThat(without()).isEmpty();
  }

  @Test
  void after_a_damaged_commit_nothing_is_usable() {
    assertThat(without("2.json")).containsExactlyInAnyOrder("2.json", "_last_checkpoint");
    assertThat(without("0.json", "1.checkpoint.parquet"))
        .containsExactlyInAnyOrder(
            "0.json", "0.crc", "1.json", "1.checkpoint.parquet", "2.json", "_last_checkpoint");
  }

  @Test
  void a_checkpoint_does_without_the_commits_before_it() {
    assertThat(without("0.json")).containsExactlyInAnyOrder("0.json", "_last_checkpoint");
    assertThat(without("1.json")).containsExactlyInAnyOrder("1.json", "_last_checkpoint");
  }

  @Test
  void without_sums_and_checkpoints_the_commits_are_enough() {
    assertThat(without("0.crc")).containsExactlyInAnyOrder("0.crc", "_last_checkpoint");
    assertThat(without("1.checkpoint.parquet"))
        .containsExactlyInAnyOrder("1.checkpoint.parquet", "_last_checkpoint");
  }
}
