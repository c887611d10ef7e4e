package io.spendcast.adapters.spark.ingest.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.adapters.spark.ingest.csv.dialect.CsvDialect;
import io.spendcast.adapters.spark.ingest.files.EachFile;
import io.spendcast.adapters.spark.ingest.files.SourceFiles;
import io.spendcast.adapters.spark.ingest.files.SourceRows;
import io.spendcast.adapters.spark.table.TestSession;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvReaderTest {
  @TempDir Path directory;

  private SparkSession spark;

  @BeforeEach
  void open() {
    spark = TestSession.session().get();
  }

  /**
   * Values of all sorts: quotes, separators, line breaks of several kinds, letters of any width.
   */
  private static List<List<String>> records(long seed) {
    Random random = new Random(seed);
    String signs = "ab, \"\n;é漢😀\\'";
    List<List<String>> records = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      StringBuilder text = new StringBuilder("x");
      for (int j = random.nextInt(12); j > 0; j--) {
        text.appendCodePoint(
            signs.codePointAt(
                signs.offsetByCodePoints(
                    0, random.nextInt(signs.codePointCount(0, signs.length())))));
      }
      records.add(List.of("" + i, text.toString()));
    }
    return records;
  }

  private static String written(List<List<String>> records) {
    StringBuilder csv = new StringBuilder("id,text\n");
    for (List<String> record : records) {
      csv.append(record.get(0))
          .append(",\"")
          .append(record.get(1).replace("\"", "\"\""))
          .append("\"\n");
    }
    return csv.toString();
  }

  private List<List<String>> read(long piece) {
    SourceFiles files = SourceFiles.at(directory.toString(), spark.sessionState().newHadoopConf());
    return new CsvReader(spark, piece)
        .read(files, Map.of(), Optional.empty()).rows().collectAsList().stream()
            .map(row -> List.of(row.<String>getAs("id"), row.<String>getAs("text")))
            .toList();
  }

  /** Any cut may fall into a quoted text, whose line breaks look like the ends of records. */
  @ParameterizedTest
  @ValueSource(longs = {90, 160, 777, 2500, 1 << 20})
  void reads_the_same_records_however_small_the_pieces(long piece) throws Exception {
    List<List<String>> truth = records(piece);
    Files.writeString(directory.resolve("a.csv"), written(truth));
    assertThat(read(piece)).isEqualTo(truth);
    assertThat(duck()).isEqualTo(truth);
  }

  private List<List<String>> duck() throws Exception {
    List<List<String>> found = new ArrayList<>();
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        ResultSet rows =
            duck.createStatement()
                .executeQuery(
                    "SELECT id, text FROM read_csv('%s/a.csv', all_varchar = true, quote = '\"',"
                            .formatted(directory)
                        + " escape = '\"', delim = ',', header = true, parallel = false)"
                        + " ORDER BY CAST(id AS INT)")) {
      while (rows.next()) {
        found.add(List.of(rows.getString(1), rows.getString(2)));
      }
    }
    return found;
  }

  @Test
  void big_files_are_read_by_several_tasks_and_small_ones_by_few() throws Exception {
    Files.writeString(directory.resolve("a.csv"), written(records(7)));
    SourceFiles files = SourceFiles.at(directory.toString(), spark.sessionState().newHadoopConf());
    SourceRows one = new CsvReader(spark).read(files, Map.of(), Optional.empty());
    assertThat(one.rows().javaRDD().getNumPartitions()).isEqualTo(1);
    Pieces pieces =
        new Pieces(
            JavaSparkContext.fromSparkContext(spark.sparkContext()),
            new EachFile(spark).hadoop(),
            1000);
    CsvDialect dialect = CsvDialect.of(Map.of());
    CsvHead head =
        new HeadReader(dialect, spark.sessionState().newHadoopConf())
            .of(files.files().get(0))
            .orElseThrow();
    List<Piece> cut = pieces.of(Piece.whole(files.files().get(0), head));
    assertThat(cut).hasSizeGreaterThan(3);
    assertThat(cut.get(0).from()).isEqualTo(head.from());
    assertThat(cut.get(cut.size() - 1).until()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void a_record_with_a_fault_keeps_its_raw_text() throws Exception {
    Files.writeString(
        directory.resolve("a.csv"), "id,text\n1,a\n2,b,c\n3,\"d\n4,e\n", StandardCharsets.UTF_8);
    SourceFiles files = SourceFiles.at(directory.toString(), spark.sessionState().newHadoopConf());
    SourceRows read = new CsvReader(spark).read(files, Map.of(), Optional.empty());
    assertThat(
            read
                .rows()
                .selectExpr("id", SourceRows.FAULT, SourceRows.ORIGINAL + "['record']")
                .collectAsList()
                .stream()
                .map(Object::toString))
        .containsExactly(
            "[1,null,null]",
            "[null,it has more values than its file has columns,2,b,c]",
            "[null,a quote is not closed, or not doubled,3,\"d]",
            "[4,null,null]");
  }
}
