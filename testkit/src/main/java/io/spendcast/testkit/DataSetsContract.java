package io.spendcast.testkit;

import static io.spendcast.testkit.Failures.assertFails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spendcast.domain.Kind;
import io.spendcast.domain.planted.PlantedPreset;
import io.spendcast.domain.planted.PlantedWorld;
import io.spendcast.domain.sales.DataSets;
import io.spendcast.domain.sales.WrittenTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What every {@link DataSets} does. */
public abstract class DataSetsContract {
  private static final PlantedWorld WORLD = PlantedWorld.of(PlantedPreset.DIRTY, 30, 7);

  /** The writer. */
  protected abstract DataSets dataSets();

  /** A directory of this name that does not exist; the same in the whole test. */
  protected abstract String directory(String name);

  /** What is in a directory, table by table with the number of rows; empty if it does not exist. */
  protected abstract Map<String, Long> content(String directory);

  /** Everything in the place where {@link #directory} gives directories, by name. */
  protected abstract List<String> directories();

  private static void ignore(WrittenTable table) {}

  private static Map<String, Long> reported(List<WrittenTable> tables) {
    return tables.stream().collect(Collectors.toMap(WrittenTable::table, WrittenTable::rows));
  }

  @Test
  void a_planted_world_is_written_as_reported_with_its_truth_apart() {
    List<WrittenTable> told = new ArrayList<>();
    List<WrittenTable> tables = dataSets().planted(WORLD, directory("planted"), told::add);
    assertThat(told).isEqualTo(tables);
    assertThat(content(directory("planted")))
        .isEqualTo(reported(tables))
        .containsOnlyKeys(
            "date_dim",
            "item",
            "customer",
            "store_sales",
            "store_returns",
            "web_sales",
            "web_returns",
            "truth/customers",
            "truth/days")
        .containsEntry("customer", 30L)
        .containsEntry("truth/customers", 30L);
    assertThat(directories()).containsExactly("planted");
    assertThat(dataSets().planted(WORLD, directory("again"), DataSetsContract::ignore))
        .isEqualTo(tables);
  }

  @Test
  void tpcds_is_written_as_reported() {
    List<WrittenTable> tables =
        dataSets().tpcds(0.001, directory("tpcds"), DataSetsContract::ignore);
    assertThat(content(directory("tpcds"))).isEqualTo(reported(tables)).hasSize(7);
    assertThat(tables).allSatisfy(table -> assertThat(table.rows()).isPositive());
  }

  @Test
  void a_directory_with_something_in_it_is_refused_and_left_as_it_was() {
    dataSets().planted(WORLD, directory("mine"), DataSetsContract::ignore);
    Map<String, Long> before = content(directory("mine"));
    PlantedWorld other = PlantedWorld.of(PlantedPreset.SIGNAL, 10, 7);
    assertFails(
        Kind.INVALID, () -> dataSets().planted(other, directory("mine"), DataSetsContract::ignore));
    assertThat(content(directory("mine"))).isEqualTo(before);
  }

  @Test
  void a_failed_attempt_leaves_nothing() {
    Consumer<WrittenTable> failing =
        table -> {
          throw new IllegalStateException("enough of " + table.table());
        };
    assertThatThrownBy(() -> dataSets().planted(WORLD, directory("half"), failing))
        .hasMessage("enough of date_dim");
    assertThat(content(directory("half"))).isEmpty();
    assertThat(directories()).isEmpty();
  }
}
