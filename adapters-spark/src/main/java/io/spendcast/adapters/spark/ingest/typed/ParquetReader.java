package io.spendcast.adapters.spark.ingest.typed;

import io.spendcast.adapters.spark.ingest.files.EachFile;
import io.spendcast.adapters.spark.ingest.files.SourceFile;
import io.spendcast.adapters.spark.ingest.files.SourceFiles;
import io.spendcast.adapters.spark.ingest.files.SourceRows;
import io.spendcast.domain.SpendcastException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Reads Parquet files. Spark takes the types of one file for those of all; here files are read by
 * groups of one schema each, and a column has the type that holds the values of all.
 */
public final class ParquetReader {
  private final SparkSession session;

  /** Reads in this session. */
  public ParquetReader(SparkSession session) {
    this.session = session;
  }

  /**
   * The rows of files.
   *
   * @throws SpendcastException {@code INVALID} if one of them is no Parquet, or types have nothing
   *     in common
   */
  public SourceRows read(SourceFiles files, Map<String, String> options) {
    TypedPaths paths = new TypedPaths(files);
    Unified unified = new Unified(files.location());
    List<Dataset<Row>> parts = new ArrayList<>();
    for (List<SourceFile> group : groups(files)) {
      parts.add(paths.some(reader(options), group));
    }
    Dataset<Row> rows = parts.size() == 1 ? parts.get(0) : unified.of(parts);
    return SourceRows.of(
        rows, Stream.concat(files.warning().stream(), unified.warnings().stream()).toList());
  }

  private DataFrameReader reader(Map<String, String> options) {
    return session.read().format("parquet").options(options);
  }

  private List<List<SourceFile>> groups(SourceFiles files) {
    List<Footers> footers =
        new EachFile(session).of(files, (file, hadoop) -> Footers.of(file, hadoop));
    footers.stream()
        .flatMap(footer -> footer.refusals().stream())
        .findFirst()
        .ifPresent(
            refusal -> {
              throw refusal;
            });
    return List.copyOf(
        footers.stream()
            .collect(
                Collectors.groupingBy(
                    Footers::schema,
                    LinkedHashMap::new,
                    Collectors.mapping(Footers::file, Collectors.toList())))
            .values());
  }
}
