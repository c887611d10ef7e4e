package io.spendcast.adapters.spark.ingest.typed;

import io.spendcast.adapters.spark.ingest.files.ForeignBytes;
import io.spendcast.adapters.spark.ingest.files.OpenFile;
import io.spendcast.adapters.spark.ingest.files.SourceFile;
import io.spendcast.adapters.spark.ingest.files.Unreadable;
import io.spendcast.domain.SpendcastException;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;

/**
 * What the end of a Parquet file says.
 *
 * @param schema the columns with their types, as Parquet prints them; empty if it is refused
 * @param refusals why it cannot be read, if so
 */
record Footers(SourceFile file, String schema, List<SpendcastException> refusals)
    implements Serializable {
  private static final int LOOKED_AT = 512;

  static Footers of(SourceFile file, Configuration hadoop) {
    try {
      requireParquet(file, hadoop);
      Path path = new Path(file.path());
      try (ParquetFileReader reader =
          ParquetFileReader.open(HadoopInputFile.fromPath(path, hadoop))) {
        return new Footers(
            file, reader.getFooter().getFileMetaData().getSchema().toString(), List.of());
      }
    } catch (SpendcastException refused) {
      return new Footers(file, "", List.of(refused));
    } catch (IOException | RuntimeException e) {
      return new Footers(
          file,
          "",
          List.of(
              Unreadable.because(
                  file.path(), "it is no whole Parquet file", "Copy it again, or remove it")));
    }
  }

  private static void requireParquet(SourceFile file, Configuration hadoop) throws IOException {
    if (file.length() == 0) {
      throw Unreadable.because(file.path(), "it is empty", "Copy it again, or remove it");
    }
    Optional<String> kind = ForeignBytes.kind(OpenFile.head(file, LOOKED_AT, hadoop));
    kind.filter(found -> !found.equals(ForeignBytes.PARQUET))
        .ifPresent(
            found -> {
              throw Unreadable.because(
                  file.path(),
                  "it is " + found + ", not Parquet",
                  "Remove it, or set the format of the entry");
            });
  }
}
