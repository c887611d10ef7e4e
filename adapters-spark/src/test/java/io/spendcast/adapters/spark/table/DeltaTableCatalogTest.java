package io.spendcast.adapters.spark.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.TableCatalog;
import io.spendcast.domain.TableName;
import io.spendcast.domain.TableVersion;
import io.spendcast.testkit.TableCatalogContract;
import io.spendcast.testkit.TestLake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeltaTableCatalogTest extends TableCatalogContract {
  private static final TableName TABLE = new TableName("raw/tpcds/some_table");

  @TempDir Path directory;

  @Override
  protected TestLake lake() {
    return new DeltaTestLake(opened());
  }

  @Override
  protected TableCatalog catalog() {
    return new DeltaTableCatalog(opened());
  }

  /** A table, and another that came later, in a version of its own. */
  private TableVersion written() {
    Lake lake = opened();
    TableVersion first = lake.overwrite(TABLE, rows(lake, 7), Map.of());
    lake.overwrite(TABLE, rows(lake, 3), Map.of());
    return first;
  }

  private static Dataset<Row> rows(Lake lake, int count) {
    return lake.spark().range(count).selectExpr("id", "id % 2 AS part").repartition(3);
  }

  @Test
  void does_not_hold_a_version_of_which_a_file_is_gone() throws IOException {
    TableVersion written = opened().overwrite(TABLE, rows(opened(), 7), Map.of());
    for (Path file : TestTables.data(opened(), TABLE)) {
      byte[] content = Files.readAllBytes(file);
      Files.delete(file);
      assertThat(catalog().holds(written, 7)).as("without %s", file).isFalse();
      for (int length : new int[] {0, content.length / 2, content.length - 1}) {
        Files.write(file, Arrays.copyOf(content, length));
        assertThat(catalog().holds(written, 7)).as("%s of %d bytes", file, length).isFalse();
      }
      Files.write(file, content);
      assertThat(catalog().holds(written, 7)).isTrue();
    }
  }

  @Test
  void a_table_that_somebody_removes_meanwhile_is_a_conflict() {
    assertThatThrownBy(() -> opened().newest(TABLE))
        .asInstanceOf(InstanceOfAssertFactories.type(SpendcastException.class))
        .satisfies(
            e -> {
              assertThat(e.kind()).isEqualTo(Kind.CONFLICT);
              assertThat(e)
                  .hasMessageContaining("some_table")
                  .hasMessageContaining("not there any more");
            });
  }

  @Test
  void holds_an_earlier_version_although_upkeep_came_after_it() {
    TableVersion written = written();
    opened().spark().sql("OPTIMIZE delta.`%s`".formatted(opened().path(TABLE)));
    assertThat(catalog().holds(written, 7)).isTrue();
    opened().spark().sql("DELETE FROM delta.`%s` WHERE id = 1".formatted(opened().path(TABLE)));
    assertThat(catalog().holds(written, 7)).isFalse();
  }

  @Test
  void a_handle_of_one_table_never_reads_another() {
    TableVersion written = opened().overwrite(TABLE, rows(opened(), 7), Map.of());
    TestTables.remove(opened(), TABLE);
    TableVersion other = opened().overwrite(TABLE, rows(opened(), 3), Map.of());
    assertThat(other.version()).isEqualTo(written.version());
    assertThat(opened().read(other).count()).isEqualTo(3);
    assertThatThrownBy(() -> opened().read(written))
        .isInstanceOfSatisfying(
            SpendcastException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NOT_FOUND))
        .hasMessageContaining("another table")
        .hasMessageContaining("spendcast run");
  }

  @Test
  void a_write_gives_the_version_it_made_although_others_write_before_it_returns() {
    Lake lake = opened();
    lake.overwrite(TABLE, rows(lake, 1), Map.of());
    DeltaTables tables = DeltaTables.at(lake.place(), TestSession.session());
    Lake busy =
        new Lake(
            TestSession.session(),
            lake.place(),
            "",
            new Interfering(tables, () -> lake.overwrite(TABLE, rows(lake, 2), Map.of())));
    TableVersion written = busy.replace(TABLE, rows(lake, 5), "id >= 0");
    assertThat(lake.latest(TABLE).orElseThrow().version()).isEqualTo(written.version() + 1);
    assertThat(lake.read(written).count()).isEqualTo(5);
  }

  private Lake opened() {
    return new Lake(TestSession.session(), directory.toString());
  }

  /** Tables to which somebody else writes as soon as something was saved. */
  private record Interfering(DeltaTables tables, Runnable other) implements DeltaTables {
    @Override
    public Optional<TableVersion> newest(TableName table) {
      return tables.newest(table);
    }

    @Override
    public Optional<TableVersion> at(TableName table, long version) {
      return tables.at(table, version);
    }

    @Override
    public Optional<String> missingFile(TableVersion version) {
      return tables.missingFile(version);
    }

    @Override
    public List<StoredFile> files(TableVersion version) {
      return tables.files(version);
    }

    @Override
    public void without(TableName table, Set<String> files) {
      tables.without(table, files);
    }

    @Override
    public Optional<String> property(TableName table, String key) {
      return tables.property(table, key);
    }

    @Override
    public List<Commit> commits(TableName table, long first, long last) {
      return tables.commits(table, first, last);
    }

    @Override
    public Dataset<Row> load(DataFrameReader reader, TableName table) {
      return tables.load(reader, table);
    }

    @Override
    public void save(DataFrameWriter<Row> writer, TableName table) {
      tables.save(writer, table);
      other.run();
    }
  }
}
