package io.spendcast.adapters.spark.ingest.csv;

import io.spendcast.adapters.spark.ingest.csv.dialect.CsvDialect;
import io.spendcast.adapters.spark.ingest.files.SourceFile;
import io.spendcast.domain.SpendcastException;
import java.io.Serializable;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/**
 * What a look at the beginning of a file found.
 *
 * @param head the file's head; none if it is empty or refused
 * @param refusals why it cannot be read, if so
 */
record Looked(SourceFile file, List<CsvHead> head, List<SpendcastException> refusals)
    implements Serializable {
  static Looked at(SourceFile file, CsvDialect dialect, Configuration hadoop) {
    try {
      return new Looked(
          file, new HeadReader(dialect, hadoop).of(file).stream().toList(), List.of());
    } catch (SpendcastException refused) {
      return new Looked(file, List.of(), List.of(refused));
    }
  }
}
