package io.spendcast.adapters.spark.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.adapters.spark.table.DeltaTestLake;
import io.spendcast.adapters.spark.table.Lake;
import io.spendcast.adapters.spark.table.SourceArea;
import io.spendcast.adapters.spark.table.TestSession;
import io.spendcast.adapters.spark.table.TestTables;
import io.spendcast.domain.TableName;
import io.spendcast.domain.TableVersion;
import io.spendcast.domain.audit.TableAudit;
import io.spendcast.domain.audit.TableState;
import io.spendcast.testkit.Attacks;
import io.spendcast.testkit.TableAuditContract;
import io.spendcast.testkit.TestLake;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeltaTableAuditTest extends TableAuditContract {
  private static final TableName TABLE = new TableName("raw/tpcds/some_table");
  private static final int PLACES = 6;
  private static final TableName PUBLISHED = new TableName("predictions/tpcds/forecasts");

  @TempDir Path directory;

  @Override
  protected TestLake lake() {
    return new DeltaTestLake(opened());
  }

  @Override
  protected TableAudit audit() {
    return new DeltaTableAudit(
        opened(),
        new AuditedTables(SourceArea.REFERENCE, Map.of(TABLE, "CAST(id AS DECIMAL(9,2))")));
  }

  private Lake opened() {
    return new Lake(TestSession.session(), directory.toString());
  }

  private Dataset<Row> rows(int count) {
    return opened().spark().range(count).selectExpr("id", "id % 2 AS part").repartition(2);
  }

  /** The third of three versions, so that the log has some history. */
  private TableVersion written(TableName table) {
    opened().overwrite(table, rows(3), Map.of());
    opened().overwrite(table, rows(5), Map.of());
    return opened().replace(table, rows(40), "id >= 0");
  }

  private List<Path> files(TableVersion version) throws IOException {
    List<Path> live =
        opened().files(version).stream()
            .map(file -> Path.of(URI.create(file.path()).getPath()))
            .toList();
    Path log = Path.of(opened().path(version.table()), "_delta_log");
    try (Stream<Path> entries = Files.list(log)) {
      return Stream.concat(
              live.stream(),
              entries
                  .filter(Files::isRegularFile)
                  .filter(file -> !file.getFileName().toString().startsWith(".")))
          .sorted()
          .toList();
    }
  }

  @Test
  void no_change_to_any_file_passes_silently_and_putting_it_back_makes_it_whole()
      throws IOException {
    TableVersion version = written(TABLE);
    TableState whole = audit().inspect(version);
    assertThat(whole.damages()).isEmpty();
    assertThat(whole.remarks()).isEmpty();
    assertThat(whole.rows()).hasValue(40);
    assertThat(whole.money()).contains(new BigDecimal("780.0000"));
    List<Path> files = files(version);
    for (int i = 0; i < files.size(); i++) {
      byte[] content = Files.readAllBytes(files.get(i));
      List<byte[]> changes = changes(content);
      requireDamaged(version, files.get(i), changes.get(i % changes.size()));
      Files.write(files.get(i), content);
    }
    for (Path file : List.of(files.get(0), files.get(1), files.get(files.size() - 1))) {
      byte[] content = Files.readAllBytes(file);
      requireMissed(version, file);
      Files.write(file, content);
    }
    assertThat(audit().inspect(version)).isEqualTo(whole);
  }

  @Test
  @Tag("faults")
  void none_of_all_changes_to_all_files_passes_silently() throws IOException {
    TableVersion version = written(TABLE);
    TableState whole = audit().inspect(version);
    try (Attacks attacks = Attacks.of("file of a Delta table or its log cut, flipped, deleted")) {
      for (Path file : files(version)) {
        byte[] content = Files.readAllBytes(file);
        for (byte[] changed : manyChanges(content)) {
          attacks.begin();
          requireDamaged(version, file, changed);
          attacks.survive();
        }
        attacks.begin();
        requireMissed(version, file);
        attacks.survive();
        Files.write(file, content);
      }
    }
    assertThat(audit().inspect(version)).isEqualTo(whole);
  }

  private void requireDamaged(TableVersion version, Path file, byte[] changed) throws IOException {
    Files.write(file, changed);
    assertThat(audit().inspect(version).damages())
        .as("%s of %d bytes", file, changed.length)
        .isNotEmpty()
        .anyMatch(why -> why.contains(file.getFileName().toString()));
  }

  private void requireMissed(TableVersion version, Path file) throws IOException {
    Files.delete(file);
    TableState gone = audit().inspect(version);
    assertThat(Stream.of(gone.damages(), gone.remarks()).flatMap(List::stream))
        .as("without %s", file)
        .isNotEmpty();
  }

  private static List<byte[]> changes(byte[] content) {
    return List.of(
        new byte[0],
        Arrays.copyOf(content, content.length / 2),
        Arrays.copyOf(content, content.length - 1),
        flipped(content, 0),
        flipped(content, content.length / 2),
        flipped(content, content.length - 1));
  }

  /** Those, and a bit flipped and an end cut off in many places. */
  private static List<byte[]> manyChanges(byte[] content) {
    List<byte[]> changes = new ArrayList<>(changes(content));
    for (int i = 1; i < PLACES; i++) {
      int at = (int) ((long) content.length * i / PLACES);
      changes.add(flipped(content, at));
      changes.add(Arrays.copyOf(content, at));
    }
    changes.removeIf(changed -> Arrays.equals(changed, content));
    return changes;
  }

  private static byte[] flipped(byte[] content, int at) {
    byte[] changed = content.clone();
    changed[at] ^= 1;
    return changed;
  }

  @Test
  void a_checksum_that_is_gone_is_said() throws IOException {
    TableVersion version = written(TABLE);
    try (Stream<Path> sums = Files.walk(Path.of(opened().path(TABLE)))) {
      for (Path sum : sums.filter(file -> file.toString().endsWith(".crc")).toList()) {
        Files.delete(sum);
      }
    }
    TableState state = audit().inspect(version);
    assertThat(state.damages()).isEmpty();
    assertThat(state.remarks()).anyMatch(remark -> remark.contains("no checksum"));
  }

  @Test
  void without_checksums_beside_files_those_in_their_pages_find_a_changed_value()
      throws IOException {
    TableVersion version =
        opened()
            .overwrite(
                TABLE,
                opened().spark().range(5000).selectExpr("id", "uuid() AS text").repartition(1),
                Map.of());
    Path file = TestTables.data(opened(), TABLE).get(0);
    Files.delete(file.resolveSibling("." + file.getFileName() + ".crc"));
    byte[] content = Files.readAllBytes(file);
    TestSession.session().get().conf().set("parquet.page.verify-checksum.enabled", "true");
    try {
      assertThat(audit().inspect(version).damages()).isEmpty();
      Files.write(file, flipped(content, content.length / 2));
      assertThat(audit().inspect(version).damages()).isNotEmpty();
    } finally {
      TestSession.session().get().conf().unset("parquet.page.verify-checksum.enabled");
    }
  }

  @Test
  void the_last_version_that_is_whole_is_offered() throws IOException {
    TableVersion version = written(TABLE);
    Files.delete(Path.of(URI.create(opened().files(version).get(0).path()).getPath()));
    assertThat(audit().inspect(version).lastWhole()).hasValue(1);
  }

  @Test
  void what_a_write_left_that_was_cut_before_its_first_commit_is_no_table() throws IOException {
    Path folder = Path.of(opened().path(TABLE));
    Files.createDirectories(folder.resolve("_delta_log/_commits"));
    Files.write(folder.resolve("part-00000.parquet"), new byte[7]);
    Path cut = folder.resolve("_delta_log/.00000000000000000000.json.d5f1.tmp");
    Files.write(cut, new byte[7]);
    Files.write(cut.resolveSibling("." + cut.getFileName() + ".crc"), new byte[3]);
    assertThat(audit().tables()).isEmpty();
    TableVersion written = written(TABLE);
    assertThat(audit().tables()).containsExactly(TABLE);
    assertThat(audit().inspect(written).damages()).isEmpty();
    assertThat(audit().glance(TABLE)).isEmpty();
  }

  @Test
  void tables_are_found_wherever_they_are_and_no_others() {
    written(TABLE);
    TableName quarantine = SourceArea.REFERENCE.quarantine("some_table");
    TableName manifests = SourceArea.REFERENCE.runs("manifests");
    for (TableName table :
        List.of(
            quarantine,
            manifests,
            PUBLISHED,
            new TableName("raw/shop/till"),
            new TableName("runs/shop/manifests"))) {
      opened().overwrite(table, rows(1), Map.of());
    }
    assertThat(audit().tables()).containsExactlyInAnyOrder(TABLE, quarantine, manifests, PUBLISHED);
  }

  @Test
  void a_table_with_a_damaged_log_can_be_set_aside_and_written_again() throws IOException {
    TableVersion version = written(TABLE);
    Path log = Path.of(opened().path(TABLE), "_delta_log", "00000000000000000002.json");
    Files.write(log, flipped(Files.readAllBytes(log), 7));
    assertThat(audit().inspect(version).damages()).isNotEmpty();
    Path aside = Path.of(audit().setAside(TABLE));
    assertThat(aside.resolve("_delta_log")).isDirectory();
    TableVersion again = written(TABLE);
    assertThat(audit().inspect(again).damages()).isEmpty();
    assertThat(again.id()).isNotEqualTo(version.id());
  }

  @Test
  void of_published_forecasts_a_damaged_log_leaves_the_versions_before() throws IOException {
    TableVersion before = opened().overwrite(PUBLISHED, rows(40), Map.of());
    opened().replace(PUBLISHED, opened().spark().sql("SELECT 99L AS id, 1L AS part"), "id = 99");
    Path log = Path.of(opened().path(PUBLISHED), "_delta_log", "00000000000000000001.json");
    Files.write(log, flipped(Files.readAllBytes(log), 7));
    assertThat(audit().glance(PUBLISHED)).anyMatch(why -> why.contains(log.getFileName() + ""));
    Path aside = Path.of(audit().setAside(PUBLISHED));
    assertThat(aside.resolve(log.getFileName())).exists();
    assertThat(audit().glance(PUBLISHED)).isEmpty();
    assertThat(opened().latest(PUBLISHED)).contains(before);
    assertThat(audit().inspect(PUBLISHED).rows()).hasValue(40);
  }

  @Test
  void a_glance_finds_what_is_cut_gone_or_changed_in_a_small_table() throws IOException {
    TableVersion version = written(TABLE);
    assertThat(audit().glance(TABLE)).isEmpty();
    for (Path file : files(version)) {
      byte[] content = Files.readAllBytes(file);
      Files.write(file, flipped(content, content.length / 2));
      assertThat(audit().glance(TABLE))
          .as("%s", file)
          .anyMatch(why -> why.contains(file.getFileName().toString()));
      Files.write(file, content);
    }
    Files.delete(Path.of(URI.create(opened().files(version).get(0).path()).getPath()));
    assertThat(audit().glance(TABLE)).singleElement().asString().endsWith("is gone");
  }

  @Test
  void of_published_forecasts_what_is_whole_stays() throws IOException {
    TableVersion version = opened().overwrite(PUBLISHED, rows(40), Map.of());
    opened().replace(PUBLISHED, opened().spark().sql("SELECT 99L AS id, 1L AS part"), "id = 99");
    Path lost = Path.of(URI.create(opened().files(version).get(0).path()).getPath());
    long left = 41 - opened().spark().read().parquet(lost.toString()).count();
    Files.write(lost, flipped(Files.readAllBytes(lost), 20));
    assertThat(audit().inspect(PUBLISHED).damages()).hasSize(1);
    audit().setAside(PUBLISHED);
    assertThat(lost).doesNotExist();
    assertThat(audit().inspect(PUBLISHED).damages()).isEmpty();
    assertThat(audit().inspect(PUBLISHED).rows()).hasValue(left);
  }
}
