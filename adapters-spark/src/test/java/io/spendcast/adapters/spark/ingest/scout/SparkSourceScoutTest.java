package io.spendcast.adapters.spark.ingest.scout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spendcast.adapters.spark.ingest.tables.OwnTables;
import io.spendcast.adapters.spark.table.Lake;
import io.spendcast.adapters.spark.table.TestSession;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.proposal.column.SampledColumn;
import io.spendcast.domain.proposal.sample.Sample;
import io.spendcast.domain.proposal.sample.SourceScout;
import io.spendcast.domain.sales.OwnTable.Format;
import io.spendcast.testkit.SourceScoutContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SparkSourceScoutTest extends SourceScoutContract {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2024-06-30T12:00:00Z"), ZoneOffset.UTC);

  @TempDir Path directory;

  @Override
  protected SourceScout scout() {
    Lake lake = new Lake(TestSession.session(), directory.resolve("lake").toString());
    return new SparkSourceScout(lake, OwnTables.rules(), CLOCK);
  }

  @Override
  protected String place(String name, List<String> columns, List<List<String>> rows) {
    return write(
            name + ".csv",
            Stream.concat(Stream.of(columns), rows.stream())
                .map(row -> String.join(",", row))
                .collect(Collectors.joining("\n", "", "\n")))
        .toString();
  }

  @Override
  protected String nowhere() {
    return directory.resolve("nowhere.csv").toString();
  }

  private Path write(String name, String text) {
    try {
      Path file = directory.resolve(name);
      Files.createDirectories(file.getParent());
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void a_folder_of_different_files_is_several_tables() {
    write("data/2023.csv", "who,day,total\na,2023-01-01,1\n");
    write("data/2024.csv", "who,day,total\na,2024-01-01,1\n");
    write("data/returns.csv", "who,day,total\na,2024-01-02,1\n");
    write("data/items.csv", "sku,category\np,pens\n");
    write("data/README.md", "# sales\n");
    List<Sample> samples = scout().samples(directory.resolve("data").toString());
    assertThat(samples)
        .extracting(sample -> Path.of(sample.relation().location()).getFileName().toString())
        .containsExactly("202*", "items.csv", "returns.csv");
    assertThat(samples.get(0).rows()).isEqualTo(2);
  }

  @Test
  void a_folder_of_like_files_is_one_table() {
    write("years/2023.csv", "who;day\na;2023-01-01\n");
    write("years/2024.csv", "who;day;total\na;2024-01-01;3\n");
    List<Sample> samples = scout().samples(directory.resolve("years") + "/");
    assertThat(samples).hasSize(1);
    assertThat(samples.get(0).relation().location())
        .isEqualTo(directory.resolve("years").toString());
    assertThat(samples.get(0).relation().options()).containsEntry("sep", ";");
    assertThat(samples.get(0).columns().get(2).values()).containsExactly("", "3");
  }

  @Test
  void fields_within_fields_are_columns_and_lists_are_none() {
    Path file =
        write(
            "events.jsonl",
            """
            {"user": {"id": 7, "tags": ["a"]}, "first name": "x", "total": 1.5}
            """);
    Sample sample = scout().samples(file.toString()).get(0);
    assertThat(sample.relation().format()).isEqualTo(Format.JSON);
    assertThat(sample.columns())
        .extracting(SampledColumn::expression)
        .containsExactly("`first name`", "total", "user.id");
  }

  @Test
  void what_is_no_table_is_refused() {
    Path file = write("page.csv", "<html>\n<body>Not found</body>\n</html>\n");
    assertThatThrownBy(() -> scout().samples(file.toString()))
        .isInstanceOf(SpendcastException.class)
        .hasMessageContaining("CSV, JSON, Parquet or Delta");
  }

  @Test
  void lines_before_the_names_of_the_columns_are_refused() {
    Path file =
        write(
            "report.csv",
            "Sales report\nGenerated on,2024-06-01\n\nwho,day,total,n\na,2024-01-01,1,1\nb,2024-01-02,1,1\nc,2024-01-02,1,1\n");
    assertThatThrownBy(() -> scout().samples(file.toString()))
        .isInstanceOf(SpendcastException.class)
        .hasMessageContaining("other lines stand before the one that names its columns, record 3.");
  }

  @Test
  void a_copy_beside_its_file_is_noticed() {
    String text = "who,day,total\na,2024-01-01,1\n";
    write("copied/sales.csv", text);
    write("copied/sales (1).csv", text);
    assertThat(scout().samples(directory.resolve("copied").toString()).get(0).notes())
        .singleElement()
        .satisfies(note -> assertThat(note).contains("begins like", "its lines count twice"));
  }

  @Test
  void a_file_that_is_no_whole_archive_is_refused_by_its_name() {
    write("packed/may.csv", "who,day,total\na,2024-05-01,1\n");
    write("packed/june.csv.gz", "who,day,total\na,2024-06-01,1\n");
    assertThatThrownBy(() -> scout().samples(directory.resolve("packed").toString()))
        .asInstanceOf(InstanceOfAssertFactories.type(SpendcastException.class))
        .satisfies(refused -> assertThat(refused.kind()).isEqualTo(Kind.INVALID))
        .satisfies(
            refused -> assertThat(refused).hasMessageContaining("june.csv.gz: not a gzip file."));
  }

  @Test
  void a_folder_that_links_to_itself_is_refused() throws IOException {
    Path file = write("round/may.csv", "who,day,total\na,2024-05-01,1\n");
    Files.createSymbolicLink(file.resolveSibling("again"), Path.of("."));
    assertThatThrownBy(() -> scout().samples(directory.resolve("round").toString()))
        .isInstanceOf(SpendcastException.class)
        .hasMessageContaining("again: it is a link back to");
  }
}
