package io.spendcast.adapters.spark.ingest.csv;

import io.spendcast.adapters.spark.ingest.csv.dialect.CsvDialect;
import io.spendcast.adapters.spark.ingest.files.EachFile;
import io.spendcast.adapters.spark.ingest.files.SourceFiles;
import io.spendcast.adapters.spark.ingest.files.SourceRows;
import io.spendcast.domain.SpendcastException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Reads delimited text: every value a text, every file under its own header, columns found by name.
 */
public final class CsvReader {
  private static final long PIECE = 128L << 20;

  private final SparkSession session;
  private final JavaSparkContext spark;
  private final long piece;

  /** Reads in this session. */
  public CsvReader(SparkSession session) {
    this(session, PIECE);
  }

  CsvReader(SparkSession session, long piece) {
    this.session = session;
    this.spark = JavaSparkContext.fromSparkContext(session.sparkContext());
    this.piece = piece;
  }

  /**
   * The rows of files.
   *
   * @param options by Spark's names for them
   * @param schema names and types of columns as Spark writes them; found by name if there are
   *     headers, else by place
   * @throws SpendcastException {@code INVALID} if the files are not like that
   */
  public SourceRows read(SourceFiles files, Map<String, String> options, Optional<String> schema) {
    CsvDialect dialect = CsvDialect.of(options);
    EachFile each = new EachFile(session);
    CsvFiles looked =
        CsvFiles.of(files, each.of(files, (file, hadoop) -> Looked.at(file, dialect, hadoop)));
    Columns columns = looked.columns();
    Pieces pieces = new Pieces(spark, each.hadoop(), piece);
    List<List<Piece>> tasks =
        new Tasks(spark.defaultParallelism())
            .of(looked.filled().stream().flatMap(file -> pieces.of(file).stream()).toList());
    JavaRDD<Row> rows =
        spark
            .parallelize(tasks, Math.max(1, tasks.size()))
            .flatMap(new PieceRows(each.hadoop(), columns));
    TypedColumns typed = new TypedColumns(columns, dialect, options, schema);
    return new SourceRows(
        SourceRows.withOriginal(session.createDataFrame(rows, columns.schema()), Columns.RAW)
            .select(typed.of(files.location())),
        Stream.concat(files.warning().stream(), looked.warnings().stream()).toList());
  }
}
